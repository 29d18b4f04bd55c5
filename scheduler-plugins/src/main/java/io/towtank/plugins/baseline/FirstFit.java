package io.towtank.plugins.baseline;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;

/**
 * Takes the first node, in the cluster's node order, that can hold the pod.
 *
 * <p>Source: D. S. Johnson et al., "Worst-case performance bounds for simple one-dimensional
 * packing algorithms", SIAM Journal on Computing 3(4), 1974.
 */
public final class FirstFit implements ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "FirstFit";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return -node.index();
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.WINNERS_ONLY;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Takes the first node, in node order, that can hold the pod.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new FirstFit();
    }
  }
}
