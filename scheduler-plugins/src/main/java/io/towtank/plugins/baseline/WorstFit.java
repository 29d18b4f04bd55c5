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
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Prefers the node that would have most left: the opposite of {@link BestFit}.
 *
 * <p>Raw score: 100 × Σ w × (free − requested) / max, truncated, over the resources of {@link
 * NormalizedResources}, w being their weights and max the largest amount of any node; then min–max.
 *
 * <p>Source: D. S. Johnson, "Near-optimal bin packing algorithms", PhD thesis, MIT 1973, for one
 * dimension; generalised as {@link BestFit} is.
 */
public final class WorstFit implements PreScorePlugin, AmountScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "WorstFit";

  private final NormalizedResources resources;

  WorstFit(NormalizedResources resources) {
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
    return (long) (resources.left(pod, node) * SCORE_MAX);
  }

  @Override
  public long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
    return score(pod, least);
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_AND_ALL_NODE_SPECS;
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.MIN_MAX;
  }

  /** Makes it; the argument is {@code resources}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Prefers the node that would have most left.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new WorstFit(new NormalizedResources(args, handle));
    }
  }
}
