package io.towtank.workloads.alibabagpu;

import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceRequest;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba's cluster-trace-gpu-v2025: instances of disaggregated recommendation models, on nodes
 * with GPUs (HN) and without (CN). No nodes are published.
 */
public final class DlrmFormat implements TraceFormat {
  /**
   * Option: {@code all}, pods ask for disk and for {@link #RDMA} too, which nodes must then have;
   * or {@code none}.
   */
  static final String EXTRAS = "extras";

  /** Resource of a network card, in hundredths. */
  static final String RDMA = "alibaba.com/rdma-percent";

  static final String ALIVE_AT_THE_START = "there when the trace begins: arrives at 0";
  static final String ENDS_BEFORE_IT_STARTS = "deleted before it was scheduled";
  static final String SEVERAL_PER_NODE =
      "max_instance_per_node above 1, which Kubernetes can't say: not asked for";

  private static final List<String> COLUMNS =
      List.of(
          "instance_sn",
          "role",
          "app_name",
          "cpu_request",
          "cpu_limit",
          "gpu_request",
          "gpu_limit",
          "rdma_request",
          "rdma_limit",
          "memory_request",
          "memory_limit",
          "disk_request",
          "disk_limit",
          "max_instance_per_node",
          "creation_time",
          "scheduled_time",
          "deletion_time");
  private static final long END_SECONDS = 31 * 86_400L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double BYTES_PER_GIB = 1L << 30;
  private static final double GIB_MAX = 1 << 20;
  private static final double CORES_MAX = 1e6;
  private static final double GPUS_MAX = 1024;
  private static final double PERCENT_MAX = 100;
  private static final String APP_LABEL = "app";

  /** Made by the service loader. */
  public DlrmFormat() {}

  @Override
  public String name() {
    return "alibaba-gpu-2025";
  }

  @Override
  public String summary() {
    return "Alibaba cluster-trace-gpu-v2025: disaggregated recommendation models (DLRM)";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, EXTRAS));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(() -> open(file, options, accounts), options, accounts);
  }

  private static ArrivalSource open(Path file, TraceOptions options, TraceAccounts accounts) {
    CsvTable table =
        CsvTable.open(file, found -> found.requireColumns(COLUMNS, column -> false, COLUMNS));
    Instances instances = new Instances(table, options, accounts);
    return new RowSource(
        table, instances::read, accounts, instances.created, instances::arrivalIfPlain);
  }

  private static final class Instances {
    private final TraceAccounts accounts;
    private final CensoredLifetimes censored;
    private final boolean hasExtras;
    private final int name;
    private final int created;
    private final int scheduled;
    private final int deleted;
    private final SpecCache specs = new SpecCache();
    private final RowCache<Template> templates;

    private Instances(CsvTable table, TraceOptions options, TraceAccounts accounts) {
      this.accounts = accounts;
      censored = CensoredLifetimes.of(options, accounts);
      hasExtras = options.word(EXTRAS, "none", List.of("none", "all")).equals("all");
      name = table.column("instance_sn");
      created = table.column("creation_time");
      scheduled = table.column("scheduled_time");
      deleted = table.column("deletion_time");
      int[] ofTemplate =
          Stream.of(
                  "app_name",
                  "role",
                  "cpu_request",
                  "memory_request",
                  "gpu_request",
                  "disk_request",
                  "rdma_request",
                  "max_instance_per_node")
              .mapToInt(table::column)
              .toArray();
      templates = new RowCache<>(ofTemplate, this::template);
    }

    private long arrivalIfPlain(CsvRow row) {
      return row.isEmpty(created) ? 0 : row.timeIfPlain(created);
    }

    private @Nullable PodBatch read(CsvRow row) {
      long arrival = 0;
      if (row.isEmpty(created)) {
        accounts.repair(ALIVE_AT_THE_START);
      } else {
        arrival = row.secondsAsNanos(created);
      }
      long start = row.isEmpty(scheduled) ? arrival : row.secondsAsNanos(scheduled);
      long duration =
          row.isEmpty(deleted)
              ? censored.durationNanos(start, END_SECONDS * NANOS_PER_SECOND)
              : row.secondsAsNanos(deleted) - start;
      if (duration < Pod.NEVER) {
        accounts.drop(
            duration == CensoredLifetimes.LEFT_OUT
                ? CensoredLifetimes.NO_END
                : ENDS_BEFORE_IT_STARTS);
        return null;
      }
      Template template = templates.get(row);
      if (template.severalPerNode) {
        accounts.repair(SEVERAL_PER_NODE);
      }
      Pod pod =
          Pod.builder(row.name(name), template.spec)
              .labels(template.labels)
              .owner(template.owner)
              .durationNanos(duration)
              .build();
      return new PodBatch(arrival, pod, 1);
    }

    private Template template(CsvRow row) {
      String app = row.name("app_name");
      String role = row.text("role");
      long perNode = row.integer("max_instance_per_node", -1, CsvRow.EXTENDED_MAX);
      Shape shape =
          new Shape(
              amount(row, "cpu_request", CORES_MAX, 1000),
              amount(row, "memory_request", GIB_MAX, BYTES_PER_GIB),
              (int) amount(row, "gpu_request", GPUS_MAX, 1),
              hasExtras ? amount(row, "disk_request", GIB_MAX, BYTES_PER_GIB) : 0,
              hasExtras ? amount(row, "rdma_request", PERCENT_MAX, 1) : 0,
              perNode == 1 ? app : "");
      return new Template(
          specs.get(shape, shape::toSpec),
          Labels.of(APP_LABEL, app).with("role", role),
          new OwnerReference("ReplicaSet", app + "-" + role),
          perNode > 1);
    }

    private static long amount(CsvRow row, String column, double max, double unit) {
      return row.isEmpty(column) ? 0 : StrictMath.round(row.number(column, 0, max) * unit);
    }
  }

  /** What the instances of an application that ask for the same have in common. */
  private record Template(
      PodSpec spec, Labels labels, OwnerReference owner, boolean severalPerNode) {}

  private record Shape(
      long cpuMillis,
      long memoryBytes,
      int gpus,
      long diskBytes,
      long rdmaPercent,
      String aloneApp) {
    PodSpec toSpec() {
      ResourceList requests = ResourceList.of(cpuMillis, memoryBytes);
      requests =
          diskBytes > 0 ? requests.with(ResourceNames.EPHEMERAL_STORAGE, diskBytes) : requests;
      requests = rdmaPercent > 0 ? requests.with(RDMA, rdmaPercent) : requests;
      PodSpec.Builder spec = PodSpec.builder().requests(requests);
      if (gpus > 0) {
        spec.devices(
            List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, gpus, DeviceRequest.WHOLE)));
      }
      if (!aloneApp.isEmpty()) {
        LabelSelector siblings = LabelSelector.ofLabels(Labels.of(APP_LABEL, aloneApp));
        spec.podAntiAffinity(
            new PodAffinity(List.of(PodAffinityTerm.of(siblings, Labels.HOSTNAME)), List.of()));
      }
      return spec.build();
    }
  }
}
