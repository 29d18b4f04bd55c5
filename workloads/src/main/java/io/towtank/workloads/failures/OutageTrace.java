package io.towtank.workloads.failures;

import io.towtank.fault.Outage;
import io.towtank.fault.OutageSource;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a failure trace of OpenDC: {@code failure_interval,failure_duration,failure_intensity}, in
 * milliseconds and as a share of the hosts.
 *
 * <p>An interval begins where the outage before has ended, as in OpenDC's {@code
 * TraceBasedFailureModel}, which waits for the interval, lets hosts fail, and waits for their
 * repair; unlike there, the trace is not begun anew at its end. Rows are read as they are needed.
 * One that takes no hosts or no time makes no outage, but takes its time.
 */
public final class OutageTrace implements OutageSource, Closeable {
  private static final List<String> COLUMNS =
      List.of("failure_interval", "failure_duration", "failure_intensity");
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long MILLIS_MAX = CsvRow.SECONDS_MAX * 1000;

  private final CsvTable table;
  private final TraceAccounts accounts;
  private long endNanos;

  private OutageTrace(CsvTable table, TraceAccounts accounts) {
    this.table = table;
    this.accounts = accounts;
  }

  /**
   * Opens a trace.
   *
   * @param accounts told what becomes of its rows
   * @throws io.towtank.text.InputException if it can't be read
   */
  public static OutageTrace open(Path file, TraceAccounts accounts) {
    return new OutageTrace(
        CsvTable.open(file, table -> table.requireColumns(COLUMNS, column -> false, COLUMNS)),
        accounts);
  }

  @Override
  public @Nullable Outage next() {
    for (CsvRow row = table.next(); row != null; row = table.next()) {
      long interval = row.integer("failure_interval", 0, MILLIS_MAX) * NANOS_PER_MILLI;
      long duration = row.integer("failure_duration", 0, MILLIS_MAX) * NANOS_PER_MILLI;
      double share = row.fraction("failure_intensity");
      if (interval > Long.MAX_VALUE - endNanos || duration > Long.MAX_VALUE - endNanos - interval) {
        accounts.drop("beyond the last instant of simulation time");
        continue;
      }
      long start = endNanos + interval;
      endNanos = start + duration;
      if (share == 0) {
        accounts.drop("takes no hosts");
      } else if (duration == 0) {
        accounts.drop("takes no time");
      } else {
        accounts.use();
        return new Outage(start, duration, share);
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      table.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
