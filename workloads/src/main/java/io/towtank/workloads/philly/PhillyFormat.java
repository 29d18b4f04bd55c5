package io.towtank.workloads.philly;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.input.TraceTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Deep-learning jobs of Microsoft's Philly clusters, August to December 2017: tables {@code
 * cluster_job_log} and {@code cluster_machine_list} of msr-fiddle/philly-traces, published with M.
 * Jeon et al., "Analysis of Large-Scale Multi-Tenant GPU Clusters for DNN Training Workloads", ATC
 * 2019; or the jobs' run times alone.
 */
public final class PhillyFormat implements TraceFormat {
  /** Option: CPU that a pod requests for each of its GPUs; none if it is not set. */
  static final String CPU_PER_GPU = "cpuPerGpu";

  /** Option: memory that a pod requests for each of its GPUs; none if it is not set. */
  static final String MEMORY_PER_GPU = "memoryPerGpu";

  /** Option: processors of every machine. */
  static final String NODE_CPU = "nodeCpu";

  /** Option: memory of every machine. */
  static final String NODE_MEMORY = "nodeMemory";

  /** Option: which attempts of a job count. */
  static final String ATTEMPTS = "attempts";

  /** Option: whether jobs that failed or were killed are kept. */
  static final String FAILED_JOBS = "failedJobs";

  /** Option: time between arrivals where only run times are told. */
  static final String INTER_ARRIVAL = "interArrival";

  private static final int BLANKS_MAX = 1000;

  /** Made by the service loader. */
  public PhillyFormat() {}

  @Override
  public String name() {
    return "philly";
  }

  @Override
  public String summary() {
    return "Microsoft Philly 2017: deep-learning jobs with their attempts, or run times alone";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(
        List.of(
            CensoredLifetimes.OPTION,
            CPU_PER_GPU,
            MEMORY_PER_GPU,
            NODE_CPU,
            NODE_MEMORY,
            ATTEMPTS,
            FAILED_JOBS,
            INTER_ARRIVAL));
  }

  @Override
  public boolean claims(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith("cluster_job_log");
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return PhillyMachines.read(
        TraceTables.in(file).main("cluster_machine_list"), options, accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    List<Path> files = TraceTables.in(file).main("cluster_job_log");
    return isJson(files.get(0))
        ? Arrivals.of(() -> PhillyJobs.open(files, options, accounts), options, accounts)
        : Arrivals.ofSorted(() -> PhillyRuntimes.open(files, options, accounts), options, accounts);
  }

  private static boolean isJson(Path file) {
    try (InputStream bytes = TraceFile.open(file, "jobs")) {
      int first = bytes.read();
      for (int i = 0; i < BLANKS_MAX && first >= 0 && first <= ' '; i++) {
        first = bytes.read();
      }
      return first == '[' || first == '{';
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }
}
