package io.towtank.control.node;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.Taint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Removes pods that nobody else can or will: those of nodes that are gone, those that end on nodes
 * that people have declared out of service, and ended ones beyond a number. It looks every 20 s
 * from its start on; looks at which nothing can be to do are left out. Source: Kubernetes v1.34,
 * {@code pkg/controller/podgc}.
 */
public final class PodGarbageCollector implements Reconciler {
  /** Ended pods that may stay. Source: {@code --terminated-pod-gc-threshold}. */
  public static final int TERMINATED_POD_THRESHOLD = 12_500;

  /** Source: Kubernetes v1.34, {@code gcOrphaned}. */
  public static final String DELETION_BY_POD_GC = "DeletionByPodGC";

  private static final String LOOK = "look";
  private static final String EVICTED = "Evicted";
  private static final long SECOND = 1_000_000_000L;

  /** Source: Kubernetes v1.34, {@code gcCheckPeriod}. */
  private static final long PERIOD_NANOS = 20 * SECOND;

  /** Source: Kubernetes v1.34, {@code quarantineTime}. */
  private static final long QUARANTINE_NANOS = 40 * SECOND;

  private static final Comparator<Pod> EVICTED_THEN_OLDEST =
      Comparator.comparing((Pod pod) -> !pod.reason().equals(EVICTED))
          .thenComparing(Pod::createdNanos)
          .thenComparing(Pod::name);

