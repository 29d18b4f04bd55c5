package io.towtank.workloads.slurm;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What Slurm's {@code sacct -P} prints. Source: Slurm 25.05, sacct(1). */
public final class SacctFormat implements TraceFormat {
  /** Option: the zone that the cluster's clock keeps. */
  static final String TIME_ZONE = "timeZone";

  /** Option: whether a job arrives when it was submitted, or when it could be started. */
  static final String ARRIVAL = "arrival";

  /** Option: whether jobs that did not succeed are kept. */
  static final String FAILED_JOBS = "failedJobs";

  /** Made by the service loader. */
  public SacctFormat() {}

  @Override
  public String name() {
    return "sacct";
  }

  @Override
  public String summary() {
    return "Slurm accounting: what 'sacct -P' prints";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, TIME_ZONE, ARRIVAL, FAILED_JOBS));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(SacctJobs.opener(file, options, accounts), options, accounts);
  }
}
