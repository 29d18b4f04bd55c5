package io.towtank.scenarios.capacity;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cluster compaction: the smallest prefix of randomly ordered machines on which the pods still fit,
 * packed from scratch. Source: A. Verma, M. Korupolu, J. Wilkes, "Evaluating job packing in
 * warehouse-scale computing", IEEE Cluster 2014; the rules on large jobs, picky tasks, clones and
 * the 90th percentile: A. Verma et al., "Large-scale cluster management at Google with Borg",
 * EuroSys 2015, §5.1.
 */
public final class Compaction {
  /** Trials in the papers. */
  public static final int TRIALS_DEFAULT = 11;

  /** Share of the pods that may stay pending if they are picky, in thousandths, in the papers. */
  private static final int PENDING_PER_THOUSAND = 2;

  /** A pod is picky if no more nodes than this can take it; "a handful" in the papers. */
  private static final int PICKY_NODES_MAX = 5;

  /** How often the cluster is taken at most where its pods do not fit on it. */
  private static final int CLONES_MAX = 8;

  /**
   * How often the pods are packed from scratch before they are taken not to fit, so that an unlucky
   * order does not decide; the papers say "repeatedly".
   */
  private static final int PASSES_MAX = 3;

  /** Further than the uids of one cluster reach. */
  private static final long CLONE_UIDS = 1L << 40;

  private final ClusterState state;
  private final ClusterObjects objects;
  private final Repacking repacking;
  private final int pendingMax;

  /**
   * Compaction of a cluster with the pods that have a node.
   *
   * @throws InputException if no pod has one
   */
  public Compaction(ClusterState state) {
    this.state = state;
    objects = Informers.of(state.api(), 0);
    double half = state.api().nodes().list().size() / 2.0;
    repacking = Repacking.of(state, objects, false, half);
    if (repacking.pods().isEmpty()) {
      throw new InputException(
          state.shown() + ": no pod is on a node that could be on another; nothing to pack");
    }
    pendingMax = repacking.pods().size() * PENDING_PER_THOUSAND / 1000;
  }

  /** Pods that are packed. */
  public int pods() {
    return repacking.pods().size();
  }

  /**
   * One trial.
   *
   * @param with the scheduler that decides: this cluster with one policy or another
   * @param number 1 for the first; the order of the machines follows from it and from the seed, and
   *     is the same for all policies
   */
  public CompactionReport.Trial trial(ClusterState with, int number) {
    RandomStream random =
        new RandomStreams(state.seed()).stream("capacity", "compaction-" + number);
    List<Repacking.Machine> machines = new ArrayList<>();
    long seed = random.nextLong();
    appendShuffled(machines, 0, random);
    int whole = machines.size();
    Pending pending = new Pending(with, machines, seed);
    int low = lowerBound(with, machines, random);
    int bound = low;
    int high = Math.max(low, machines.size());
    for (int clone = machines.size() / whole; !pending.fit(high); clone = high / whole) {
      if (clone >= CLONES_MAX) {
        throw new InputException(
            state.shown()
                + ": the pods do not fit on "
                + CLONES_MAX
                + " times as many machines: "
                + pending.why);
      }
      low = high + 1;
      high = (clone + 1) * whole;
      while (machines.size() < high) {
        appendShuffled(machines, machines.size() / whole, random);
      }
    }
    // The papers' binary search: the pods fit on `high` machines, and not on those below `low`.
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pending.fit(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    pending.fit(high);
    return new CompactionReport.Trial(number, high, bound, pending.count);
  }

  private void appendShuffled(List<Repacking.Machine> machines, int clone, RandomStream random) {
    List<Repacking.Machine> more = new ArrayList<>();
    for (Node node : state.api().nodes().list()) {
      List<Pod> tied = repacking.tiedTo(node.name());
      more.add(clone == 0 ? new Repacking.Machine(node, tied) : cloned(node, tied, clone));
    }
    for (int i = more.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Repacking.Machine machine = more.get(i);
      more.set(i, more.get(j));
      more.set(j, machine);
    }
    machines.addAll(more);
  }

  private static Repacking.Machine cloned(Node node, List<Pod> tied, int clone) {
    String name = node.name() + "-clone" + clone;
    Labels labels = node.labels();
    Node.Builder builder =
        Node.builder(name, node.capacity())
            .allocatable(node.allocatable())
            .labels(
                labels.get(Labels.HOSTNAME) == null ? labels : labels.with(Labels.HOSTNAME, name))
            .taints(node.taints())
            .devices(node.devices())
            .images(node.images())
            .conditions(node.conditions())
            .unschedulable(node.unschedulable());
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : tied) {
      pods.add(
          pod.toBuilder()
              .uid(pod.uid() + clone * CLONE_UIDS)
              .name(pod.name() + "-clone" + clone)
              .nodeName(name)
              .build());
    }
    return new Repacking.Machine(builder.build(), pods);
  }

