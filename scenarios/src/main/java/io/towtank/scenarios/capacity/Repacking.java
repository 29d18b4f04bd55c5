package io.towtank.scenarios.capacity;

import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodSpec;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Packs the pods of a cluster anew, from scratch, onto other nodes: those of higher priority first,
 * of equal ones the older, each by the whole scheduling algorithm. Pods that find no node are tried
 * again after the others, as long as anything has been placed since and that may help.
 *
 * <p>Pods that belong to their node (of daemon sets, static ones) come with it. Pods that were told
 * to end are left out. Volumes are taken to follow their pods.
 */
final class Repacking {
  /** Source: Kubernetes, {@code PodAffinityTerm.weight} is 1 to 100. */
  private static final int WEIGHT_MAX = 100;

  private static final Comparator<Pod> QUEUE =
      Comparator.comparingInt(Pod::priority)
          .reversed()
          .thenComparingLong(Pod::createdNanos)
          .thenComparingLong(Pod::uid);

  /** Pods that found no node, and why; the number is a lower bound where it stopped early. */
  record Refused(List<Pod> pods, List<String> messages) {
    /** How many there are. */
    int count() {
      return pods.size();
    }
  }

  private final ClusterObjects objects;
  private final List<Pod> pods;
  private final SortedMap<String, List<Pod>> tiedByNode = new TreeMap<>();
  private final int volumesStripped;

  private Repacking(ClusterObjects objects, List<Pod> pods, int stripped) {
    this.objects = objects;
    this.pods = pods;
    volumesStripped = stripped;
  }

  /**
   * The pods of a cluster.
   *
   * @param withPending whether pods that have no node count
   * @param softAbove pods of controllers with more pods than this keep anti-affinity and topology
   *     spread as a wish only
   */
  static Repacking of(
      ClusterState state, ClusterObjects objects, boolean withPending, double softAbove) {
    SortedMap<String, Integer> sizes = new TreeMap<>();
    for (Pod pod : state.api().pods().list()) {
      sizes.merge(owner(pod), 1, Integer::sum);
    }
    List<Pod> loose = new ArrayList<>();
    SortedMap<String, List<Pod>> tied = new TreeMap<>();
    int stripped = 0;
    for (Pod pod : state.api().pods().list()) {
      if (pod.isActiveOnNode() && ClusterState.belongsToNode(pod)) {
        tied.computeIfAbsent(pod.nodeName(), unused -> new ArrayList<>()).add(pod);
      } else if (!pod.phase().isTerminal()
          && !pod.isTerminating()
          && (withPending || pod.isActiveOnNode())) {
        boolean soften = !owner(pod).isEmpty() && sizes.getOrDefault(owner(pod), 0) > softAbove;
        PodSpec spec = pod.spec();
        if (!spec.volumes().isEmpty()) {
          stripped++;
          spec = spec.toBuilder().volumes(List.of()).build();
        }
        if (soften) {
          spec = softened(spec);
        }
        loose.add(Fit.unplaced(pod).toBuilder().spec(spec).build());
      }
    }
    loose.sort(QUEUE);
    Repacking repacking = new Repacking(objects, Collections.unmodifiableList(loose), stripped);
    repacking.tiedByNode.putAll(tied);
    return repacking;
  }

  /** Who controls a pod; empty for nobody. */
  private static String owner(Pod pod) {
    OwnerReference owner = pod.owner();
    return owner == null ? "" : pod.namespace() + "/" + owner.kind() + "/" + owner.name();
  }

  private static PodSpec softened(PodSpec spec) {
    PodAffinity anti = spec.podAntiAffinity();
    List<TopologySpreadConstraint> spreads = spec.topologySpreadConstraints();
    if (anti.required().isEmpty() && spreads.isEmpty()) {
      return spec;
    }
    List<PodAffinity.PreferredTerm> preferred = new ArrayList<>(anti.preferred());
    anti.required().forEach(term -> preferred.add(new PodAffinity.PreferredTerm(WEIGHT_MAX, term)));
    List<TopologySpreadConstraint> wishes = new ArrayList<>();
    for (TopologySpreadConstraint spread : spreads) {
      wishes.add(
          new TopologySpreadConstraint(
              spread.maxSkew(),
              spread.topologyKey(),
              WhenUnsatisfiable.SCHEDULE_ANYWAY,
              spread.labelSelector(),
              null,
              spread.nodeAffinityPolicy(),
              spread.nodeTaintsPolicy(),
              spread.matchLabelKeys()));
    }
    return spec.toBuilder()
        .podAntiAffinity(new PodAffinity(List.of(), preferred))
        .topologySpreadConstraints(wishes)
        .build();
  }

