package io.towtank.plugins.kubernetes.spread;

import io.towtank.plugins.kubernetes.topology.Domains;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One constraint in a {@link SpreadView}: how many pods count in each domain. As a code for groups
 * of nodes, a domain of many nodes stands for itself, that of a single node for its count, as such
 * domains are many and their counts few.
 */
final class SpreadColumn {
  /** Code of nodes without the label. */
  static final int MISSING = 0;

  private final SpreadConstraint constraint;
  private final Domains domains;
  private final boolean isByNode;
  private final BitSet included = new BitSet();

  /** By domain; by node for soft constraints by host name. */
  private final int[] counts;

  private final BitSet known = new BitSet();
  private int knownCount;

  /** How many known domains have each count. */
  private int[] withCount = new int[8];

  private int fewest;

  /**
   * Nobody counts yet.
   *
   * @param isByNode whether each node counts by itself, whatever its label says
   * @param rows how many rows there are
   */
  SpreadColumn(SpreadConstraint constraint, Domains domains, boolean isByNode, int rows) {
    this.constraint = constraint;
    this.domains = domains;
    this.isByNode = isByNode;
    counts = new int[isByNode ? rows : domains.count()];
  }

  SpreadConstraint constraint() {
    return constraint;
  }

  boolean isByNode() {
    return isByNode;
  }

  /** How many domains there are. */
  int domainCount() {
    return domains.count();
  }

  /** The domain that nodes without the label share with others, or of their own. */
  int missingDomain() {
    return domains.unnamed() == Domains.NONE ? domains.count() : domains.unnamed();
  }

  /** A node's pods count for its domain, which becomes known by it. */
  void include(int row) {
    included.set(row);
    int domain = isByNode ? Domains.NONE : domains.of(row);
    if (domain != Domains.NONE && !known.get(domain)) {
      known.set(domain);
      knownCount++;
      withCount[0]++;
    }
  }

  /** Pods came to a node (1 each) or left it (-1 each); whether its code may be another one. */
  boolean change(int row, int pods) {
    if (isByNode) {
      counts[row] += pods;
      return true;
    }
    if (!included.get(row)) {
      return false;
    }
    int domain = domains.of(row);
    if (domain == Domains.NONE) {
      domain = domains.unnamed();
    }
    if (domain == Domains.NONE) {
      return false;
    }
    int before = counts[domain];
    counts[domain] = before + pods;
    if (known.get(domain)) {
      recount(before, counts[domain]);
    }
    return domains.isSingle(domain);
  }

  private void recount(int before, int after) {
    if (after >= withCount.length) {
      withCount = Arrays.copyOf(withCount, 2 * after);
    }
    withCount[before]--;
    withCount[after]++;
    fewest = Math.min(fewest, after);
  }

  /** Pods in the known domain that has the fewest; see {@link DomainCounts#fewest}. */
  int fewest() {
    if (knownCount == 0) {
      return Integer.MAX_VALUE;
    }
    while (withCount[fewest] == 0) {
      fewest++;
    }
    return fewest;
  }

  /** How many domains are known. */
  int knownCount() {
    return knownCount;
  }

  /** The node's part of its group. */
  int code(int row) {
    int domain = domains.of(row);
    if (domain == Domains.NONE) {
      return MISSING;
    }
    if (isByNode) {
      return 2 * counts[row] + 2;
    }
    return domains.isSingle(domain) ? 2 * counts[domain] + 2 : 2 * domain + 1;
  }

  /** The domain that a code stands for, {@link Domains#NONE} if for several or for none. */
  static int domain(int code) {
    return (code & 1) == 0 ? Domains.NONE : code >> 1;
  }

  /** How many pods count where nodes have this code. */
  int count(int code) {
    return (code & 1) == 0 ? (code >> 1) - 1 : counts[code >> 1];
  }
}