  /** The first machines on which the sums of all resources suffice, with clones as needed. */
  private int lowerBound(ClusterState with, List<Repacking.Machine> machines, RandomStream random) {
    int whole = machines.size();
    for (int clone = 1; ; clone++) {
      int bound = sumBound(with, machines);
      if (bound <= machines.size() || clone > CLONES_MAX) {
        return bound;
      }
      appendShuffled(machines, machines.size() / whole, random);
    }
  }

  private int sumBound(ClusterState with, List<Repacking.Machine> machines) {
    StandingScheduler scheduler = repacking.begin(with, machines, 0);
    ResourceIndex resources = scheduler.resources();
    CountedResources counted = new CountedResources(with.profiles());
    List<long[]> each = new ArrayList<>();
    for (Pod pod : repacking.pods()) {
      each.add(counted.taken(scheduler.info(pod), resources));
    }
    double[] demand = new double[resources.size()];
    double[] largest = new double[resources.size()];
    for (long[] taken : each) {
      for (int i = 0; i < taken.length; i++) {
        demand[i] += taken[i];
        largest[i] = Math.max(largest[i], (double) taken[i]);
      }
    }
    // Any of the picky pods may be among those that are left out.
    for (int i = 0; i < demand.length; i++) {
      demand[i] = (demand[i] - pendingMax * largest[i]) * (1 - 1e-12);
    }
    double[] sum = new double[resources.size()];
    int needed = 0;
    for (NodeInfo node : scheduler.algorithm().cache().all()) {
      if (covers(sum, demand)) {
        return needed;
      }
      long[] free = CountedResources.free(node, resources);
      for (int i = 0; i < free.length; i++) {
        sum[i] += free[i];
      }
      needed++;
    }
    return covers(sum, demand) ? needed : needed + 1;
  }

  private static boolean covers(double[] sum, double[] demand) {
    for (int i = 0; i < demand.length; i++) {
      if (sum[i] < demand[i]) {
        return false;
      }
    }
    return true;
  }

  /** Packs on a prefix of the machines. */
  private final class Pending {
    private final ClusterState with;
    private final List<Repacking.Machine> machines;
    private final long seed;
    private int count;
    private String why = "";

    Pending(ClusterState with, List<Repacking.Machine> machines, long seed) {
      this.with = with;
      this.machines = machines;
      this.seed = seed;
    }

    /** Whether all pods fit but for a few picky ones. */
    boolean fit(int prefix) {
      Repacking.Refused refused =
          repacking.packAgain(
              with, machines.subList(0, prefix), seed, pendingMax, this::isEnough, PASSES_MAX);
      count = refused.count();
      if (count > 0) {
        why = refused.pods().get(0).key() + ": " + refused.messages().get(0);
      }
      return isEnough(refused);
    }

    private boolean isEnough(Repacking.Refused refused) {
      return refused.count() <= pendingMax && refused.pods().stream().allMatch(this::isPicky);
    }

    private boolean isPicky(Pod pod) {
      int nodes = state.api().nodes().list().size();
      int refusing = new StaticRefusals(with, objects, state.api().nodes().list()).of(pod).size();
      return nodes - refusing <= PICKY_NODES_MAX;
    }
  }

  /** Puts the trials of all policies together. */
  public CompactionReport report(List<CompactionReport.PolicyResult> policies) {
    return new CompactionReport(
        state.shown(),
        state.api().nodes().list().size(),
        repacking.pods().size(),
        repacking.tied(),
        repacking.volumesStripped(),
        pendingMax,
        policies);
  }

  /** One policy's trials in figures. */
  public CompactionReport.PolicyResult result(String policy, List<CompactionReport.Trial> trials) {
    double whole = state.api().nodes().list().size() / 100.0;
    return new CompactionReport.PolicyResult(
        policy,
        Quantiles.of(trials.stream().map(trial -> trial.nodes() / whole).toList()),
        Quantiles.of(trials.stream().map(trial -> trial.lowerBoundNodes() / whole).toList()),
        trials);
  }
}
