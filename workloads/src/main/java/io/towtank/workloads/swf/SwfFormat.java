package io.towtank.workloads.swf;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Logs of parallel computers in the Standard Workload Format. Source: Parallel Workloads Archive,
 * "The Standard Workload Format", version 2.2.
 */
public final class SwfFormat implements TraceFormat {
  /** Option: processors that one pod has; 0 makes one pod of each job. */
  static final String PROCESSORS_PER_POD = "processorsPerPod";

  /** Option: memory of a node where the log's header doesn't say. */
  static final String NODE_MEMORY = "nodeMemory";

  /** Option: unit of the memory columns, {@code kilobytes} or {@code bytes}. */
  static final String MEMORY_UNIT = "memoryUnit";

  /** Option: {@code processor} or {@code job}, what the memory columns are of. */
  static final String MEMORY_PER = "memoryPer";

  /**
   * Option: {@code kept} or {@code dropped}, what becomes of jobs that were cancelled or failed.
   */
  static final String FAILED_JOBS = "failedJobs";

  /** Option: {@code keep} or {@code ignore}, what becomes of preceding jobs and think times. */
  static final String DEPENDENCIES = "dependencies";

  /** Made by the service loader. */
  public SwfFormat() {}

  @Override
  public String name() {
    return "swf";
  }

  @Override
  public String summary() {
    return "Standard Workload Format: logs of the Parallel Workloads Archive";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(
        List.of(
            PROCESSORS_PER_POD, NODE_MEMORY, MEMORY_UNIT, MEMORY_PER, FAILED_JOBS, DEPENDENCIES));
  }

  @Override
  public boolean claims(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".swf") || name.endsWith(".swf.gz") || name.endsWith(".swf.zst");
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return SwfNodes.read(file, options);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    boolean keeps = options.word(DEPENDENCIES, "ignore", List.of("keep", "ignore")).equals("keep");
    return Arrivals.of(
        () ->
            keeps ? SwfChains.open(file, options, accounts) : SwfJobs.open(file, options, accounts),
        options,
        accounts);
  }
}
