package io.towtank.workloads.openb;

import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TablePart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pod list: {@code name,cpu_milli,memory_mib,num_gpu,gpu_milli} and, in most lists, {@code
 * gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time}.
 */
final class OpenbPods implements ArrivalSource {
  static final String NO_SCHEDULED_TIME =
      "no scheduled_time: duration is deletion_time - creation_time";
  static final String NO_DELETION_TIME = "no deletion_time: the pod never ends";
  static final String NO_CREATION_TIME = "no creation_time";
  static final String ENDS_BEFORE_IT_STARTS =
      "deletion_time before scheduled_time or creation_time";
  static final String GPU_WITHOUT_MILLI = "num_gpu is 1 and gpu_milli is 0";
  static final String MILLI_WITHOUT_GPU = "gpu_milli without num_gpu: ignored";
  static final String SPEC_WITHOUT_GPU = "gpu_spec without num_gpu: ignored";
  static final String SHARE_OF_SEVERAL = "gpu_milli below 1000 of several GPUs: taken whole";

  private static final List<String> REQUIRED =
      List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
  private static final List<String> TIMES =
      List.of("creation_time", "deletion_time", "scheduled_time");
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "cpu_milli",
          "memory_mib",
          "num_gpu",
          "gpu_milli",
          "gpu_spec",
          "qos",
          "pod_phase",
          "creation_time",
          "deletion_time",
          "scheduled_time");
  private static final String BEST_EFFORT = "BE";
  private static final int GPUS_MAX = 1024;
  private static final int MODELS_MAX = 64;

  /** Of a row that makes no pod. */
  private static final PodSpec NO_SPEC = PodSpec.builder().build();

  private final CsvTable table;
  private final boolean timed;
  private final OptionalLong bestEffortPriority;
  private final TraceAccounts accounts;
  private final RowCache<Template> templates;
  private final SpecCache specs = new SpecCache();
  private final Columns columns;
  private @Nullable CsvRow latest;

  private OpenbPods(
      CsvTable table, boolean timed, OptionalLong bestEffortPriority, TraceAccounts accounts) {
    this.table = table;
    this.timed = timed;
    this.bestEffortPriority = bestEffortPriority;
    this.accounts = accounts;
    columns = Columns.of(table);
    templates = new RowCache<>(columns.ofTemplate(), this::template);
  }

  static OpenbPods open(
      TablePart part, boolean timed, OptionalLong bestEffortPriority, TraceAccounts accounts) {
    CsvTable table =
        CsvTable.open(part, CsvLayout.WITH_HEADER, opened -> checkHeader(opened, timed));
    return new OpenbPods(table, timed, bestEffortPriority, accounts);
  }

  private static void checkHeader(CsvTable table, boolean timed) {
    table.requireColumns(COLUMNS, column -> false, REQUIRED);
    for (String column : TIMES) {
      if (timed && !table.hasColumn(column)) {
        throw table.headerError(
            "no column '"
                + column
                + "': a pod list without times can only be replayed arrival-only, not timed");
      }
    }
  }

  @Override
  public @Nullable PodBatch next() {
    for (CsvRow row = table.next(); row != null; row = table.next()) {
      latest = row;
      PodBatch arrival = arrival(row);
      if (arrival != null) {
        accounts.use();
        return arrival;
      }
    }
    return null;
  }

  @Override
  public long nextTime() {
    CsvRow row = table.nextUpTo(columns.created);
    return row == null ? END : row.timeIfPlain(columns.created);
  }

  @Override
  public String position() {
    return latest == null ? "" : latest.position();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  /** The row's pod, or null for a row that was dropped. */
  private @Nullable PodBatch arrival(CsvRow row) {
    Template template = templates.get(row);
    Requests requests = template.requests;
    if (requests.isImpossible()) {
      accounts.drop(GPU_WITHOUT_MILLI);
      return null;
    }
    Times times = timed ? times(row) : new Times(0, Pod.NEVER);
    if (times == null) {
      return null;
    }
    countRepairs(row, requests);
    Pod pod =
        Pod.builder(row.name(columns.name), template.spec)
            .labels(template.labels)
            .durationNanos(times.durationNanos)
            .build();
    return new PodBatch(times.arrivalNanos, pod, 1);
  }

  private static Labels labels(CsvRow row) {
    return row.isEmpty("qos") ? Labels.EMPTY : Labels.of("qos", row.text("qos"));
  }

  private Template template(CsvRow row) {
    Requests requests = requests(row);
    List<String> models = models(row);
    PodSpec spec =
        requests.isImpossible()
            ? NO_SPEC
            : specs.get(new SpecKey(requests, models), () -> spec(requests, models));
    return new Template(requests, spec, labels(row));
  }

  private Requests requests(CsvRow row) {
    long memoryMib =
        row.integer(columns.memory, 0, CsvRow.MEMORY_BYTES_MAX / OpenbNodes.BYTES_PER_MIB);
    boolean bestEffort =
        bestEffortPriority.isPresent() && row.text(columns.qos).equals(BEST_EFFORT);
    return new Requests(
        row.integer(columns.cpu, 0, CsvRow.CPU_MILLIS_MAX),
        memoryMib * OpenbNodes.BYTES_PER_MIB,
        Math.toIntExact(row.integer(columns.gpus, 0, GPUS_MAX)),
        Math.toIntExact(row.integer(columns.gpuMilli, 0, DeviceRequest.WHOLE)),
        bestEffort ? Math.toIntExact(bestEffortPriority.getAsLong()) : null);
  }

  private void countRepairs(CsvRow row, Requests requests) {
    if (requests.gpus == 0 && requests.gpuMilli > 0) {
      accounts.repair(MILLI_WITHOUT_GPU);
    }
    if (requests.gpus == 0 && !row.isEmpty(columns.gpuSpec)) {
      accounts.repair(SPEC_WITHOUT_GPU);
    }
    if (requests.gpus > 1 && requests.gpuMilli != DeviceRequest.WHOLE) {
      accounts.repair(SHARE_OF_SEVERAL);
    }
  }

  private @Nullable Times times(CsvRow row) {
    if (row.isEmpty(columns.created)) {
      accounts.drop(NO_CREATION_TIME);
      return null;
    }
    long created = row.secondsAsNanos(columns.created);
    boolean scheduled = !row.isEmpty(columns.scheduled);
    long started = scheduled ? row.secondsAsNanos(columns.scheduled) : created;
    if (row.isEmpty(columns.deleted)) {
      accounts.repair(NO_DELETION_TIME);
      return new Times(created, Pod.NEVER);
    }
    long durationNanos = row.secondsAsNanos(columns.deleted) - started;
    if (durationNanos < 0) {
      accounts.drop(ENDS_BEFORE_IT_STARTS);
      return null;
    }
    if (!scheduled) {
      accounts.repair(NO_SCHEDULED_TIME);
    }
    return new Times(created, durationNanos);
  }

  private static List<String> models(CsvRow row) {
    if (row.isEmpty("gpu_spec")) {
      return List.of();
    }
    List<String> models = new ArrayList<>();
    for (String model : row.text("gpu_spec").split("\\|", MODELS_MAX + 1)) {
      if (model.isBlank() || models.size() == MODELS_MAX) {
        throw row.error("gpu_spec", "at most 64 GPU models with '|' between them");
      }
      models.add(model.strip());
    }
    return models;
  }

  private static PodSpec spec(Requests requests, List<String> models) {
    PodSpec.Builder spec =
        PodSpec.builder()
            .requests(ResourceList.of(requests.cpuMillis, requests.memoryBytes))
            .priority(requests.priority);
    if (requests.gpus > 0) {
      int milli = requests.gpus > 1 ? DeviceRequest.WHOLE : requests.gpuMilli;
      spec.devices(List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, requests.gpus, milli)));
      if (!models.isEmpty()) {
        spec.nodeAffinity(oneOf(models));
      }
    }
    return spec.build();
  }

  private static NodeAffinity oneOf(List<String> models) {
    NodeSelectorRequirement requirement =
        new NodeSelectorRequirement(
            OpenbFormat.GPU_MODEL, NodeSelectorRequirement.Operator.IN, models);
    return new NodeAffinity(List.of(NodeSelectorTerm.ofLabels(requirement)), List.of());
  }

  private record Requests(
      long cpuMillis, long memoryBytes, int gpus, int gpuMilli, @Nullable Integer priority) {
    boolean isImpossible() {
      return gpus == 1 && gpuMilli == 0;
    }
  }

  private record SpecKey(Requests requests, List<String> models) {}

  /** What rows of one kind have in common. */
  private record Template(Requests requests, PodSpec spec, Labels labels) {}

  /** Numbers of the columns. */
  private record Columns(
      int name,
      int cpu,
      int memory,
      int gpus,
      int gpuMilli,
      int gpuSpec,
      int qos,
      int created,
      int deleted,
      int scheduled) {
    /** Those that rows of one kind have in common. */
    int[] ofTemplate() {
      return new int[] {cpu, memory, gpus, gpuMilli, gpuSpec, qos};
    }

    static Columns of(CsvTable table) {
      return new Columns(
          table.column("name"),
          table.column("cpu_milli"),
          table.column("memory_mib"),
          table.column("num_gpu"),
          table.column("gpu_milli"),
          table.column("gpu_spec"),
          table.column("qos"),
          table.column("creation_time"),
          table.column("deletion_time"),
          table.column("scheduled_time"));
    }
  }

  private record Times(long arrivalNanos, long durationNanos) {}
}
