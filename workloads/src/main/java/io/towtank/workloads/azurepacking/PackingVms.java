package io.towtank.workloads.azurepacking;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.SpecCache;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pod of each virtual machine. Times are days; the trace has 14, ends are told up to 90.
 */
final class PackingVms implements ArrivalSource {
  static final String OTHER_MACHINES = "its type does not fit on machines of this type";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it starts";
  static final String GONE_AT_THE_START = "ends before the trace begins";
  static final String ALIVE_AT_THE_START = "alive when the trace begins: arrives at 0";

  private static final String COLUMNS = "vmId, tenantId, vmTypeId, priority, starttime, endtime";
  private static final int ID = 1;
  private static final int TENANT = 2;
  private static final int TYPE = 3;
  private static final int PRIORITY = 4;
  private static final int START = 5;
  private static final int END = 6;

  /** About 126 years, as other formats have it. */
  private static final double DAYS_MAX = 46_000;

  private static final double ENDS_TOLD_DAYS = 90;
  private static final double NANOS_PER_DAY = 86_400e9;
  private static final long USER_PRIORITY_MAX = 1_000_000_000;
  private static final long HIGH_PRIORITY = 1000;

  private final PackingDatabase database;
  private final PackingDatabase.Table vms;
  private final VmTypes types;
  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final long cpuMillis;
  private final long memoryBytes;
  private final int highPriority;
  private final int lowPriority;
  private final SpecCache specs = new SpecCache();

  private PackingVms(
      PackingDatabase database,
      VmTypes types,
      AzurePackingFormat format,
      TraceOptions options,
      TraceAccounts accounts) {
    this.database = database;
    this.types = types;
    this.accounts = accounts;
    censored = CensoredLifetimes.of(options, accounts);
    cpuMillis = options.scale(format, ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX, accounts);
    memoryBytes = options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
    highPriority = priority(options, AzurePackingFormat.HIGH_PRIORITY, HIGH_PRIORITY);
    lowPriority = priority(options, AzurePackingFormat.LOW_PRIORITY, 0);
    vms = database.table("vm", COLUMNS);
  }

  static ArrivalSource open(
      Path file, AzurePackingFormat format, TraceOptions options, TraceAccounts accounts) {
    PackingDatabase database = PackingDatabase.open(file);
    try {
      VmTypes types = VmTypes.read(database, file, options.text(AzurePackingFormat.MACHINE_ID));
      PackingVms vms = new PackingVms(database, types, format, options, accounts);
      accounts.scale("machineId", types.machine());
      return vms;
    } catch (RuntimeException e) {
      try {
        database.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  @Override
  public @Nullable PodArrival next() {
    while (vms.next()) {
      String reason = dropped();
      if (reason != null) {
        accounts.drop(reason);
        continue;
      }
      long start = nanos(start());
      long duration =
          vms.isNull(END)
              ? censored.durationNanos(start, nanos(ENDS_TOLD_DAYS))
              : nanos(end()) - start;
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.drop(CensoredLifetimes.NO_END);
        continue;
      }
      if (vms.number(START, -DAYS_MAX, DAYS_MAX) < 0) {
        accounts.repair(ALIVE_AT_THE_START);
      }
      accounts.use();
      return new PodArrival(start, pod(duration));
    }
    return null;
  }

  @Override
  public String position() {
    return vms.position();
  }

  @Override
  public void close() throws IOException {
    try {
      vms.close();
    } finally {
      database.close();
    }
  }

  private @Nullable String dropped() {
    if (types.share(vms.text(TYPE)) == null) {
      return OTHER_MACHINES;
    }
    if (vms.isNull(END)) {
      return null;
    }
    if (end() < vms.number(START, -DAYS_MAX, DAYS_MAX)) {
      return ENDS_BEFORE_IT_STARTS;
    }
    return end() < 0 ? GONE_AT_THE_START : null;
  }

  private double start() {
    return Math.max(0, vms.number(START, -DAYS_MAX, DAYS_MAX));
  }

  private double end() {
    return vms.number(END, -DAYS_MAX, DAYS_MAX);
  }

  private Pod pod(long durationNanos) {
    VmTypes.Share share = types.share(vms.text(TYPE));
    if (share == null) {
      throw new IllegalStateException("a type that was there");
    }
    boolean isLow = vms.number(PRIORITY, 0, 1) >= 1;
    int priority = isLow ? lowPriority : highPriority;
    Shape shape =
        new Shape(
            StrictMath.round(share.core() * cpuMillis),
            StrictMath.round(share.memory() * memoryBytes),
            priority);
    return Pod.builder(Names.of("vm-", vms.text(ID)), specs.get(shape, shape::toSpec))
        .labels(Labels.of("priority", isLow ? "low" : "high"))
        .owner(new OwnerReference("Deployment", Names.of("tenant-", vms.text(TENANT))))
        .durationNanos(durationNanos)
        .build();
  }

  private static int priority(TraceOptions options, String name, long absent) {
    return Math.toIntExact(
        options.integer(name, Integer.MIN_VALUE, USER_PRIORITY_MAX).orElse(absent));
  }

  private static long nanos(double days) {
    return StrictMath.round(days * NANOS_PER_DAY);
  }

  private record Shape(long cpuMillis, long memoryBytes, int priority) {
    PodSpec toSpec() {
      return PodSpec.builder()
          .requests(ResourceList.of(cpuMillis, memoryBytes))
          .priority(priority)
          .build();
    }
  }
}
