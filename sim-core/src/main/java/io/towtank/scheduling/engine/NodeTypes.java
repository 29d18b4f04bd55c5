package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types of nodes as the pods of one {@link AmountIndex} see them: nodes of one type have the same
 * allocatable amounts, and score alike with all plugins that look at descriptions.
 */
final class NodeTypes {
  /** Where there are more, nodes have too little in common. */
  static final int TYPES_MAX = 64;

  /** There is no room for another type, or a score is out of range. */
  static final int NONE = -1;

  private static final class NodeType {
    final long[] allocatable;
    final long specSum;
    final long[] raws;
    long total;

    NodeType(long[] allocatable, long specSum, long[] raws) {
      this.allocatable = allocatable;
      this.specSum = specSum;
      this.raws = raws;
    }
  }

  private final int resources;
  private final ScorePlan plan;
  private final @Nullable NodeType[] types = new NodeType[TYPES_MAX];
  private final long[] allocatable;
  private final long[] raws;
  private int bound;

  /** No types yet, of pods whose scores are made up in this way. */
  NodeTypes(int resources, ScorePlan plan) {
    this.resources = resources;
    this.plan = plan;
    allocatable = new long[resources];
    raws = new long[plan.specNormalized().size()];
  }

  /** Whether scores that follow from descriptions are made up alike. */
  boolean areFor(ScorePlan other) {
    return plan.isRaw() == other.isRaw()
        && plan.specPlain().equals(other.specPlain())
        && plan.specNormalized().equals(other.specNormalized());
  }

  /** How scores are made up. */
  ScorePlan plan() {
    return plan;
  }

  /** The type of a node; {@link #NONE} if it has none here. */
  int typeOf(CycleState state, PodInfo pod, NodeInfo node, AmountTree tree) {
    long specSum = 0;
    List<ScorePlan.Part> plain = plan.specPlain();
    for (int i = 0; i < plain.size(); i++) {
      long score = plain.get(i).plugin().score(state, pod, node);
      if (!plan.isRaw() && !ScoreRange.contains(score)) {
        return NONE;
      }
      specSum += plan.isRaw() ? score : score * plain.get(i).weight();
    }
    for (int i = 0; i < raws.length; i++) {
      raws[i] = plan.specNormalized().get(i).plugin().score(state, pod, node);
    }
    for (int resource = 0; resource < resources; resource++) {
      allocatable[resource] = node.allocatable(resource);
      if (allocatable[resource] < 0 || allocatable[resource] > AmountTable.AMOUNT_MAX) {
        return NONE;
      }
    }
    return find(specSum, tree);
  }

  private int find(long specSum, AmountTree tree) {
    int place = NONE;
    for (int i = TYPES_MAX - 1; i >= 0; i--) {
      NodeType type = types[i];
      if (type == null) {
        place = i;
      } else if (type.specSum == specSum
          && Arrays.equals(type.allocatable, allocatable)
          && Arrays.equals(type.raws, raws)) {
        return i;
      } else if (tree.root(i) == AmountTree.NONE) {
        place = i;
      }
    }
    if (place != NONE) {
      bound = Math.max(bound, place + 1);
      types[place] = new NodeType(allocatable.clone(), specSum, raws.clone());
      tree.setScale(place, scale());
    }
    return place;
  }

  /** Shares of the node; those that scores are mostly about count most when rows are parted. */
  private double[] scale() {
    double[] scale = new double[resources + AmountsView.SCORING_AMOUNTS];
    for (int i = 0; i < scale.length; i++) {
      int resource = i < resources ? i : i - resources;
      double importance =
          resource <= ResourceIndex.MEMORY ? 1 : resource == ResourceIndex.PODS ? 1e-3 : 0.25;
      scale[i] = importance / Math.max(1, allocatable[resource]);
    }
    return scale;
  }

  /** All types there are lie below. */
  int bound() {
    return bound;
  }

  long[] allocatable(int type) {
    return at(type).allocatable;
  }

  /** What each node of the type has from plugins that look at descriptions. */
  long total(int type) {
    return at(type).total;
  }

  /**
   * Works out the totals.
   *
   * @param areFeasible which types have nodes that passed
   */
  void normalize(boolean[] areFeasible) {
    for (int i = 0; i < bound; i++) {
      if (areFeasible[i]) {
        at(i).total = at(i).specSum;
      }
    }
    for (int n = 0; n < raws.length; n++) {
      long lowest = Long.MAX_VALUE;
      long highest = Long.MIN_VALUE;
      for (int i = 0; i < bound; i++) {
        if (areFeasible[i]) {
          lowest = Math.min(lowest, at(i).raws[n]);
          highest = Math.max(highest, at(i).raws[n]);
        }
      }
      ScorePlan.Part part = plan.specNormalized().get(n);
      for (int i = 0; i < bound; i++) {
        if (areFeasible[i]) {
          long score = part.normalization().normalize(at(i).raws[n], lowest, highest);
          if (!ScoreRange.contains(score)) {
            throw ScoreRange.defect(part.plugin(), "of type " + i, score);
          }
          at(i).total += score * part.weight();
        }
      }
    }
  }

  private NodeType at(int i) {
    NodeType type = types[i];
    if (type == null) {
      throw new IllegalStateException("no type " + i);
    }
    return type;
  }
}
