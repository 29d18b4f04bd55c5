package io.towtank.plugins.baseline;

import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Prefers the node whose free resources align least with what the pod requests.
 *
 * <p>Score: 100 × (1 − Σ w × free / max × requested / max), truncated, over the resources of {@link
 * NormalizedResources}, w being their weights (1/n each by default) and max the largest amount of
 * any node; no normalisation.
 *
 * <p>Source: the baseline of Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
 * Workloads with Fragmentation Gradient Descent", USENIX ATC 2023, as published with it. Mind the
 * sign: R. Grandl et al., "Multi-Resource Packing for Cluster Schedulers" (Tetris), SIGCOMM 2014,
 * where alignment by dot product comes from, gives the task to the machine with the
 * <em>highest</em> one; here low alignment scores high, so that pods go where little is free.
 */
public final class DotProduct implements PreScorePlugin, AmountScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "DotProduct";

  private final NormalizedResources resources;

  DotProduct(NormalizedResources resources) {
    this.resources = resources;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    resources.prepare(pod);
    return Status.SUCCESS;
  }

  @Override
  public long score(PodInfo pod, NodeAmounts node) {
    return Math.max(
        0, Math.min(SCORE_MAX, (long) ((1 - resources.alignment(pod, node)) * SCORE_MAX)));
  }

  @Override
  public long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
    return score(pod, most);
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_AND_ALL_NODE_SPECS;
  }

  /** Makes it; the argument is {@code resources}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Prefers the node whose free resources align least with the request.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new DotProduct(new NormalizedResources(args, handle));
    }
  }
}
