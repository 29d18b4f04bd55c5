package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.UidMap;
import io.towtank.record.FaultEvent.Kind;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All pods: who serves, who was hit, who takes whose place. */
final class PodTracks implements Watcher<Pod> {
  private final Simulation simulation;
  private final FailoverOptions options;
  private final Workloads workloads;
  private final ZonePods zones;
  private final Losses losses;
  private final FaultLog log;
  private final UidMap<PodTrack> tracks = new UidMap<>();
  private long voluntary;
  private long involuntary;

  PodTracks(
      Simulation simulation,
      ApiServer api,
      FailoverOptions options,
      Workloads workloads,
      ZonePods zones,
      Losses losses,
      FaultLog log) {
    this.simulation = simulation;
    this.options = options;
    this.workloads = workloads;
    this.zones = zones;
    this.losses = losses;
    this.log = log;
    api.pods().watch("failover-metrics", 0, this);
  }

  @Nullable PodTrack of(Pod pod) {
    return tracks.get(pod.uid());
  }

  /** Pods that were evicted by the API or preempted. */
  long voluntary() {
    return voluntary;
  }

  /** Pods that were lost otherwise. */
  long involuntary() {
    return involuntary;
  }

  /** A fault hits a pod. */
  void hit(PodTrack track, FaultAccount fault) {
    Loss loss = track.replaces;
    if (loss == null) {
      loss = track.loss;
      if (loss == null) {
        loss = losses.begin(track.pod);
        track.loss = loss;
      }
    }
    loss.hit(fault, track.canServe());
  }

  /** A container of a pod has ended, whether the API knows or not. */
  void containerEnded(Pod pod) {
    PodTrack track = tracks.get(pod.uid());
    if (track != null && track.pod.ready() && !track.isDown) {
      track.isDown = true;
      settle(track);
    }
  }

  @Override
  public void onAdd(Pod pod) {
    PodTrack track = new PodTrack(pod);
    tracks.put(pod.uid(), track);
    track.workload = workloads.of(pod);
    if (track.workload != null && !pod.phase().isTerminal()) {
      takePlace(track, track.workload);
    }
    settle(track);
  }

  /** It takes the place of the pod lost that has its name, else of the first lost. */
  private void takePlace(PodTrack track, WorkloadAccount workload) {
    Loss found = null;
    for (Iterator<Loss> losses = workload.waiting().iterator(); losses.hasNext(); ) {
      Loss loss = losses.next();
      if (loss.podKey().equals(track.pod.key())) {
        found = loss;
        losses.remove();
        break;
      }
    }
    found = found != null ? found : workload.waiting().poll();
    if (found != null) {
      track.replaces = found;
      log.note(found, Kind.REPLACEMENT_CREATED, track.pod.key(), found.podKey());
    }
  }

