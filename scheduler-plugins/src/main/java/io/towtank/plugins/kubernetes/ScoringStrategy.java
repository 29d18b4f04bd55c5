package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.plugins.ResourceWeights;
import io.towtank.scheduling.framework.LinearBounds;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeColumns;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.Arrays;
import java.util.List;

/**
 * How NodeResourcesFit scores: a weighted mean over resources of a function of what would be
 * requested with the pod, c being what is allocatable. All integers, as in kube-scheduler.
 *
 * <p>Left out of the mean are resources that the node has none of, and extended ones that the pod
 * does not request.
 */
abstract class ScoringStrategy {
  final ScoredRequests requests;

  private ScoringStrategy(ResourceWeights resources) {
    requests = new ScoredRequests(resources, true);
  }

  /** Reads the group {@code scoringStrategy}. */
  static ScoringStrategy read(PluginArgs args, ResourceIndex index) {
    PluginArgs strategy = args.child("scoringStrategy");
    ResourceWeights resources =
        ResourceWeights.read(
            strategy,
            "resources",
            index,
            ResourceWeights.equal(ResourceIndex.CPU, ResourceIndex.MEMORY));
    // A strategy that is given must say its type. Source: Kubernetes v1.34,
    // ValidateNodeResourcesFitArgs.
    String type =
        strategy.oneOf(
            "type",
            args.contains("scoringStrategy") ? "" : "LeastAllocated",
            "LeastAllocated",
            "MostAllocated",
            "RequestedToCapacityRatio");
    boolean byRatio = type.equals("RequestedToCapacityRatio");
    if (byRatio || strategy.contains("requestedToCapacityRatio")) {
      List<PluginArgs> points = strategy.child("requestedToCapacityRatio").children("shape");
      UtilizationShape shape = UtilizationShape.read(points == null ? List.of() : points);
      if (byRatio) {
        return new RequestedToCapacityRatio(resources, shape);
      }
    }
    return type.equals("MostAllocated")
        ? new MostAllocated(resources)
        : new LeastAllocated(resources);
  }

  /** The node's score, 0 to 100. */
  final long score(PodInfo pod, NodeAmounts node) {
    requests.prepare(pod);
    long sum = 0;
    long weights = 0;
    for (int i = 0; i < requests.size(); i++) {
      int resource = requests.resource(i);
      long allocatable = node.allocatable(resource);
      if (allocatable == 0) {
        continue;
      }
      long requested = node.scoringRequested(resource) + requests.request(i);
      long score = resourceScore(requested, allocatable);
      if (score > 0 || zeroCounts()) {
        sum += score * requests.weight(i);
        weights += requests.weight(i);
      }
    }
    return weights == 0 ? 0 : mean(sum, weights);
  }

  /** The scores of several nodes, of which each resource counts that they have. */
  void scores(PodInfo pod, NodeColumns nodes, long[] scores) {
    requests.prepare(pod);
    int count = nodes.count();
    Arrays.fill(scores, 0, count, 0);
    long weights = 0;
    for (int i = 0; i < requests.size(); i++) {
      int resource = requests.resource(i);
      long allocatable = nodes.allocatable(resource);
      if (allocatable != 0) {
        weights += requests.weight(i);
        addScores(
            nodes.values(),
            nodes.scoringRequested(resource),
            requests.request(i),
            allocatable,
            requests.weight(i),
            scores,
            count);
      }
    }
    if (weights > 1) {
      for (int i = 0; i < count; i++) {
        scores[i] = ScoredResources.quotient(scores[i], weights);
      }
    }
  }

