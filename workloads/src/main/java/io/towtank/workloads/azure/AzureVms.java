package io.towtank.workloads.azure;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TablePart;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes a pod of each machine. Amounts of 2019 are buckets, of which the upper bound is taken. */
final class AzureVms {
  static final String ENDS_BEFORE_IT_STARTS = "deleted before it was created";
  static final String BUCKET_WITHOUT_BOUND = "more than the largest bucket: see the options";
  static final String ALIVE_AT_THE_START = "alive when the trace begins: arrives at 0";

  static final String TABLE = "vmtable";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "vm_id",
          "subscription_id",
          "deployment_id",
          "created",
          "deleted",
          "max_cpu",
          "avg_cpu",
          "p95_max_cpu",
          "category",
          "cores",
          "memory_gb");
  private static final int VM = 0;
  private static final int DEPLOYMENT = 2;
  private static final int CREATED = 3;
  private static final int DELETED = 4;
  private static final int CATEGORY = 8;
  private static final int CORES = 9;
  private static final int MEMORY = 10;

  /** The last five minutes of thirty days: machines of this end were alive when it ended. */
  private static final long CENSORED_SECONDS = 2_591_700;

  private static final long END_SECONDS = 2_592_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double BYTES_PER_GB = 1L << 30;
  private static final double MEMORY_GB_MAX = 1 << 20;
  private static final long USER_PRIORITY_MAX = 1_000_000_000;

  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final double coresAbove;
  private final double memoryAbove;
  private final OptionalLong interactivePriority;
  private final SpecCache specs = new SpecCache();
  private final RowCache<Template> templates =
      new RowCache<>(new int[] {CATEGORY, CORES, MEMORY}, this::template);
  private final RowCache<OwnerReference> deployments =
      new RowCache<>(
          new int[] {DEPLOYMENT},
          row -> new OwnerReference("Deployment", row.nameOf("", DEPLOYMENT)));

  private AzureVms(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    censored = CensoredLifetimes.of(options, accounts);
    coresAbove =
        options.quantity(AzureVmFormat.CORES_ABOVE, ResourceNames.CPU, "32", CsvRow.CPU_MILLIS_MAX)
            / 1000.0;
    memoryAbove =
        options.quantity(
                AzureVmFormat.MEMORY_ABOVE, ResourceNames.MEMORY, "128Gi", CsvRow.MEMORY_BYTES_MAX)
            / BYTES_PER_GB;
    interactivePriority =
        options.integer(AzureVmFormat.INTERACTIVE_PRIORITY, Integer.MIN_VALUE, USER_PRIORITY_MAX);
  }

  static ArrivalSource open(TablePart part, TraceOptions options, TraceAccounts accounts) {
    CsvTable table = CsvTable.open(part, LAYOUT, CsvTable::requireRows);
    return new RowSource(table, new AzureVms(options, accounts)::read, accounts, CREATED);
  }

  private @Nullable PodBatch read(CsvRow row) {
    long created = row.secondsAsNanos(CREATED);
    long deleted = row.secondsAsNanos(DELETED);
    if (deleted < created) {
      accounts.drop(ENDS_BEFORE_IT_STARTS);
      return null;
    }
    long duration = deleted - created;
    if (deleted >= CENSORED_SECONDS * NANOS_PER_SECOND) {
      duration = censored.durationNanos(created, END_SECONDS * NANOS_PER_SECOND);
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.drop(CensoredLifetimes.NO_END);
        return null;
      }
    }
    if (created == 0) {
      accounts.repair(ALIVE_AT_THE_START);
    }
    Template template = templates.get(row);
    if (template.buckets > 0) {
      accounts.repair(BUCKET_WITHOUT_BOUND, template.buckets);
    }
    Pod pod =
        Pod.builder(row.nameOf("vm-", VM), template.spec)
            .labels(template.labels)
            .owner(deployments.get(row))
            .durationNanos(duration)
            .build();
    return new PodBatch(created, pod, 1);
  }

  private Template template(CsvRow row) {
    String category = row.text(CATEGORY);
    boolean hasPriority = interactivePriority.isPresent() && category.equals("Interactive");
    Size size =
        new Size(
            StrictMath.round(1000 * amount(row, CORES, coresAbove, CsvRow.CPU_MILLIS_MAX / 1000.0)),
            StrictMath.round(BYTES_PER_GB * amount(row, MEMORY, memoryAbove, MEMORY_GB_MAX)),
            hasPriority ? Math.toIntExact(interactivePriority.getAsLong()) : null);
    return new Template(
        specs.get(size, size::toSpec),
        category.isEmpty() ? Labels.EMPTY : Labels.of("category", category),
        (isAbove(row, CORES) ? 1 : 0) + (isAbove(row, MEMORY) ? 1 : 0));
  }

  private static double amount(CsvRow row, int column, double above, double max) {
    return isAbove(row, column) ? above : row.number(column, 0, max);
  }

  private static boolean isAbove(CsvRow row, int column) {
    return row.startsWith(column, '>');
  }

  /** What machines of one kind have in common; how many of their amounts have no bound. */
  private record Template(PodSpec spec, Labels labels, int buckets) {}

  private record Size(long cpuMillis, long memoryBytes, @Nullable Integer priority) {
    PodSpec toSpec() {
      return PodSpec.builder()
          .requests(ResourceList.of(cpuMillis, memoryBytes))
          .priority(priority)
          .build();
    }
  }
}
