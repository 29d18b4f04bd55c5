package io.towtank.scenarios.capacity;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.metrics.LowerBounds;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scenarios.whatif.EvictedPod;
import io.towtank.scenarios.whatif.Removal;
import io.towtank.scenarios.whatif.RemovalOutcome;
import io.towtank.scenarios.whatif.WhatIf;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many nodes a cluster can lose before anything stays pending. Each loss is tried as
 * {@link WhatIf} does, all nodes of it at once; pods without a controller are scheduled anew, too.
 * A loss is survived if every pod that is evicted, or preempted for another, finds a node; pods
 * that are pending before do not count.
 */
public final class SpareNodes {
  /** Choices of nodes that are tried at most where no other number is given. */
  public static final long CHOICES_DEFAULT = 500;

  /** Random orders where no other number is given. */
  public static final int TRIALS_DEFAULT = 20;

  /**
   * Which nodes can be lost, whichever they are.
   *
   * @param nodes the largest number of which every choice was tried, and survived
   * @param tried how many choices were tried
   * @param isExact whether a choice of one more was found that is not survived
   * @param counterexample that choice; empty if there is none
   */
  public record AnyChoice(
      int nodes, long tried, boolean isExact, List<String> counterexample, String reason) {
    /** Copies the list. */
    public AnyChoice {
      counterexample = List.copyOf(counterexample);
    }
  }

  private final ClusterState state;
  private final WhatIf whatIf;
  private final List<String> names;

  /**
   * A cluster that stays as it is.
   *
   * @throws io.towtank.text.InputException if no pod is on a node
   */
  public SpareNodes(ClusterState state) {
    this.state = state;
    whatIf = new WhatIf(state, true);
    names = state.api().nodes().list().stream().map(Node::name).toList();
  }

  /** Whether the loss of these nodes leaves a pod pending: why, or null. */
  private static @Nullable String problem(WhatIf.Trials trials, List<String> lost) {
    RemovalOutcome outcome = trials.of(new Removal(String.join(", ", lost), lost));
    return Stream.concat(outcome.evicted().stream(), outcome.preempted().stream())
        .filter(EvictedPod::isPending)
        .map(pod -> pod.pod() + ": " + pod.message())
        .findFirst()
        .orElse(null);
  }

  /**
   * Tries every node, then every pair of nodes, and so on, as long as there are not more choices
   * than wanted.
   *
   * @param choicesMax most choices to try in all
   */
  public AnyChoice anyChoice(long choicesMax) {
    WhatIf.Trials trials = whatIf.trials();
    long tried = 0;
    for (int size = 1; size <= names.size(); size++) {
      int[] choice = new int[size];
      for (int i = 0; i < size; i++) {
        choice[i] = i;
      }
      if (choices(size, choicesMax - tried) > choicesMax - tried) {
        return new AnyChoice(size - 1, tried, false, List.of(), "");
      }
      do {
        List<String> lost = Arrays.stream(choice).mapToObj(names::get).toList();
        tried++;
        String problem = problem(trials, lost);
        if (problem != null) {
          return new AnyChoice(size - 1, tried, true, lost, problem);
        }
      } while (advance(choice));
    }
    return new AnyChoice(names.size(), tried, true, List.of(), "");
  }

  /** How many choices there are, as far as they are not above the limit. */
  private long choices(int size, long limit) {
    long choices = 1;
    for (int i = 1; i <= size; i++) {
      choices = choices * (names.size() - size + i) / i;
      if (choices > limit) {
        return choices;
      }
    }
    return choices;
  }

  /** The next choice in lexicographic order; false after the last. */
  private boolean advance(int[] choice) {
    int at = choice.length - 1;
    while (at >= 0 && choice[at] == names.size() - choice.length + at) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    choice[at]++;
    for (int i = at + 1; i < choice.length; i++) {
      choice[i] = choice[i - 1] + 1;
    }
    return true;
  }