  private final Simulation simulation;
  private final ApiServer api;
  private final PodsByNode podsByNode;
  private final int terminatedPodThreshold;
  private final Controller controller;
  private final Map<String, Long> suspectNodes = new TreeMap<>();
  private int terminated;
  private long startNanos;
  private boolean isTerminatedLookDue;

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      lookIfOutOfService(node);
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      lookIfOutOfService(newNode);
    }

    @Override
    public void onDelete(Node node) {
      if (!podsByNode.of(node.name()).isEmpty()) {
        suspect(node.name());
      }
    }

    private void lookIfOutOfService(Node node) {
      if (isOutOfService(node)) {
        scheduleLook();
      }
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (pod.phase().isTerminal()) {
        countTerminated();
      }
      lookAtNode(pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        countTerminated();
      }
      if (!oldPod.isBound() || newPod.isTerminating() != oldPod.isTerminating()) {
        lookAtNode(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (pod.phase().isTerminal()) {
        terminated--;
      }
    }

    private void lookAtNode(Pod pod) {
      if (pod.isBound()) {
        Node node = api.nodes().get(pod.nodeName());
        if (node == null) {
          suspect(pod.nodeName());
        } else if (pod.isTerminating() && isOutOfService(node)) {
          scheduleLook();
        }
      }
    }
  }

  /**
   * A collector that is stopped.
   *
   * @param terminatedPodThreshold ended pods that may stay; 0 for any number
   * @param watchDelayNanos from a change of a node or pod to the collector's hearing of it
   */
  public PodGarbageCollector(
      Simulation simulation,
      ApiServer api,
      PodsByNode podsByNode,
      int terminatedPodThreshold,
      long watchDelayNanos) {
    this.simulation = simulation;
    this.api = api;
    this.podsByNode = podsByNode;
    this.terminatedPodThreshold = terminatedPodThreshold;
    controller = new Controller(simulation, this);
    api.nodes().watch(name(), watchDelayNanos, new NodeWatcher());
    api.pods().watch(name(), watchDelayNanos, new PodWatcher());
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return "pod-garbage-collector-controller";
  }

  @Override
  public void begin() {
    startNanos = simulation.now();
    suspectNodes.clear();
    isTerminatedLookDue = true;
    for (Pod pod : api.pods().list()) {
      if (pod.isBound() && api.nodes().get(pod.nodeName()) == null) {
        suspectNodes.put(pod.nodeName(), Pod.NEVER);
      }
    }
  }

  @Override
  public Collection<String> keys() {
    return List.of(LOOK);
  }

  @Override
  public Outcome reconcile(String key) {
    long wait = nextLookNanos() - simulation.now();
    if (wait > 0) {
      return Outcome.after(wait);
    }
    boolean isDone = collectTerminated();
    isDone &= collectOutOfService();
    isDone &= collectOrphaned();
    return isDone && suspectNodes.isEmpty() ? Outcome.DONE : Outcome.after(PERIOD_NANOS);
  }

  private void suspect(String node) {
    suspectNodes.putIfAbsent(node, Pod.NEVER);
    scheduleLook();
  }

  private void countTerminated() {
    terminated++;
    if (terminatedPodThreshold > 0 && terminated > terminatedPodThreshold) {
      isTerminatedLookDue = true;
      scheduleLook();
    }
  }

  private void scheduleLook() {
    controller.enqueueAfter(LOOK, nextLookNanos() - simulation.now());
  }

  private long nextLookNanos() {
    long after = simulation.now() - startNanos;
    return startNanos + (after + PERIOD_NANOS - 1) / PERIOD_NANOS * PERIOD_NANOS;
  }

  private boolean collectTerminated() {
    if (!isTerminatedLookDue) {
      return true;
    }
    isTerminatedLookDue = false;
    int surplus = terminated - terminatedPodThreshold;
    boolean isDone = true;
    if (terminatedPodThreshold > 0 && surplus > 0) {
      List<Pod> ended = new ArrayList<>();
      for (Pod pod : api.pods().list()) {
        if (pod.phase().isTerminal()) {
          ended.add(pod);
        }
      }
      ended.sort(EVICTED_THEN_OLDEST);
      for (Pod pod : ended.subList(0, Math.min(surplus, ended.size()))) {
        isDone &= remove(pod, pod.disruptionReason());
      }
    }
    isTerminatedLookDue = !isDone;
    return isDone;
  }

  private boolean collectOutOfService() {
    boolean isDone = true;
    for (Node node : api.nodes().list()) {
      if (isOutOfService(node)) {
        for (Pod pod : podsByNode.of(node.name())) {
          if (pod.isTerminating()) {
            isDone &= remove(pod, pod.disruptionReason());
          }
        }
      }
    }
    return isDone;
  }

  private boolean collectOrphaned() {
    long now = simulation.now();
    boolean isDone = true;
    List<String> settled = new ArrayList<>();
    for (Map.Entry<String, Long> suspect : suspectNodes.entrySet()) {
      String name = suspect.getKey();
      List<Pod> pods = podsByNode.of(name);
      if (api.nodes().get(name) != null || pods.isEmpty()) {
        settled.add(name);
      } else if (suspect.getValue() == Pod.NEVER) {
        suspect.setValue(now);
      } else if (now - suspect.getValue() >= QUARANTINE_NANOS) {
        for (Pod pod : pods) {
          isDone &= remove(pod, DELETION_BY_POD_GC);
        }
      }
    }
    settled.forEach(suspectNodes::remove);
    return isDone;
  }

  /** Source: Kubernetes v1.34, {@code markFailedAndDeletePod}. */
  private boolean remove(Pod pod, String disruptionReason) {
    if (!pod.phase().isTerminal()) {
      boolean isMarked =
          api.pods()
              .update(
                  pod.key(),
                  stored ->
                      stored.toBuilder()
                          .phase(PodPhase.FAILED)
                          .finishedNanos(simulation.now())
                          .ready(false, simulation.now())
                          .disruptionReason(disruptionReason)
                          .build())
              .isOk();
      if (!isMarked) {
        return false;
      }
    }
    return api.deletePod(pod, 0).isOk();
  }

  private static boolean isOutOfService(Node node) {
    NodeCondition ready = node.condition(NodeCondition.READY);
    boolean isReady = ready != null && ready.status() == NodeCondition.Status.TRUE;
    return !isReady
        && node.taints().stream().anyMatch(taint -> taint.key().equals(Taint.OUT_OF_SERVICE));
  }
}
