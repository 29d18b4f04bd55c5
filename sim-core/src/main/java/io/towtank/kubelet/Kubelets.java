package io.towtank.kubelet;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.UidMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kubelets of all nodes: a bound pod starts after the start delay, runs for its duration, and
 * succeeds. A pod without a duration runs until it is deleted. One that is told to end takes all of
 * its grace for it, unless it ends by itself before.
 */
public final class Kubelets {
  private final Simulation simulation;
  private final ApiServer api;
  private final long startDelayNanos;
  private final Mailbox<PodLifecycleMessage> mailbox;
  private final UidMap<Long> pendingByUid = new UidMap<>();
  private final UidMap<Long> removalByUid = new UidMap<>();

  /**
   * Kubelets that watch the API from now on.
   *
   * @param startDelayNanos from binding to running
   */
  public Kubelets(Simulation simulation, ApiServer api, long startDelayNanos) {
    if (startDelayNanos < 0) {
      throw new IllegalArgumentException("negative start delay: " + startDelayNanos + " ns");
    }
    this.simulation = simulation;
    this.api = api;
    this.startDelayNanos = startDelayNanos;
    mailbox = simulation.mailbox("kubelets", Phase.DEPARTURE, this::step);
    api.pods().watch("kubelets", 0, new PodWatcher());
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (pod.isActiveOnNode()) {
        admit(pod);
        if (pod.isTerminating()) {
          terminate(pod);
        }
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.isActiveOnNode() && !oldPod.isBound()) {
        admit(newPod);
      } else if (newPod.isActiveOnNode() && isToldToEnd(oldPod, newPod)) {
        terminate(newPod);
      } else if (newPod.phase().isTerminal()) {
        forget(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      forget(pod);
    }
  }

  private static boolean isToldToEnd(Pod oldPod, Pod newPod) {
    return newPod.isTerminating()
        && (!oldPod.isTerminating() || oldPod.deletionGraceNanos() != newPod.deletionGraceNanos());
  }

  private void terminate(Pod pod) {
    cancel(removalByUid.remove(pod.uid()));
    long end = Math.max(simulation.now(), pod.deletionNanos() + pod.deletionGraceNanos());
    removalByUid.put(
        pod.uid(),
        mailbox.sendAt(
            end, new PodLifecycleMessage(pod.key(), pod.uid(), PodLifecycleMessage.Step.REMOVE)));
  }

  private void admit(Pod pod) {
    if (api.nodes().get(pod.nodeName()) == null) {
      return; // Nobody is there to run it.
    }
    if (pod.phase() == PodPhase.RUNNING) {
      runToEnd(pod);
    } else if (startDelayNanos == 0) {
      start(pod.key(), pod.uid());
    } else {
      send(pod.key(), pod.uid(), startDelayNanos, PodLifecycleMessage.Step.START);
    }
  }

  private void step(PodLifecycleMessage message) {
    (message.step() == PodLifecycleMessage.Step.REMOVE ? removalByUid : pendingByUid)
        .remove(message.podUid());
    switch (message.step()) {
      case START -> start(message.podKey(), message.podUid());
      case COMPLETE ->
          update(
              message.podKey(),
              message.podUid(),
              pod -> pod.toBuilder().phase(PodPhase.SUCCEEDED).finishedNanos(simulation.now()));
      case REMOVE -> {
        Pod pod = api.pods().get(message.podKey());
        if (pod != null && pod.uid() == message.podUid()) {
          api.pods().delete(pod.key());
        }
      }
    }
  }

  private void start(String podKey, long podUid) {
    update(
        podKey,
        podUid,
        pod -> pod.toBuilder().phase(PodPhase.RUNNING).startedNanos(simulation.now()));
    Pod pod = api.pods().get(podKey);
    if (pod != null && pod.uid() == podUid && pod.phase() == PodPhase.RUNNING) {
      runToEnd(pod);
    }
  }

  private void runToEnd(Pod pod) {
    if (pod.durationNanos() != Pod.NEVER) {
      send(pod.key(), pod.uid(), pod.durationNanos(), PodLifecycleMessage.Step.COMPLETE);
    }
  }

  private void update(String podKey, long podUid, Function<Pod, Pod.Builder> change) {
    api.pods()
        .edit(
            podKey, pod -> pod.uid() == podUid && pod.isActiveOnNode() ? change.apply(pod) : null);
  }

  private void send(String key, long uid, long delayNanos, PodLifecycleMessage.Step step) {
    pendingByUid.put(uid, mailbox.sendAfter(delayNanos, new PodLifecycleMessage(key, uid, step)));
  }

  private void forget(Pod pod) {
    cancel(pendingByUid.remove(pod.uid()));
    cancel(removalByUid.remove(pod.uid()));
  }

  private void cancel(@Nullable Long handle) {
    if (handle != null) {
      simulation.cancel(handle);
    }
  }
}
