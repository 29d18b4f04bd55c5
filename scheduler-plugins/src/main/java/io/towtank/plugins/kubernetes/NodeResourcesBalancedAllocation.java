package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.plugins.ResourceWeights;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.LinearBounds;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeColumns;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Prefers nodes whose resources would be used evenly.
 *
 * <p>With f the fractions requested of each resource, the pod included and none above 1, the score
 * is 100 × (1 − d), truncated: d is |f₁ − f₂| / 2 for two resources, the population standard
 * deviation for more, and 0 for one. Fractions are of actual requests, without scoring's defaults.
 * Left out are resources that the node has none of, and extended ones that the pod does not
 * request. A pod that requests none of the resources is not scored, lest such pods heap up on one
 * node.
 */
public final class NodeResourcesBalancedAllocation implements PreScorePlugin, AmountScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "NodeResourcesBalancedAllocation";

  /** More than what rounding can do to a standard deviation of fractions. */
  private static final double ROUNDING = 1e-9;

  private final ResourceWeights resources;
  private final ScoredRequests requests;
  private final double[] fractions;

  NodeResourcesBalancedAllocation(PluginArgs args, ResourceIndex index) {
    resources =
        ResourceWeights.read(
            args,
            "resources",
            index,
            ResourceWeights.equal(ResourceIndex.CPU, ResourceIndex.MEMORY));
    for (int i = 0; i < resources.size(); i++) {
      if (resources.weight(i) != 1) {
        throw new IllegalArgumentException(
            "resources: the weight must be 1, found " + resources.weight(i));
      }
    }
    requests = new ScoredRequests(resources, false);
    fractions = new double[resources.size()];
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    return requestsAny(pod) ? Status.SUCCESS : Status.SKIP;
  }

  private boolean requestsAny(PodInfo pod) {
    for (int i = 0; i < resources.size(); i++) {
      if (pod.request(resources.resource(i)) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long score(PodInfo pod, NodeAmounts node) {
    requests.prepare(pod);
    int count = 0;
    for (int i = 0; i < requests.size(); i++) {
      if (node.allocatable(requests.resource(i)) != 0) {
        fractions[count++] = fraction(i, node);
      }
    }
    return score(deviation(count));
  }

  private double fraction(int i, NodeAmounts node) {
    int resource = requests.resource(i);
    return fraction(node.requested(resource) + requests.request(i), node.allocatable(resource));
  }

  private static double fraction(long requested, long allocatable) {
    double fraction = (double) requested / allocatable;
    return fraction < 1 ? fraction : 1;
  }

  @Override
  public void scores(PodInfo pod, NodeColumns nodes, long[] scores) {
    requests.prepare(pod);
    long one = requests.size() == 2 ? nodes.allocatable(requests.resource(0)) : 0;
    long other = requests.size() == 2 ? nodes.allocatable(requests.resource(1)) : 0;
    if (one == 0 || other == 0) {
      AmountScorePlugin.super.scores(pod, nodes, scores);
      return;
    }
    long[] values = nodes.values();
    int from = nodes.requested(requests.resource(0));
    int otherFrom = nodes.requested(requests.resource(1));
    long request = requests.request(0);
    long otherRequest = requests.request(1);
    for (int i = 0; i < nodes.count(); i++) {
      scores[i] =
          score(
              deviation(
                  fraction(values[from + i] + request, one),
                  fraction(values[otherFrom + i] + otherRequest, other)));
    }
  }

  private static long score(double deviation) {
    return (long) ((1 - deviation) * SCORE_MAX);
  }

  /** Source of the bound: n numbers of which two lie r apart deviate by r / √(2n) or more. */
  @Override
  public long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
    requests.prepare(pod);
    int count = 0;
    double highestOfLeast = 0;
    double lowestOfMost = 1;
    for (int i = 0; i < requests.size(); i++) {
      if (least.allocatable(requests.resource(i)) != 0) {
        double lowest = fraction(i, least);
        if (lowest > highestOfLeast) {
          highestOfLeast = lowest;
        }
        double highest = fraction(i, most);
        if (highest < lowestOfMost) {
          lowestOfMost = highest;
        }
        count++;
      }
    }
    if (count < 2 || highestOfLeast <= lowestOfMost) {
      return SCORE_MAX;
    }
    double apart = highestOfLeast - lowestOfMost;
    return score(
        count == 2 ? apart / 2 : Math.max(0, apart / StrictMath.sqrt(2.0 * count) - ROUNDING));
  }

  /** Two fractions lie as far apart as the one lies above the other, or more. */
  @Override
  public void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
    requests.prepare(pod);
    if (requests.size() != 2
        || node.allocatable(requests.resource(0)) == 0
        || node.allocatable(requests.resource(1)) == 0) {
      return;
    }
    for (int higher = 0; higher < 2; higher++) {
      bounds.begin(SCORE_MAX);
      bounds.requested(requests.resource(higher), -SCORE_MAX / 2.0);
      bounds.requested(requests.resource(1 - higher), SCORE_MAX / 2.0);
    }
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE;
  }

  private double deviation(int count) {
    if (count < 2) {
      return 0;
    }
    if (count == 2) {
      return deviation(fractions[0], fractions[1]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += fractions[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (fractions[i] - mean) * (fractions[i] - mean);
    }
    return StrictMath.sqrt(squares / count);
  }

  private static double deviation(double one, double other) {
    return StrictMath.abs((one - other) / 2);
  }

  /** Makes it; the argument is {@code resources}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Prefers nodes whose resources would be used evenly.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeResourcesBalancedAllocation(args, handle.resources());
    }
  }
}
