package io.towtank.workloads.input;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the pods of a file arrive as its replay mode says. */
public final class Arrivals {
  /** Option: how many rows may be held back to put them in order of time. */
  public static final String REORDER_ROWS = "reorderRows";

  private static final long REORDER_ROWS_DEFAULT = 1 << 16;
  private static final long REORDER_ROWS_MAX = 10_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Arrivals() {}

  /**
   * The stream for these options, which counts rows that were out of order as repaired.
   *
   * @param open opens the file, once the options are found to be right
   */
  public static ArrivalStream of(
      Supplier<? extends ArrivalSource> open, TraceOptions options, TraceAccounts accounts) {
    long rows = options.integer(REORDER_ROWS, 1, REORDER_ROWS_MAX).orElse(REORDER_ROWS_DEFAULT);
    ArrivalSource source = open.get();
    return options.replay() == ReplayMode.TIMED
        ? new ReorderingStream(source, Math.toIntExact(rows), accounts)
        : new ArrivalOnlyStream(source);
  }

  private static final class ArrivalOnlyStream implements ArrivalStream {
    private final ArrivalSource source;
    private long timeNanos;

    private ArrivalOnlyStream(ArrivalSource source) {
      this.source = source;
    }

    @Override
    public @Nullable PodArrival next() {
      PodArrival arrival = source.next();
      if (arrival == null) {
        return null;
      }
      timeNanos += NANOS_PER_SECOND;
      Pod pod = arrival.pod();
      return new PodArrival(
          timeNanos,
          pod.durationNanos() == Pod.NEVER
              ? pod
              : pod.toBuilder().durationNanos(Pod.NEVER).build());
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
