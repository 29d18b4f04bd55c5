package io.towtank.check;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineListener;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.Taint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What really runs on machines, whether the API knows of it or not:
 *
 * <ul>
 *   <li>no two pods of one identity of a stateful set run at a time, unless somebody has deleted
 *       the first by force: at once, or by the out-of-service taint;
 *   <li>the pods that run on a machine, and are still known to the API, ask for no more than its
 *       node has.
 * </ul>
 *
 * <p>To be made before anything is created, and to be told by all machines.
 */
public final class MachineCheck implements MachineListener {
  private static final class Running {
    private final Pod pod;
    private final SortedSet<String> containers = new TreeSet<>();
    private boolean isForced;
    private boolean isBooked;

    Running(Pod pod) {
      this.pod = pod;
    }
  }

  private final Simulation simulation;
  private final ApiServer api;
  private final SortedMap<Long, Running> pods = new TreeMap<>();
  private final SortedMap<String, SortedMap<Long, Running>> identities = new TreeMap<>();
  private final Map<String, NodeBooks> nodes = new LinkedHashMap<>();

  /** Begins to watch. */
  public MachineCheck(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    this.api = api;
    api.nodes().watch("check/machines", 0, new NodeWatcher());
    api.pods().watch("check/machines", 0, new PodWatcher());
  }

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      open(node);
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      NodeBooks books = nodes.get(newNode.name());
      if (books != null && !books.isSameSize(newNode)) {
        open(newNode);
      }
    }

    @Override
    public void onDelete(Node node) {
      nodes.remove(node.name());
      for (Running running : pods.values()) {
        if (running.pod.nodeName().equals(node.name())) {
          running.isBooked = false;
        }
      }
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      Running running = pods.get(newPod.uid());
      if (running != null && newPod.phase().isTerminal()) {
        unbook(running);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      Running running = pods.get(pod.uid());
      if (running != null) {
        running.isForced = !pod.isTerminating() || isWrittenOff(api.nodes().get(pod.nodeName()));
        unbook(running);
      }
    }
  }

  private static boolean isWrittenOff(@Nullable Node node) {
    return node == null
        || node.taints().stream().anyMatch(taint -> taint.key().equals(Taint.OUT_OF_SERVICE));
  }

  private void open(Node node) {
    NodeBooks books = new NodeBooks(node);
    for (Running running : pods.values()) {
      if (running.isBooked && running.pod.nodeName().equals(node.name())) {
        books.book(running.pod, 1);
      }
    }
    books.tolerateExcess();
    nodes.put(node.name(), books);
  }

  private void unbook(Running running) {
    NodeBooks books = nodes.get(running.pod.nodeName());
    if (running.isBooked && books != null) {
      books.remove(running.pod, simulation.now());
    }
    running.isBooked = false;
  }

  @Override
  public void containerStarted(Pod pod, String container) {
    Running running = pods.get(pod.uid());
    if (running == null) {
      running = new Running(pod);
      pods.put(pod.uid(), running);
      checkIdentity(pod, running);
      book(running);
    }
    running.containers.add(container);
  }

  private void book(Running running) {
    Pod pod = running.pod;
    NodeBooks books = nodes.get(pod.nodeName());
    Pod stored = api.pods().get(pod.key());
    if (books == null || stored == null || stored.uid() != pod.uid() || !stored.isActiveOnNode()) {
      return;
    }
    running.isBooked = true;
    if (pod.boundNanos() == Pod.NEVER) {
      books.adopt(pod, simulation.now());
    } else {
      books.add(pod, simulation.now());
    }
  }

  private void checkIdentity(Pod pod, Running running) {
    OwnerReference owner = pod.owner();
    if (owner == null || !owner.kind().equals("StatefulSet")) {
      return;
    }
    SortedMap<Long, Running> sameName =
        identities.computeIfAbsent(pod.key(), key -> new TreeMap<>());
    for (Running other : sameName.values()) {
      if (!other.isForced) {
        throw new InvariantViolation(
            simulation.now(),
            "stateful pod " + pod.key() + " on " + pod.nodeName(),
            "no other of this name to run",
            "one that runs on " + other.pod.nodeName());
      }
    }
    sameName.put(pod.uid(), running);
  }

  @Override
  public void containerEnded(
      Pod pod, String container, int exitCode, String reason, long lostNanos) {
    Running running = pods.get(pod.uid());
    if (running == null) {
      return;
    }
    running.containers.remove(container);
    if (!running.containers.isEmpty()) {
      return;
    }
    pods.remove(pod.uid());
    unbook(running);
    SortedMap<Long, Running> sameName = identities.get(pod.key());
    if (sameName != null) {
      sameName.remove(pod.uid());
      if (sameName.isEmpty()) {
        identities.remove(pod.key());
      }
    }
  }
}
