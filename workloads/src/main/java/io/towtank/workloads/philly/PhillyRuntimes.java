package io.towtank.workloads.philly;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import java.nio.file.Path;
import java.util.List;

/** Run times alone, in seconds: each is a job of one GPU, and they arrive evenly. */
final class PhillyRuntimes {
  static final String NO_ARRIVAL = "no arrival: arrives 'interArrival' after the one before";
  static final String NO_REQUEST = "no request: one GPU";

  private static final String RUNTIME = "runtime";
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final PodSpec spec;
  private final TraceAccounts accounts;
  private final long stepNanos;
  private long jobs;

  private PhillyRuntimes(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    spec = new GpuSpecs(options).of(1);
    stepNanos = options.nanos(PhillyFormat.INTER_ARRIVAL).orElse(MINUTE_NANOS);
  }

  static ArrivalSource open(List<Path> files, TraceOptions options, TraceAccounts accounts) {
    List<String> columns = List.of(RUNTIME);
    CsvTable table =
        CsvTable.open(
            files,
            CsvLayout.WITH_HEADER,
            found -> found.requireColumns(columns, column -> false, columns));
    return new RowSource(table, new PhillyRuntimes(options, accounts)::read, accounts);
  }

  private PodBatch read(CsvRow row) {
    long duration = row.secondsAsNanos(0);
    accounts.repair(NO_ARRIVAL);
    accounts.repair(NO_REQUEST);
    Pod pod = Pod.builder("job-" + jobs, spec).durationNanos(duration).build();
    long arrival = Math.multiplyHigh(jobs, stepNanos) == 0 ? jobs * stepNanos : -1;
    if (arrival < 0) {
      throw row.error("arrives after the year 2262; expected a smaller 'interArrival'");
    }
    jobs++;
    return new PodBatch(arrival, pod, 1);
  }
}