  /** How many nodes can be lost if the largest go first. */
  public int largestFirst() {
    return survived(largestFirstOrder());
  }

  /** By the largest share that the node has of any resource of the cluster. */
  private List<String> largestFirstOrder() {
    StandingScheduler scheduler = empty();
    List<NodeInfo> nodes = new ArrayList<>(scheduler.algorithm().cache().all());
    int resources = scheduler.resources().size();
    double[] total = new double[resources];
    for (NodeInfo node : nodes) {
      for (int i = 0; i < resources; i++) {
        total[i] += node.allocatable(i);
      }
    }
    double[] size = new double[nodes.size()];
    List<Integer> order = new ArrayList<>();
    for (int at = 0; at < size.length; at++) {
      order.add(at);
      for (int i = 0; i < resources; i++) {
        if (total[i] > 0 && i != ResourceIndex.PODS) {
          size[at] = Math.max(size[at], nodes.get(at).allocatable(i) / total[i]);
        }
      }
    }
    order.sort((a, b) -> Double.compare(size[b], size[a]));
    return order.stream().map(at -> nodes.get(at).node().name()).toList();
  }

  /**
   * How many nodes can be lost in a random order.
   *
   * @param number 1 for the first order; it follows from the seed
   */
  public int randomOrder(int number) {
    RandomStream random = new RandomStreams(state.seed()).stream("capacity", "spare-" + number);
    List<String> order = new ArrayList<>(names);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String name = order.get(i);
      order.set(i, order.get(j));
      order.set(j, name);
    }
    return survived(order);
  }

  /**
   * A number of nodes at the beginning of an order whose loss is survived, while that of one more
   * is not: found by doubling and bisection.
   */
  private int survived(List<String> order) {
    WhatIf.Trials trials = whatIf.trials();
    int low = 0;
    int high = 1;
    while (high <= order.size() && problem(trials, order.subList(0, high)) == null) {
      low = high;
      high = Math.min(2 * high, order.size());
      if (low == order.size()) {
        return low;
      }
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (problem(trials, order.subList(0, middle)) == null) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * No more nodes than this can be lost, whichever they are: the pods that need a node do not fit
   * on the largest of fewer, by the sum of each resource.
   */
  public int upperBound() {
    StandingScheduler scheduler = empty();
    ResourceIndex resources = scheduler.resources();
    CountedResources counted = new CountedResources(state.profiles());
    List<long[]> all = new ArrayList<>();
    for (Pod pod : state.api().pods().list()) {
      if (pod.isActiveOnNode()) {
        scheduler.add(pod);
        if (!pod.isTerminating() && !ClusterState.belongsToNode(pod)) {
          all.add(counted.taken(scheduler.info(pod), resources));
        }
      }
    }
    int least = 0;
    for (int i = 0; i < resources.size(); i++) {
      long demand = 0;
      for (long[] taken : all) {
        demand += i < taken.length ? taken[i] : 0;
      }
      int resource = i;
      long[] capacities =
          scheduler.algorithm().cache().all().stream()
              .mapToLong(node -> -Math.max(node.allocatable(resource), node.requested(resource)))
              .sorted()
              .map(value -> -value)
              .toArray();
      least = Math.max(least, LowerBounds.volume(capacities, demand));
    }
    return Math.max(0, names.size() - least);
  }

  private StandingScheduler empty() {
    return new StandingScheduler(
        state,
        Informers.of(state.api(), 0),
        TieBreaker.FIRST,
        state.seed(),
        state.api().nodes().list());
  }

  /** Puts everything together. */
  public SpareReport report(AnyChoice any, int largestFirst, List<Integer> trials) {
    return new SpareReport(
        state.shown(),
        names.size(),
        any.nodes(),
        any.tried(),
        any.isExact(),
        any.counterexample(),
        any.reason(),
        largestFirst,
        Quantiles.of(trials.stream().map(Integer::doubleValue).toList()),
        trials,
        upperBound());
  }
}
