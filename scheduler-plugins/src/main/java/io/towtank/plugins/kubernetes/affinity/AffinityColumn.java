package io.towtank.plugins.kubernetes.affinity;

import io.towtank.plugins.kubernetes.topology.Domains;
import io.towtank.scheduling.framework.TupleNumbers;

/**
 * One topology key in an {@link AffinityView}: what the pods of each domain mean to a pod. As a
 * code for groups of nodes, a domain of many nodes stands for itself, that of a single node for
 * what it means, as such domains are many and mean but few different things.
 */
final class AffinityColumn {
  /** Code of nodes without the label. */
  static final int MISSING = 0;

  /** Pods that are wanted near. */
  static final int WANTED = 0;

  /** Pods that are not wanted near. */
  static final int UNWANTED = 1;

  /** Pods that don't want the pod near. */
  static final int UNWILLING = 2;

  /** Preference for or against. */
  static final int WEIGHT = 3;

  private static final int WIDTH = 4;

  private final String key;
  private final boolean isWantedBy;
  private final Domains domains;
  private final int[] sums;
  private final long[] totals = new long[WIDTH];
  private final TupleNumbers meanings = new TupleNumbers(WIDTH);
  private final int[] meaning = new int[WIDTH];

  /**
   * No pods yet.
   *
   * @param isWantedBy whether a required affinity of the pod has this key
   */
  AffinityColumn(String key, boolean isWantedBy, Domains domains) {
    this.key = key;
    this.isWantedBy = isWantedBy;
    this.domains = domains;
    sums = new int[domains.count() * WIDTH];
  }

  String key() {
    return key;
  }

  boolean isWantedBy() {
    return isWantedBy;
  }

  /** Adds to a sum where a node is; whether the node's code may be another one. */
  boolean add(int row, int what, int amount) {
    int domain = domains.of(row);
    if (domain == Domains.NONE) {
      return false;
    }
    int i = domain * WIDTH + what;
    sums[i] = Math.addExact(sums[i], amount);
    totals[what] += amount;
    return domains.isSingle(domain);
  }

  /** Sum over all nodes that have the label. */
  long total(int what) {
    return totals[what];
  }

  /** The node's part of its group. */
  int code(int row) {
    int domain = domains.of(row);
    if (domain == Domains.NONE) {
      return MISSING;
    }
    if (!domains.isSingle(domain)) {
      return 2 * domain + 1;
    }
    int from = domain * WIDTH;
    for (int what = 0; what < WEIGHT; what++) {
      meaning[what] = Integer.signum(sums[from + what]);
    }
    meaning[WEIGHT] = sums[from + WEIGHT];
    return 2 * meanings.of(meaning) + 2;
  }

  /** A sum where nodes have this code; where they are single, of counts only whether any. */
  int get(int code, int what) {
    return (code & 1) == 0 ? meanings.get((code >> 1) - 1, what) : sums[(code >> 1) * WIDTH + what];
  }
}
