package io.towtank.workloads.openb;

import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.SpecCache;
import java.io.IOException;
import java.nio.file.Path;
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

  private final CsvTable table;
  private final boolean timed;
  private final OptionalLong bestEffortPriority;
  private final TraceAccounts accounts;
  private final SpecCache specs = new SpecCache();
  private String position = "";

  private OpenbPods(
      CsvTable table, boolean timed, OptionalLong bestEffortPriority, TraceAccounts accounts) {
    this.table = table;
    this.timed = timed;
    this.bestEffortPriority = bestEffortPriority;
    this.accounts = accounts;
  }

  static OpenbPods open(
      Path file, boolean timed, OptionalLong bestEffortPriority, TraceAccounts accounts) {
    CsvTable table = CsvTable.open(file, opened -> checkHeader(opened, timed));
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
  public @Nullable PodArrival next() {
    for (CsvRow row = table.next(); row != null; row = table.next()) {
      position = row.position();
      PodArrival arrival = arrival(row);
      if (arrival != null) {
        accounts.use();
        return arrival;
      }
    }
    return null;
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  /** The row's pod, or null for a row that was dropped. */
  private @Nullable PodArrival arrival(CsvRow row) {
    Requests requests = requests(row);
    if (requests.gpus == 1 && requests.gpuMilli == 0) {
      accounts.drop(GPU_WITHOUT_MILLI);
      return null;
    }
    Times times = timed ? times(row) : new Times(0, Pod.NEVER);
    if (times == null) {
      return null;
    }
    countRepairs(row, requests);
    PodSpec spec = specs.get(requests, () -> spec(requests));
    String qos = row.text("qos");
    Pod pod =
        Pod.builder(row.name("name"), spec)
            .labels(qos.isEmpty() ? Labels.EMPTY : Labels.of("qos", qos))
            .durationNanos(times.durationNanos)
            .build();
    return new PodArrival(times.arrivalNanos, pod);
  }

  private Requests requests(CsvRow row) {
    long memoryMib =
        row.integer("memory_mib", 0, CsvRow.MEMORY_BYTES_MAX / OpenbNodes.BYTES_PER_MIB);
    boolean bestEffort = row.text("qos").equals(BEST_EFFORT);
    return new Requests(
        row.integer("cpu_milli", 0, CsvRow.CPU_MILLIS_MAX),
        memoryMib * OpenbNodes.BYTES_PER_MIB,
        Math.toIntExact(row.integer("num_gpu", 0, GPUS_MAX)),
        Math.toIntExact(row.integer("gpu_milli", 0, DeviceRequest.WHOLE)),
        models(row),
        bestEffort && bestEffortPriority.isPresent()
            ? Math.toIntExact(bestEffortPriority.getAsLong())
            : null);
  }

  private void countRepairs(CsvRow row, Requests requests) {
    if (requests.gpus == 0 && requests.gpuMilli > 0) {
      accounts.repair(MILLI_WITHOUT_GPU);
    }
    if (requests.gpus == 0 && !row.isEmpty("gpu_spec")) {
      accounts.repair(SPEC_WITHOUT_GPU);
    }
    if (requests.gpus > 1 && requests.gpuMilli != DeviceRequest.WHOLE) {
      accounts.repair(SHARE_OF_SEVERAL);
    }
  }

  private @Nullable Times times(CsvRow row) {
    if (row.isEmpty("creation_time")) {
      accounts.drop(NO_CREATION_TIME);
      return null;
    }
    long created = row.secondsAsNanos("creation_time");
    boolean scheduled = !row.isEmpty("scheduled_time");
    long started = scheduled ? row.secondsAsNanos("scheduled_time") : created;
    if (row.isEmpty("deletion_time")) {
      accounts.repair(NO_DELETION_TIME);
      return new Times(created, Pod.NEVER);
    }
    long durationNanos = row.secondsAsNanos("deletion_time") - started;
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

  private static PodSpec spec(Requests requests) {
    PodSpec.Builder spec =
        PodSpec.builder()
            .requests(ResourceList.of(requests.cpuMillis, requests.memoryBytes))
            .priority(requests.priority);
    if (requests.gpus > 0) {
      int milli = requests.gpus > 1 ? DeviceRequest.WHOLE : requests.gpuMilli;
      spec.devices(List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, requests.gpus, milli)));
      if (!requests.models.isEmpty()) {
        spec.nodeAffinity(oneOf(requests.models));
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
      long cpuMillis,
      long memoryBytes,
      int gpus,
      int gpuMilli,
      List<String> models,
      @Nullable Integer priority) {}

  private record Times(long arrivalNanos, long durationNanos) {}
}
