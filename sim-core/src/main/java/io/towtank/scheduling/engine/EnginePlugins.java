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
  /** Most plugins at one point; engines tell by the bits of a long which have a say. */
  static final int PLUGINS_MAX = Long.SIZE;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are more than 64 plugins at one point
   */
  public EnginePlugins {
    if (preFilter.size() > PLUGINS_MAX || score.size() > PLUGINS_MAX) {
      throw new IllegalArgumentException(
          "a profile has at most " + PLUGINS_MAX + " PreFilter and as many Score plugins");
    }
    preFilter = List.copyOf(preFilter);
    filter = List.copyOf(filter);
    preScore = List.copyOf(preScore);
    score = List.copyOf(score);
    scoreWeights = List.copyOf(scoreWeights);
  }
}
