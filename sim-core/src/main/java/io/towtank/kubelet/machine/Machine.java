package io.towtank.kubelet.machine;

import io.towtank.api.ApiServer;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One machine with its kubelet. */
final class Machine {
  private final MachineContext context;
  private final String name;
  private final ResourceList capacity;
  private final MachineClock clock = new MachineClock();
  private final ImagePulls images;
  private final NodePressure pressure;
  private final NodeStatus status;
  private final SortedMap<Long, PodRun> runs = new TreeMap<>();
  private boolean isUp;
  private boolean wasOnBefore;
  private boolean isHung;
  private boolean isReaching;
  private boolean hasListed;
  private long hungNanos;

  /** A machine that is off. */
  Machine(MachineContext context, Node node) {
    this.context = context;
    name = node.name();
    capacity = node.capacity();
    images = new ImagePulls(this, context, node);
    pressure = new NodePressure(this, context);
    status = new NodeStatus(this, context);
    isReaching = context.reach().canReachApi(name);
  }

  String name() {
    return name;
  }

  ResourceList capacity() {
    return capacity;
  }

  MachineClock clock() {
    return clock;
  }

  ImagePulls images() {
    return images;
  }

  NodePressure pressure() {
    return pressure;
  }

  NodeStatus status() {
    return status;
  }

  Collection<PodRun> runs() {
    return runs.values();
  }

  boolean isUp() {
    return isUp;
  }

  boolean isHung() {
    return isHung;
  }

  /** Whether its kubelet knows which pods it should run: it has heard so since it started. */
  boolean hasListed() {
    return hasListed;
  }

  /** Whether its kubelet does anything. */
  boolean isAwake() {
    return isUp && !isHung;
  }

  /** Whether its kubelet hears of changes. */
  boolean canRead() {
    return isAwake() && isReaching && context.api().isReachable();
  }

  /** Whether its kubelet can tell anything. */
  boolean canWrite() {
    return canRead() && context.api().mode() == ApiServer.Mode.UP;
  }

  /** It was on before this simulation began, and so were the pods that are said to run. */
  void goOn() {
    wasOnBefore = true;
    boot();
  }

  void boot() {
    if (isUp) {
      return;
    }
    isUp = true;
    isHung = false;
    hasListed = false;
    context.leases().setReachable(name, isReaching);
    context.leases().start(name);
    pressure.start();
    status.start();
    runs.values().forEach(PodRun::reboot);
    lookAgain();
  }

  void crash() {
    if (!isUp) {
      return;
    }
    List.copyOf(runs.values()).forEach(PodRun::crash);
    isUp = false;
    wasOnBefore = false;
    context.leases().end(name);
    images.clear();
    pressure.stop();
    status.stop();
  }

  void hang() {
    if (isAwake()) {
      isHung = true;
      hungNanos = context.now();
      context.leases().pause(name);
    }
  }

  void resume() {
    if (isUp && isHung) {
      isHung = false;
      context.leases().resume(name);
      runs.values().forEach(PodRun::resume);
      if (status.nextNanos(hungNanos) <= context.now()) {
        status.start();
      }
      pressure.usageChanged();
      lookAgain();
    }
  }

  void slow(double factor) {
    long now = context.now();
    runs.values().forEach(PodRun::settle);
    images.progress(now);
    clock.setFactor(factor, now);
    images.rebase(now);
    List.copyOf(runs.values()).forEach(PodRun::sync);
  }

  void reachabilityChanged() {
    boolean reaches = context.reach().canReachApi(name);
    if (reaches != isReaching) {
      isReaching = reaches;
      context.leases().setReachable(name, reaches);
      if (canRead()) {
        lookAgain();
      }
    }
  }

  void modeChanged() {
    if (canWrite() || (canRead() && !hasListed)) {
      lookAgain();
    }
  }

  /** The node was changed by somebody. */
  void nodeChanged() {
    status.changed();
  }

  /** A pod was bound to this node, or its deletion was asked for, or somebody wrote its status. */
  void podChanged(Pod pod) {
    if (!canRead()) {
      return;
    }
    PodRun run = runs.get(pod.uid());
    if (run != null) {
      run.update(pod);
    } else if (pod.isActiveOnNode()) {
      take(pod);
    }
  }

  /** A pod is gone from the API, or has been declared ended by somebody else. */
  void podGone(long uid) {
    PodRun run = runs.get(uid);
    if (run != null && canRead()) {
      run.orphan();
    }
  }

  void wakePod(long uid) {
    PodRun run = runs.get(uid);
    if (run != null) {
      run.wake();
    }
  }

  void killContainer(long uid, String container) {
    PodRun run = runs.get(uid);
    if (run != null && isUp) {
      run.killContainer(container);
    }
  }

  /** Nothing of a pod is left here. */
  void forget(PodRun run) {
    runs.remove(run.pod().uid());
  }

  /** The kubelet compares what it runs with what it should, and does and tells all that is due. */
  private void lookAgain() {
    status.changed();
    if (canRead()) {
      hasListed = true;
      Set<Long> wanted = new TreeSet<>();
      for (Pod pod : context.podsByNode().of(name)) {
        if (pod.isActiveOnNode()) {
          wanted.add(pod.uid());
          podChanged(pod);
        }
      }
      for (PodRun run : List.copyOf(runs.values())) {
        if (!wanted.contains(run.pod().uid())) {
          run.orphan();
        }
      }
    }
    List.copyOf(runs.values()).forEach(PodRun::sync);
  }

  private void take(Pod pod) {
    Node node = context.api().nodes().get(name);
    if (node == null) {
      return;
    }
    PodRun run = new PodRun(this, context, pod);
    List<Pod> others = new ArrayList<>();
    for (PodRun other : runs.values()) {
      if (!other.isOrphan() && !other.isOver()) {
        others.add(other.pod());
      }
    }
    runs.put(pod.uid(), run);
    if (pod.phase() == PodPhase.RUNNING) {
      if (pod.startedNanos() < 0 && wasOnBefore) {
        run.adopt();
      } else {
        run.foundDead();
      }
    } else if (!pod.isTerminating()) {
      String refusal = PodAdmission.refusal(pod, node, others, pressure.conditions());
      if (!refusal.isEmpty()) {
        run.refuse(refusal);
        return;
      }
    }
    run.update(pod);
  }

  /** The machine's node is gone from the API, and the machine with it. */
  void remove() {
    crash();
    context.leases().remove(name);
  }
}
