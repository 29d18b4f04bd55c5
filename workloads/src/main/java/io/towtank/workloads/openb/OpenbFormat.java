package io.towtank.workloads.openb;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.PartedFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Node and pod lists of Alibaba's GPU cluster, published as cluster-trace-gpu-v2023 with Q. Weng et
 * al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient
 * Descent", USENIX ATC 2023.
 *
 * <p>The trap of the data: its lifetimes are short against its span, so that a timed replay never
 * holds more than about 1 % of the GPUs. The published results are of arrival-only packing. The
 * lists of more multi-GPU pods have no times at all and can be replayed in no other way.
 */
public final class OpenbFormat implements PartedFormat {
  /** Label of a node that names the model of its GPUs. */
  public static final String GPU_MODEL = "gpu-model";

  /** Option: how many pods a node takes; the published experiments have 1001. */
  static final String MAX_PODS_PER_NODE = "maxPodsPerNode";

  /** Option: priority of pods whose qos is BE; none of the pods has a priority if it is not set. */
  static final String BEST_EFFORT_PRIORITY = "bestEffortPriority";

  private static final long MAX_PODS_PER_NODE_DEFAULT = 1001;
  private static final long MAX_PODS_PER_NODE_MAX = 1_000_000;
  private static final long USER_PRIORITY_MAX = 1_000_000_000;

  /** Made by the service loader. */
  public OpenbFormat() {}

  @Override
  public String name() {
    return "openb";
  }

  @Override
  public String summary() {
    return "Alibaba GPU cluster 2023 (cluster-trace-gpu-v2023): node lists and pod lists";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(MAX_PODS_PER_NODE, BEST_EFFORT_PRIORITY));
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    long maxPods =
        options
            .integer(MAX_PODS_PER_NODE, 1, MAX_PODS_PER_NODE_MAX)
            .orElse(MAX_PODS_PER_NODE_DEFAULT);
    return OpenbNodes.read(file, maxPods, accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(() -> openPart(TablePart.whole(file), options, accounts), options, accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    return TablePart.ofLines("", List.of(path));
  }

  @Override
  public ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts) {
    OptionalLong bestEffortPriority =
        options.integer(BEST_EFFORT_PRIORITY, Integer.MIN_VALUE, USER_PRIORITY_MAX);
    return OpenbPods.open(part, options.replay() == ReplayMode.TIMED, bestEffortPriority, accounts);
  }
}
