package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.List;

/**
 * The plugins of one profile that have a say in the choice of a node, each list in the profile's
 * order.
 *
 * @param scoreWeights weights of the score plugins, in their order
 */
public record EnginePlugins(
    List<PreFilterPlugin> preFilter,
    List<FilterPlugin> filter,
    List<PreScorePlugin> preScore,
    List<ScorePlugin> score,
    List<Integer> scoreWeights) {
  /** Copies the lists. */
  public EnginePlugins {
    preFilter = List.copyOf(preFilter);
    filter = List.copyOf(filter);
    preScore = List.copyOf(preScore);
    score = List.copyOf(score);
    scoreWeights = List.copyOf(scoreWeights);
  }
}