  /** Adds the weighted score of one resource for each node. */
  void addScores(
      long[] values,
      int from,
      long request,
      long allocatable,
      long weight,
      long[] sums,
      int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += resourceScore(values[from + i] + request, allocatable) * weight;
    }
  }

  /** A bound from above on the scores of nodes that lie between two. */
  abstract long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most);

  /** Linear bounds on the scores, if there are some. */
  void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
    // Not for every shape.
  }

  /**
   * One that is a weighted mean of the shares used.
   *
   * @param rise what the mean counts for, from nothing used to all
   */
  final void linearBound(
      PodInfo pod, NodeAmounts node, LinearBounds bounds, double constant, double rise) {
    requests.prepare(pod);
    long weights = 0;
    for (int i = 0; i < requests.size(); i++) {
      weights += node.allocatable(requests.resource(i)) == 0 ? 0 : requests.weight(i);
    }
    bounds.begin(weights == 0 ? 0 : constant);
    for (int i = 0; i < requests.size(); i++) {
      if (node.allocatable(requests.resource(i)) != 0) {
        bounds.scoringRequested(requests.resource(i), rise * requests.weight(i) / weights);
      }
    }
  }

  abstract long resourceScore(long requested, long allocatable);

  boolean zeroCounts() {
    return true;
  }

  long mean(long sum, long weights) {
    return sum / weights;
  }

  private static final class LeastAllocated extends ScoringStrategy {
    LeastAllocated(ResourceWeights resources) {
      super(resources);
    }

    @Override
    long resourceScore(long requested, long allocatable) {
      return requested > allocatable
          ? 0
          : ScoredResources.percentage(allocatable - requested, allocatable);
    }

    @Override
    void addScores(
        long[] values,
        int from,
        long request,
        long allocatable,
        long weight,
        long[] sums,
        int count) {
      if (!ScoredResources.isExactQuotient(allocatable)) {
        super.addScores(values, from, request, allocatable, weight, sums, count);
        return;
      }
      for (int i = 0; i < count; i++) {
        long free = Math.max(0, allocatable - request - values[from + i]);
        sums[i] += ScoredResources.quotient(free * ScorePlugin.SCORE_MAX, allocatable) * weight;
      }
    }

    @Override
    long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
      return score(pod, least);
    }

    @Override
    void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
      linearBound(pod, node, bounds, ScorePlugin.SCORE_MAX, -ScorePlugin.SCORE_MAX);
    }
  }

  private static final class MostAllocated extends ScoringStrategy {
    MostAllocated(ResourceWeights resources) {
      super(resources);
    }

    @Override
    long resourceScore(long requested, long allocatable) {
      return ScoredResources.percentage(Math.min(requested, allocatable), allocatable);
    }

    @Override
    long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
      return score(pod, most);
    }

    @Override
    void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
      linearBound(pod, node, bounds, 0, ScorePlugin.SCORE_MAX);
    }
  }

  private static final class RequestedToCapacityRatio extends ScoringStrategy {
    private final UtilizationShape shape;

    RequestedToCapacityRatio(ResourceWeights resources, UtilizationShape shape) {
      super(resources);
      this.shape = shape;
    }

    @Override
    long resourceScore(long requested, long allocatable) {
      return shape.score(utilization(requested, allocatable));
    }

    private static long utilization(long requested, long allocatable) {
      return requested > allocatable
          ? ScorePlugin.SCORE_MAX
          : ScoredResources.percentage(requested, allocatable);
    }

    /** One by one, since each node may count other resources. */
    @Override
    void scores(PodInfo pod, NodeColumns nodes, long[] scores) {
      for (int i = 0; i < nodes.count(); i++) {
        scores[i] = score(pod, nodes.at(i));
      }
    }

    @Override
    long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
      long max = 0;
      long sum = 0;
      long weights = 0;
      boolean isEachCounted = true;
      requests.prepare(pod);
      for (int i = 0; i < requests.size(); i++) {
        int resource = requests.resource(i);
        long allocatable = least.allocatable(resource);
        long request = requests.request(i);
        if (allocatable == 0) {
          continue;
        }
        long from = utilization(least.scoringRequested(resource) + request, allocatable);
        long to = utilization(most.scoringRequested(resource) + request, allocatable);
        long highest = shape.scoreMax(from, to);
        isEachCounted &= shape.isPositive(from, to);
        max = Math.max(max, highest);
        sum += highest * requests.weight(i);
        weights += requests.weight(i);
      }
      // Where some score may be 0 and drop out, the mean is at most the highest.
      return isEachCounted && weights > 0 ? mean(sum, weights) : max;
    }

    @Override
    boolean zeroCounts() {
      return false;
    }

    @Override
    long mean(long sum, long weights) {
      return Math.round((double) sum / weights);
    }
  }
}
