package io.towtank.plugins.baseline;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ReservePlugin;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;

/**
 * Stays with the node that was taken last as long as it can hold the next pod, then goes on to the
 * next one in node order that can, from the end back to the start.
 *
 * <p>The place in the order moves in Reserve, and stays if the pod is turned down later.
 *
 * <p>Source: D. S. Johnson, "Near-optimal bin packing algorithms", PhD thesis, MIT 1973; cyclic,
 * since bins are nodes here, of which no new ones are opened.
 */
public final class NextFit implements ScorePlugin, ReservePlugin {
  /** Name in profiles. */
  public static final String NAME = "NextFit";

  // Nodes before the last one come after all others in the cycle.
  private static final long WRAPPED = 1L << 32;

  private int lastIndex;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    long steps = (long) node.index() - lastIndex;
    return -(steps < 0 ? steps + WRAPPED : steps);
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.WINNERS_ONLY;
  }

  @Override
  public Status reserve(CycleState state, PodInfo pod, NodeInfo node) {
    lastIndex = node.index();
    return Status.SUCCESS;
  }

  @Override
  public void unreserve(CycleState state, PodInfo pod, String nodeName) {}

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Goes round the nodes, staying with one as long as it can hold the next pod.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NextFit();
    }
  }
}
