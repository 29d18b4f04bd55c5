package io.towtank.testing;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.RequiredNodeAffinity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A stand-in for scheduler and kubelets: binds every pod to the node with the fewest pods that it
 * may be on, makes it ready a while later, unless its runs go wrong, and removes it a while after
 * it was told to end, unless its node hangs. What the API refuses is tried again every second.
 */
public final class QuickNodes {
  /** From binding to ready. */
  public long readyNanos = 2 * ControlCluster.SECOND;

  /** From being told to end to being gone. */
  public long endNanos = ControlCluster.SECOND;

  /** Pods whose containers run, by key, whatever the API says of them. */
  private final Map<String, Long> running = new TreeMap<>();

  private final Set<String> hanging = new TreeSet<>();
  private final Simulation simulation;
  private final ApiServer api;
  private final Mailbox<Look> looks;

  private record Look(String key, long uid) implements Message {
    @Override
    public long fingerprint() {
      return 31L * key.hashCode() + uid;
    }
  }

  QuickNodes(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    this.api = api;
    looks = simulation.mailbox("quick-nodes", Phase.HEARTBEAT, this::look);
    api.pods()
        .watch(
            "quick-nodes",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                Long other = running.get(pod.key());
                if (other != null) {
                  throw new AssertionError(pod.key() + " still runs, with uid " + other);
                }
                later(pod, 0);
              }

              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (newPod.isTerminating() && !oldPod.isTerminating()) {
                  later(newPod, endNanos);
                }
                if (newPod.isBound() && !oldPod.isBound()) {
                  later(newPod, readyNanos);
                }
              }
            });
  }

  /** Pods of a node that hangs don't start and don't end. */
  public void hang(String node, boolean hangs) {
    if (hangs) {
      hanging.add(node);
    } else {
      hanging.remove(node);
      for (Pod pod : api.pods().list()) {
        if (pod.nodeName().equals(node)) {
          later(pod, 0);
        }
      }
    }
  }

  /** A pod's container ends, and the pod with it. */
  public void fail(String name) {
    Pod pod = api.pods().get("default/" + name);
    if (pod != null && pod.isBound() && !pod.isTerminating()) {
      running.remove(pod.key());
      api.pods()
          .update(
              pod.key(),
              stored ->
                  stored.toBuilder().phase(PodPhase.FAILED).ready(false, simulation.now()).build());
    }
  }

  private void later(Pod pod, long nanos) {
    looks.sendAfter(nanos, new Look(pod.key(), pod.uid()));
  }

  private void look(Look look) {
    Pod pod = api.pods().get(look.key());
    if (pod == null || pod.uid() != look.uid()) {
      return;
    }
    if (!act(pod)) {
      later(pod, ControlCluster.SECOND);
    }
  }

  private boolean act(Pod pod) {
    if (!pod.isBound()) {
      String node = place(pod);
      return !node.isEmpty() && isDone(api.bind(pod, node, List.of()));
    }
    if (hanging.contains(pod.nodeName())) {
      return true; // It is looked at again when the node hangs no more.
    }
    long now = simulation.now();
    if (pod.isTerminating()) {
      if (now < pod.deletionNanos() + endNanos) {
        return true;
      }
      running.remove(pod.key());
      return isDone(api.pods().delete(pod.key()));
    }
    boolean works = !pod.behavior().failure().fails(pod.restarts());
    if (pod.phase() != PodPhase.PENDING || now < pod.boundNanos() + readyNanos) {
      return true;
    }
    running.put(pod.key(), pod.uid());
    return isDone(
        api.pods()
            .update(
                pod.key(),
                stored ->
                    stored.toBuilder()
                        .phase(PodPhase.RUNNING)
                        .startedNanos(now)
                        .ready(works, now)
                        .build()));
  }

  private String place(Pod pod) {
    RequiredNodeAffinity affinity = new RequiredNodeAffinity(pod.spec());
    String best = "";
    long fewest = Long.MAX_VALUE;
    for (Node node : api.nodes().list()) {
      long count =
          api.pods().list().stream().filter(other -> other.nodeName().equals(node.name())).count();
      if (affinity.matches(node) && count < fewest) {
        best = node.name();
        fewest = count;
      }
    }
    return best;
  }

  private static boolean isDone(WriteResult<Pod> result) {
    return result.code() != WriteResult.Code.UNAVAILABLE;
  }
}
