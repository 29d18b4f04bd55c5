package io.towtank.scenarios.capacity;

import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what is left of a cluster, and how many pods of its most frequent kinds that is. */
public final class Headroom {
  private static final class Kind {
    private final Pod example;
    private int pods;

    Kind(Pod example) {
      this.example = example;
    }
  }

  private Headroom() {}

  /**
   * What is left.
   *
   * @param shapesMax most kinds of pods that are counted
   * @param copiesMax most copies that are tried of each
   * @param progress hears of copies placed
   */
  public static HeadroomReport of(
      ClusterState state, int shapesMax, long copiesMax, Progress progress) {
    StandingScheduler scheduler =
        new StandingScheduler(
            state,
            Informers.of(state.api(), 0),
            TieBreaker.FIRST,
            state.seed(),
            state.api().nodes().list());
    SortedMap<String, Kind> kinds = new TreeMap<>();
    for (Pod pod : state.api().pods().list()) {
      if (pod.isActiveOnNode()) {
        scheduler.add(pod);
      }
      if (!pod.phase().isTerminal() && !ClusterState.belongsToNode(pod)) {
        kinds.computeIfAbsent(kind(scheduler.info(pod), scheduler), unused -> new Kind(pod)).pods++;
      }
    }
    List<Kind> most = new ArrayList<>(kinds.values());
    most.sort(
        Comparator.<Kind>comparingInt(kind -> kind.pods)
            .reversed()
            .thenComparing(kind -> kind.example.key()));
    Fit fit = new Fit(state);
    List<HeadroomReport.Shape> shapes = new ArrayList<>();
    for (Kind kind : most.subList(0, Math.min(shapesMax, most.size()))) {
      String key = kind.example.key();
      shapes.add(
          new HeadroomReport.Shape(key, kind.pods, fit.of(kind.example, key, copiesMax, progress)));
    }
    List<? extends NodeInfo> nodes = scheduler.algorithm().cache().all();
    return new HeadroomReport(
        state.shown(),
        nodes.size(),
        (int) nodes.stream().filter(node -> node.node().unschedulable()).count(),
        resources(nodes, scheduler.resources()),
        shapes);
  }

  private static String kind(PodInfo pod, StandingScheduler scheduler) {
    SortedMap<String, Long> requests = new TreeMap<>();
    for (int i = 0; i < pod.requestCount(); i++) {
      requests.put(scheduler.resources().name(pod.requestResource(i)), pod.requestAmount(i));
    }
    return requests + " " + pod.devices();
  }

  private static List<HeadroomReport.Resource> resources(
      List<? extends NodeInfo> nodes, ResourceIndex resources) {
    List<HeadroomReport.Resource> rows = new ArrayList<>();
    for (int i = 0; i < resources.size(); i++) {
      long allocatable = 0;
      long requested = 0;
      long free = 0;
      long largest = 0;
      String largestNode = "";
      for (NodeInfo node : nodes) {
        allocatable += node.allocatable(i);
        requested += node.requested(i);
        if (!node.node().unschedulable()) {
          long here = Math.max(0, node.allocatable(i) - node.requested(i));
          free += here;
          if (here > largest) {
            largest = here;
            largestNode = node.node().name();
          }
        }
      }
      if (allocatable > 0) {
        rows.add(
            new HeadroomReport.Resource(
                resources.name(i),
                resources.unit(i),
                allocatable,
                requested,
                free,
                (double) free / allocatable,
                largest,
                largestNode));
      }
    }
    return rows;
  }
}
