package io.towtank.scheduling.framework;

/** Ranks feasible nodes. */
public interface ScorePlugin extends Plugin {
  /** Highest score after normalisation. Source: kube-scheduler's {@code MaxNodeScore}. */
  long SCORE_MAX = 100;

  /**
   * The node's raw score; what it may be is up to {@link #normalization}, which must bring it into
   * 0 to {@link #SCORE_MAX}. Higher is better.
   */
  long score(CycleState state, PodInfo pod, NodeInfo node);

  /**
   * How raw scores become scores. A plugin whose way is none of these implements {@link
   * NormalizeScorePlugin} instead.
   */
  default ScoreNormalization normalization() {
    return ScoreNormalization.NONE;
  }

  /**
   * What raw scores follow from, so that an engine may keep them. Plugins that say nothing are
   * asked about every node in every attempt.
   */
  default Dependence scoreDependence() {
    return Dependence.ANYTHING;
  }

  /**
   * Where {@link Dependence#isOnAllSpecs other nodes' descriptions} count: a number that is another
   * one whenever these have changed the raw score of some node for pods like this one.
   */
  default long allSpecsVersion(PodInfo pod, NodeJournal nodes) {
    return nodes.descriptionsVersion();
  }
}
