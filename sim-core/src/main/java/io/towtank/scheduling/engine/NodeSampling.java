package io.towtank.scheduling.engine;

/**
 * How many feasible nodes are enough, so that the search for more can end: kube-scheduler's {@code
 * percentageOfNodesToScore}.
 *
 * <p>Source: kube-scheduler v1.34, {@code numFeasibleNodesToFind} and {@code nextStartNodeIndex}.
 */
public final class NodeSampling {
  /** In smaller clusters all nodes are evaluated; in larger ones at least as many are found. */
  static final int FEASIBLE_MIN = 100;

  private static final int PERCENTAGE_MIN = 5;

  private final int percentage;
  private final Start start;

  /** Where the next search begins; all profiles of a scheduler go round together. */
  public static final class Start {
    private int index;
  }

  /**
   * A share of all nodes.
   *
   * @param percentage 1 to 100; 0 for as many as suit the number of nodes
   * @throws IllegalArgumentException if the percentage is not 0 to 100
   */
  public NodeSampling(int percentage, Start start) {
    if (percentage < 0 || percentage > 100) {
      throw new IllegalArgumentException("expected 0 to 100 percent, found " + percentage);
    }
    this.percentage = percentage;
    this.start = start;
  }

  /** How many feasible ones of so many nodes are enough. */
  int enoughOf(int nodes) {
    if (nodes < FEASIBLE_MIN) {
      return nodes;
    }
    int share = percentage == 0 ? Math.max(PERCENTAGE_MIN, 50 - nodes / 125) : percentage;
    return (int) Math.max(FEASIBLE_MIN, (long) nodes * share / 100);
  }

  /** Which of so many nodes is looked at first. */
  int firstOf(int nodes) {
    return start.index % nodes;
  }

  /** Lets the next search begin behind the nodes processed by this one. */
  void advance(int processed, int nodes) {
    start.index = (int) (((long) start.index + processed) % nodes);
  }
}