  /** The pods that are packed, in the order in which they are tried. */
  List<Pod> pods() {
    return pods;
  }

  /** Pods whose volumes were left out of account. */
  int volumesStripped() {
    return volumesStripped;
  }

  /** Pods that belong to the node of this name. */
  List<Pod> tiedTo(String nodeName) {
    return tiedByNode.getOrDefault(nodeName, List.of());
  }

  /** How many pods belong to their nodes. */
  int tied() {
    return tiedByNode.values().stream().mapToInt(List::size).sum();
  }

  /** Nodes with what belongs to them, before anything is packed. */
  StandingScheduler begin(ClusterState with, List<Machine> machines, long seed) {
    StandingScheduler scheduler =
        new StandingScheduler(
            with,
            objects,
            StandingScheduler.ties(with.scheduler(), seed),
            seed,
            machines.stream().map(Machine::node).toList());
    machines.forEach(machine -> machine.tied().forEach(scheduler::add));
    return scheduler;
  }

  /** A node to pack on, and the pods that belong to it. */
  record Machine(Node node, List<Pod> tied) {
    /** Copies the list. */
    Machine {
      tied = List.copyOf(tied);
    }
  }

  /**
   * Packs all pods.
   *
   * @param with the scheduler that decides
   * @param seed root of its draws
   * @param refusedMax stops once it is sure that more than so many find no node
   */
  Refused pack(ClusterState with, List<Machine> machines, long seed, int refusedMax) {
    return pack(with, machines, seed, refusedMax, pods);
  }

  /**
   * As {@link #pack(ClusterState, List, long, int)}; where that is not good enough, again and again
   * from scratch, with those that found no node ahead of the others of their priority, the latest
   * foremost.
   *
   * @param refusedMax the last time it stops once it is sure that more than so many find no node
   * @param enough whether an outcome is good enough
   * @param passes how often at most
   */
  Refused packAgain(
      ClusterState with,
      List<Machine> machines,
      long seed,
      int refusedMax,
      Predicate<Refused> enough,
      int passes) {
    List<Pod> order = pods;
    Map<Long, Integer> refusedLast = new HashMap<>();
    for (int pass = 1; ; pass++) {
      boolean isLast = pass == passes;
      Refused refused = pack(with, machines, seed, isLast ? refusedMax : Integer.MAX_VALUE, order);
      if (isLast || enough.test(refused)) {
        return refused;
      }
      for (Pod pod : refused.pods()) {
        refusedLast.put(pod.uid(), pass);
      }
      List<Pod> next = new ArrayList<>(order);
      next.sort(
          Comparator.comparingInt(Pod::priority)
              .reversed()
              .thenComparing(pod -> -refusedLast.getOrDefault(pod.uid(), 0)));
      order = next;
    }
  }

  private Refused pack(
      ClusterState with, List<Machine> machines, long seed, int refusedMax, List<Pod> order) {
    StandingScheduler scheduler = begin(with, machines, seed);
    List<PodInfo> waiting = new ArrayList<>(order.size());
    PodInfo last = null;
    for (Pod pod : order) {
      last = last != null && last.hasSpecOf(pod) ? last.withVersion(pod) : scheduler.info(pod);
      waiting.add(last);
    }
    List<Pod> hopeless = new ArrayList<>();
    List<String> hopelessWhy = new ArrayList<>();
    List<String> why = new ArrayList<>();
    boolean progress = true;
    while (progress && !waiting.isEmpty()) {
      progress = false;
      List<PodInfo> still = new ArrayList<>();
      why.clear();
      for (PodInfo pod : waiting) {
        StandingScheduler.Attempt attempt = scheduler.place(pod);
        if (attempt.nodeName() != null) {
          progress = true;
        } else if (mayBeHelped(pod.spec())) {
          still.add(pod);
          why.add(attempt.message());
        } else {
          hopeless.add(pod.pod());
          hopelessWhy.add(attempt.message());
          if (hopeless.size() > refusedMax) {
            return new Refused(hopeless, hopelessWhy);
          }
        }
      }
      waiting = still;
    }
    waiting.forEach(pod -> hopeless.add(pod.pod()));
    hopelessWhy.addAll(why);
    return new Refused(hopeless, hopelessWhy);
  }

  /** Whether more pods on nodes can make room for such a pod. */
  private static boolean mayBeHelped(PodSpec spec) {
    return !spec.podAffinity().required().isEmpty()
        || spec.topologySpreadConstraints().stream()
            .anyMatch(each -> each.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE);
  }
}
