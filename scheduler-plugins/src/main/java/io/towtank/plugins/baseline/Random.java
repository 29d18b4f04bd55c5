package io.towtank.plugins.baseline;

import io.towtank.kernel.RandomStream;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Takes any node that can hold the pod, all with equal chances.
 *
 * <p>One number is drawn for each attempt, and each node's score is that number mixed with the
 * node's index; so the choice depends neither on the order in which nodes are scored nor on how
 * many there are. The mix is the finaliser of SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class Random implements PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "Random";

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final RandomStream stream;
  private long drawn;

  Random(RandomStream stream) {
    this.stream = stream;
    drawn = stream.nextLong();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    drawn = stream.nextLong();
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return mix(drawn + (node.index() + 1) * GOLDEN_GAMMA);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
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
      return "Takes any node that can hold the pod, all with equal chances.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new Random(handle.randomStream(NAME, "nodes"));
    }
  }
}
