package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan for any choice of a profile's score plugins, made when it is first asked for. */
final class ScorePlans {
  /** Makes a plan of some plugins and their weights; null if nodes must be scored one by one. */
  interface Maker {
    @Nullable ScorePlan plan(List<ScorePlugin> plugins, List<Integer> weights);
  }

  private final EnginePlugins plugins;
  private final Maker maker;
  private final Map<Long, Optional<ScorePlan>> plans = new HashMap<>();
  private long lastMask;
  private @Nullable ScorePlan lastPlan;

  ScorePlans(EnginePlugins plugins, Maker maker) {
    this.plugins = plugins;
    this.maker = maker;
    lastPlan = plans.computeIfAbsent(lastMask, this::make).orElse(null);
  }

  /**
   * The plan for the plugins of a mask.
   *
   * @param mask bit <i>i</i> for plugin <i>i</i>
   */
  @Nullable ScorePlan of(long mask) {
    if (mask != lastMask) {
      lastPlan = plans.computeIfAbsent(mask, this::make).orElse(null);
      lastMask = mask;
    }
    return lastPlan;
  }

  private Optional<ScorePlan> make(long mask) {
    List<ScorePlugin> scores = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (int i = 0; i < plugins.score().size(); i++) {
      if ((mask >> i & 1) != 0) {
        scores.add(plugins.score().get(i));
        weights.add(plugins.scoreWeights().get(i));
      }
    }
    return Optional.ofNullable(maker.plan(scores, weights));
  }
}