  @Override
  public void onUpdate(Pod oldPod, Pod newPod) {
    PodTrack track = tracks.get(newPod.uid());
    if (track == null) {
      return;
    }
    track.pod = newPod;
    if (!Objects.equals(oldPod.owner(), newPod.owner())) {
      changeOwner(track);
    }
    boolean isRunAnew =
        newPod.ready() && (!oldPod.ready() || oldPod.restarts() != newPod.restarts());
    if (isRunAnew) {
      track.isDown = false;
    }
    settle(track);
    if (!oldPod.isBound() && newPod.isBound() && track.replaces != null) {
      track.replaces.bound(simulation.now());
      log.note(track.replaces, Kind.REPLACEMENT_BOUND, newPod.key(), newPod.nodeName());
    }
    if (oldPod.phase() != newPod.phase()
        && newPod.phase() == PodPhase.RUNNING
        && track.replaces != null) {
      log.note(track.replaces, Kind.REPLACEMENT_STARTED, newPod.key(), newPod.nodeName());
    }
    if (oldPod.ready() && !newPod.ready() && !newPod.isTerminating()) {
      unready(track);
    }
    if (newPod.isTerminating() && !oldPod.isTerminating()) {
      countDisruption(track);
      lost(track);
    } else if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
      ended(track, oldPod);
    } else if (isRunAnew && track.canServe()) {
      ready(track);
    }
  }

  @Override
  public void onDelete(Pod pod) {
    PodTrack track = tracks.remove(pod.uid());
    if (track == null) {
      return;
    }
    if (!pod.isTerminating() && !pod.phase().isTerminal()) {
      countDisruption(track);
      lost(track);
    }
    if (track.loss != null) {
      log.note(track.loss, Kind.POD_GONE, pod.key(), "");
    }
    release(track);
    stopServing(track);
  }

  private void changeOwner(PodTrack track) {
    stopServing(track);
    release(track);
    track.workload = workloads.of(track.pod);
  }

  /** Brings the sums up to what the pod is now. */
  private void settle(PodTrack track) {
    if (track.pod.isActiveOnNode() && track.zone == null) {
      String zone = zones.zoneOf(track.pod.nodeName());
      track.zone = zone;
      zones.add(zone, 1);
      if (track.workload != null) {
        track.workload.addPods(1);
      }
    } else if (!track.pod.isActiveOnNode()) {
      release(track);
    }
    if (track.canServe() && !track.serves) {
      track.serves = true;
      if (track.workload != null) {
        track.workload.addReady(1, simulation.now());
      }
    } else if (!track.canServe()) {
      stopServing(track);
    }
  }

  private void release(PodTrack track) {
    if (track.zone != null) {
      zones.add(track.zone, -1);
      track.zone = null;
      if (track.workload != null) {
        track.workload.addPods(-1);
      }
    }
  }

  private void stopServing(PodTrack track) {
    if (track.serves) {
      track.serves = false;
      if (track.workload != null) {
        track.workload.addReady(-1, simulation.now());
      }
    }
  }

  private void unready(PodTrack track) {
    if (track.loss != null && !track.loss.isLost()) {
      track.loss.unready();
      losses.sign(track.loss);
      log.note(track.loss, Kind.POD_UNREADY, track.pod.key(), track.pod.nodeName());
    }
  }

  private void ready(PodTrack track) {
    if (track.replaces != null) {
      log.note(track.replaces, Kind.REPLACEMENT_READY, track.pod.key(), track.pod.nodeName());
      losses.recovered(track.replaces);
      track.replaces = null;
    }
    Loss loss = track.loss;
    if (loss != null && !loss.isLost()) {
      losses.sign(loss);
      log.note(loss, Kind.POD_READY, track.pod.key(), track.pod.nodeName());
      losses.recovered(loss);
      track.loss = null;
    }
  }

  private void ended(PodTrack track, Pod oldPod) {
    if (track.pod.phase() == PodPhase.SUCCEEDED) {
      // Its work is done: nothing is left to make up for.
      ready(track);
    } else if (!oldPod.isTerminating()) {
      countDisruption(track);
      lost(track);
    }
  }

  private void countDisruption(PodTrack track) {
    String reason = track.pod.disruptionReason();
    boolean isVoluntary =
        reason.equals(Pod.EVICTION_BY_EVICTION_API) || reason.equals(Pod.PREEMPTION_BY_SCHEDULER);
    if (!isVoluntary && reason.isEmpty() && track.pod.phase() != PodPhase.FAILED) {
      return;
    }
    voluntary += isVoluntary ? 1 : 0;
    involuntary += isVoluntary ? 0 : 1;
    if (track.workload != null) {
      track.workload.disrupted(isVoluntary);
    }
  }

  private void lost(PodTrack track) {
    String why =
        track.pod.disruptionReason().isEmpty() ? track.pod.reason() : track.pod.disruptionReason();
    if (track.replaces != null) {
      Loss loss = track.replaces;
      track.replaces = null;
      losses.lose(loss, track.pod.key(), why);
      await(loss, track.workload, true);
    }
    Loss loss = track.loss;
    if (loss == null || loss.isLost()) {
      return;
    }
    if (loss.isLive(simulation.now(), options.settleNanos())) {
      losses.lose(loss, track.pod.key(), why);
      await(loss, track.workload, false);
    } else {
      track.loss = null;
      losses.close(loss);
    }
  }

  private void await(Loss loss, @Nullable WorkloadAccount workload, boolean isFirst) {
    if (workload == null) {
      losses.close(loss);
    } else if (isFirst) {
      workload.waiting().addFirst(loss);
    } else {
      workload.waiting().addLast(loss);
    }
  }
}
