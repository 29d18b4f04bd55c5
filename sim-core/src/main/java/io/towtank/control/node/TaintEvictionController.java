package io.towtank.control.node;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes the pods of nodes with NoExecute taints that they do not tolerate, or no longer. Source:
 * Kubernetes v1.34, {@code pkg/controller/tainteviction}.
 *
 * <p>A pod stays as long as the shortest of its matching tolerations says, from the instant at
 * which the controller sees the taint, unless all taints go before. An eviction that is set stands
 * where another tolerated taint comes. Pods that have ended are left alone here, unlike there.
 */
public final class TaintEvictionController implements Reconciler {
  /** Source: Kubernetes v1.34, {@code addConditionAndDeletePod}. */
  public static final String DELETION_BY_TAINT_MANAGER = "DeletionByTaintManager";

  private static final String NODE = "node/";
  private static final String POD = "pod/";
  private static final String EVICT = "evict/";
  private static final long SECOND = 1_000_000_000L;
  private static final long FOR_EVER = -1;
  private static final long NOT_AT_ALL = 0;

  private final Simulation simulation;
  private final ApiServer api;
  private final PodsByNode podsByNode;
  private final Controller controller;
  private final Map<String, Eviction> evictions = new LinkedHashMap<>();

  private record Eviction(long uid, long atNanos) {}

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      controller.enqueue(NODE + node.name());
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      if (!noExecute(oldNode).equals(noExecute(newNode))) {
        controller.enqueue(NODE + newNode.name());
      }
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      Node node = pod.isActiveOnNode() ? api.nodes().get(pod.nodeName()) : null;
      if (node != null && !noExecute(node).isEmpty()) {
        controller.enqueue(POD + pod.key());
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (!oldPod.isBound()) {
        onAdd(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      cancel(pod.key());
    }
  }

  /**
   * A controller that is stopped.
   *
   * @param watchDelayNanos from a change of a node or pod to the controller's hearing of it
   */
  public TaintEvictionController(
      Simulation simulation, ApiServer api, PodsByNode podsByNode, long watchDelayNanos) {
    this.simulation = simulation;
    this.api = api;
    this.podsByNode = podsByNode;
    controller = new Controller(simulation, this);
    api.nodes().watch(name(), watchDelayNanos, new NodeWatcher());
    api.pods().watch(name(), watchDelayNanos, new PodWatcher());
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  /** How many evictions are set for a later time. */
  public int pendingEvictions() {
    return evictions.size();
  }

  @Override
  public String name() {
    return "taint-eviction-controller";
  }

  @Override
  public void begin() {
    evictions.clear();
  }

  @Override
  public Collection<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Node node : api.nodes().list()) {
      if (!noExecute(node).isEmpty()) {
        keys.add(NODE + node.name());
      }
    }
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    if (key.startsWith(NODE)) {
      String name = key.substring(NODE.length());
      Node node = api.nodes().get(name);
      if (node != null) {
        List<Taint> taints = noExecute(node);
        podsByNode.of(name).forEach(pod -> judge(pod, taints));
      }
    } else if (key.startsWith(POD)) {
      Pod pod = api.pods().get(key.substring(POD.length()));
      Node node = pod == null ? null : api.nodes().get(pod.nodeName());
      if (pod != null && node != null) {
        judge(pod, noExecute(node));
      }
    } else {
      return evictIfDue(key.substring(EVICT.length()));
    }
    return Outcome.DONE;
  }

  /** Source: Kubernetes v1.34, {@code processPodOnNode}. */
  private void judge(Pod pod, List<Taint> taints) {
    if (pod.phase().isTerminal()) {
      return;
    }
    if (taints.isEmpty()) {
      cancel(pod.key());
      return;
    }
    long tolerated = toleratedNanos(taints, pod.spec().tolerations());
    Eviction set = evictions.get(pod.key());
    boolean isSet = set != null && set.uid() == pod.uid();
    if (tolerated == FOR_EVER) {
      cancel(pod.key());
    } else if (tolerated == NOT_AT_ALL || !isSet) {
      long at = simulation.now() + tolerated;
      evictions.put(pod.key(), new Eviction(pod.uid(), at));
      controller.enqueueAfter(EVICT + pod.key(), tolerated);
    }
  }

  /** How long a pod may stay; see {@code GetMatchingTolerations}, {@code getMinTolerationTime}. */
  private static long toleratedNanos(List<Taint> taints, List<Toleration> tolerations) {
    long shortest = FOR_EVER;
    for (Taint taint : taints) {
      boolean isTolerated = false;
      for (Toleration toleration : tolerations) {
        if (toleration.tolerates(taint)) {
          isTolerated = true;
          Long seconds = toleration.tolerationSeconds();
          if (seconds != null) {
            long nanos = Math.min(Math.max(0, seconds), Long.MAX_VALUE / 2 / SECOND) * SECOND;
            shortest = shortest == FOR_EVER ? nanos : Math.min(shortest, nanos);
          }
          break; // As there, the first that matches a taint counts.
        }
      }
      if (!isTolerated) {
        return NOT_AT_ALL;
      }
    }
    return shortest;
  }

  private Outcome evictIfDue(String key) {
    Eviction eviction = evictions.get(key);
    if (eviction == null) {
      return Outcome.DONE;
    }
    long wait = eviction.atNanos() - simulation.now();
    if (wait > 0) {
      return Outcome.after(wait);
    }
    Pod pod = api.pods().get(key);
    if (pod == null
        || pod.uid() != eviction.uid()
        || pod.isTerminating()
        || pod.phase().isTerminal()) {
      evictions.remove(key);
      return Outcome.DONE;
    }
    WriteResult<Pod> marked =
        api.pods()
            .update(
                key,
                stored ->
                    stored.disruptionReason().equals(DELETION_BY_TAINT_MANAGER)
                        ? stored
                        : stored.toBuilder().disruptionReason(DELETION_BY_TAINT_MANAGER).build());
    if (!marked.isOk() || !api.deletePod(pod, pod.spec().terminationGraceNanos()).isOk()) {
      return Outcome.RETRY;
    }
    evictions.remove(key);
    return Outcome.DONE;
  }

  private void cancel(String key) {
    evictions.remove(key);
  }

  private static List<Taint> noExecute(Node node) {
    List<Taint> taints = new ArrayList<>();
    for (Taint taint : node.taints()) {
      if (taint.effect() == TaintEffect.NO_EXECUTE) {
        taints.add(taint);
      }
    }
    return taints;
  }
}
