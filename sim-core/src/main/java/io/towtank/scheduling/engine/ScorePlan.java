package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How totals are made up of the words of those score plugins that have a say, so that a change of
 * one node changes its total alone, or at least seldom more.
 *
 * @param specPlain plugins without normalisation whose scores stay while descriptions do
 * @param loadPlain plugins without normalisation whose scores change with what lies on the node
 * @param specNormalized plugins with normalisation whose raw scores stay while descriptions do
 * @param isRaw whether there is one plugin only, in {@code specPlain} or {@code loadPlain}, whose
 *     raw score ranks the nodes
 * @param onAllSpecs plugins whose scores follow from the descriptions of other nodes too
 */
record ScorePlan(
    List<Part> specPlain,
    List<Part> loadPlain,
    List<Part> specNormalized,
    boolean isRaw,
    List<ScorePlugin> onAllSpecs) {
  /** No plugin has a say. */
  static final ScorePlan NONE = new ScorePlan(List.of(), List.of(), List.of(), false, List.of());

  /** A plugin, the factor of its scores, and how they are normalised. */
  record Part(ScorePlugin plugin, int weight, ScoreNormalization normalization) {}

  /** The plan for these plugins, null if nodes must be scored one by one. */
  static @Nullable ScorePlan of(List<ScorePlugin> plugins, List<Integer> weights) {
    // Scores that are not normalised must be in range, so they are not taken as they come.
    boolean isRaw =
        plugins.size() == 1
            && plugins.get(0).normalization() != ScoreNormalization.NONE
            && plugins.get(0).normalization().keepsTheBest();
    return of(plugins, weights, isRaw);
  }

  /** The same where other plugins have a say too, so that none ranks the nodes alone. */
  static @Nullable ScorePlan ofPart(List<ScorePlugin> plugins, List<Integer> weights) {
    return of(plugins, weights, false);
  }

  private static @Nullable ScorePlan of(
      List<ScorePlugin> plugins, List<Integer> weights, boolean isRaw) {
    List<Part> specPlain = new ArrayList<>();
    List<Part> loadPlain = new ArrayList<>();
    List<Part> specNormalized = new ArrayList<>();
    List<ScorePlugin> onAllSpecs = new ArrayList<>();
    for (int i = 0; i < plugins.size(); i++) {
      ScorePlugin plugin = plugins.get(i);
      Dependence dependence = plugin.scoreDependence();
      if (!dependence.isDeclared() || plugin instanceof NormalizeScorePlugin) {
        return null;
      }
      if (dependence.isOnAllSpecs()) {
        onAllSpecs.add(plugin);
      }
      Part part = new Part(plugin, weights.get(i), plugin.normalization());
      boolean isPlain = isRaw || part.normalization() == ScoreNormalization.NONE;
      if (isPlain) {
        (dependence.isOnLoad() ? loadPlain : specPlain).add(part);
      } else if (dependence.isOnLoad()) {
        return null;
      } else {
        specNormalized.add(part);
      }
    }
    long totalMax = 0;
    for (int weight : weights) {
      totalMax += weight * ScorePlugin.SCORE_MAX;
    }
    if (totalMax > Integer.MAX_VALUE) {
      return null;
    }
    return new ScorePlan(
        List.copyOf(specPlain),
        List.copyOf(loadPlain),
        List.copyOf(specNormalized),
        isRaw,
        List.copyOf(onAllSpecs));
  }

  /** Whether some score follows from the descriptions of other nodes. */
  boolean isOnAllSpecs() {
    return !onAllSpecs.isEmpty();
  }

  /** See {@link ScorePlugin#allSpecsVersion}. */
  long allSpecsVersion(PodInfo pod, NodeJournal nodes) {
    return onAllSpecs.size() == 1
        ? onAllSpecs.get(0).allSpecsVersion(pod, nodes)
        : nodes.descriptionsVersion();
  }
}
