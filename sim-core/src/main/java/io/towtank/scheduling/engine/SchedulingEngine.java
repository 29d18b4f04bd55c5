package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;

/** Finds the best node for one pod after another, under one profile. */
public interface SchedulingEngine {
  /**
   * Runs PreFilter, Filter, PreScore, Score and NormalizeScore, and chooses.
   *
   * @param details whether verdicts, scores and totals of all nodes are wanted
   * @return the outcome, valid until the next call
   */
  Selection select(CycleState state, PodInfo pod, NodeList nodes, boolean details);
}
