package io.towtank.scheduling.framework;

import java.util.List;

/**
 * How a pod can get room by evicting others.
 *
 * @param candidates nodes where evicting pods of lower priority helps, in node order
 * @param best the candidates among which only chance decides, in node order
 * @param chosen the one taken
 */
public record Preemption(List<Candidate> candidates, List<Candidate> best, Candidate chosen) {
  /** Copies the lists. */
  public Preemption {
    candidates = List.copyOf(candidates);
    best = List.copyOf(best);
  }

  /**
   * A node, and whom to evict there.
   *
   * @param victims pods to evict, most important first
   * @param pdbViolations how many of them a disruption budget protects
   */
  public record Candidate(String nodeName, List<PodInfo> victims, int pdbViolations) {
    /** Copies the victims. */
    public Candidate {
      victims = List.copyOf(victims);
    }
  }
}
