package io.towtank.kubelet.machine;

import io.towtank.api.WriteResult;
import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.RestartPolicy;
import io.towtank.model.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pod on its machine. {@link #sync} brings it up to date: it looks at the containers and the
 * clock, does what is due, tells the API, and sets the timer to the next instant at which anything
 * can be due. Source for the order of things: Kubernetes v1.34, kubelet {@code computePodActions},
 * {@code getPhase}.
 */
final class PodRun {
  static final String TERMINATION_BY_KUBELET = "TerminationByKubelet";

  private static final long NO_TIMER = 0;

  private final Machine machine;
  private final MachineContext context;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private final long admittedNanos;
  private Pod pod;
  private boolean isInitialized;
  private boolean isStopping;
  private boolean isOver;
  private boolean isOrphan;
  private long stopDeadlineNanos = Times.FAR;
  private @Nullable PodPhase stopPhase;
  private String stopReason = "";
  private String stopDisruption = "";
  private int lastExitCode;
  private String lastExitContainer = "";
  private long timer = NO_TIMER;
  private long timerNanos;

  PodRun(Machine machine, MachineContext context, Pod pod) {
    this.machine = machine;
    this.context = context;
    this.pod = pod;
    admittedNanos = context.now();
    for (Container container : pod.spec().initContainers()) {
      inits.add(
          new ContainerRun(
              this,
              container,
              container.restartable() ? ContainerRun.Kind.SIDECAR : ContainerRun.Kind.INIT));
    }
    for (Container container : pod.spec().containers()) {
      mains.add(new ContainerRun(this, container, ContainerRun.Kind.MAIN));
    }
  }

  Pod pod() {
    return pod;
  }

  MachineClock clock() {
    return machine.clock();
  }

  ImagePulls images() {
    return machine.images();
  }

  MachineOptions options() {
    return context.options();
  }

  UsageModel usage() {
    return context.usage();
  }

  long now() {
    return context.now();
  }

  /** Whether it is being ended, by whomever. */
  boolean isStopping() {
    return isStopping;
  }

  /** Memory that its containers use. */
  long memoryBytes() {
    long sum = 0;
    for (ContainerRun container : inits) {
      sum += container.memoryBytes(now());
    }
    for (ContainerRun container : mains) {
      sum += container.memoryBytes(now());
    }
    return sum;
  }

  /** It ran before this simulation began. */
  void adopt() {
    isInitialized = true;
    inits.forEach(container -> container.adopt(now()));
    mains.forEach(container -> container.adopt(now()));
  }

  /** The kubelet refuses it. */
  void refuse(String reason) {
    isStopping = true;
    isOver = true;
    stopPhase = PodPhase.FAILED;
    stopReason = reason;
    write();
  }

  /** The API has a newer version of it. */
  void update(Pod newer) {
    pod = newer;
    if (newer.isTerminating()) {
      long end =
          isStopping
              ? Math.max(now(), newer.deletionNanos() + newer.deletionGraceNanos())
              : now() + newer.deletionGraceNanos();
      stop(end, null, "", "");
    }
    sync();
  }

  /** The API knows it no more; its containers end within their grace. */
  void orphan() {
    if (!isOrphan) {
      isOrphan = true;
      stop(now() + pod.spec().terminationGraceNanos(), null, "", "");
      sync();
    }
  }

  /** The kubelet ends it, since the node runs short of something. */
  void evict(long graceNanos) {
    stop(now() + graceNanos, PodPhase.FAILED, "Evicted", TERMINATION_BY_KUBELET);
    sync();
  }

  /** One container is killed from outside; all for an empty name. */
  void killContainer(String name) {
    for (ContainerRun container : mains) {
      if (name.isEmpty() || container.spec().name().equals(name)) {
        container.kill(now());
      }
    }
    for (ContainerRun container : inits) {
      if (container.spec().name().equals(name)) {
        container.kill(now());
      }
    }
    sync();
  }

  /** Its machine is gone. */
  void crash() {
    inits.forEach(container -> container.crash(now()));
    mains.forEach(container -> container.crash(now()));
    setTimer(Times.FAR);
  }

  /** Its machine is there again: what had ended with it begins anew, init containers first. */
  void reboot() {
    isInitialized = false;
    inits.forEach(ContainerRun::reboot);
    mains.forEach(ContainerRun::reboot);
    if (pod.spec().restartPolicy() != RestartPolicy.NEVER
        && mains.stream().anyMatch(this::mustRun)) {
      for (ContainerRun container : inits) {
        if (container.kind() == ContainerRun.Kind.INIT) {
          container.again();
        }
      }
    }
  }

  /** Its kubelet was unable to look after it, and is able to again. */
  void resume() {
    inits.forEach(container -> container.probeFrom(now()));
    mains.forEach(container -> container.probeFrom(now()));
  }

  /** The machine's speed is about to change: what has been done is noted. */
  void settle() {
    inits.forEach(container -> container.settle(now()));
    mains.forEach(container -> container.settle(now()));
  }

  /** An image could not be pulled. */
  void pullFailed(String image) {
    for (ContainerRun container : inits) {
      if (container.spec().image().equals(image)) {
        container.pullFailed(now());
      }
    }
    for (ContainerRun container : mains) {
      if (container.spec().image().equals(image)) {
        container.pullFailed(now());
      }
    }
  }

  /** Its timer has fallen due. */
  void wake() {
    timer = NO_TIMER;
    sync();
  }

  /** Does what is due. */
  void sync() {
    if (!machine.isUp() || isOver) {
      if (isOver) {
        write();
      }
      return;
    }
    if (machine.isHung()) {
      return;
    }
    boolean again = true;
    while (again && !isOver) {
      again = settleContainers();
      again |= isStopping ? progressStop() : progress();
    }
    write();
    setTimer(isOver ? Times.FAR : nextNanos());
    machine.pressure().usageChanged();
  }

  private boolean settleContainers() {
    boolean changed = false;
    for (ContainerRun container : inits) {
      changed |= container.settle(now());
    }
    for (ContainerRun container : mains) {
      changed |= container.settle(now());
    }
    return changed;
  }

  private boolean progress() {
    long now = now();
    if (deadlineNanos() <= now) {
      long end = now + pod.spec().terminationGraceNanos();
      stop(end, PodPhase.FAILED, "DeadlineExceeded", "");
      return true;
    }
    boolean changed = false;
    boolean isReached = true;
    for (ContainerRun container : inits) {
      if (isReached && !container.hasSucceeded()) {
        if (container.state() == ContainerRun.State.ENDED && !mustRestart(container)) {
          stop(now, PodPhase.FAILED, "", "");
          return true;
        }
        changed |= container.advance(now);
        isReached = isInitialized || (isSidecar(container) && container.isStarted());
      }
    }
    if (!isReached) {
      return changed;
    }
    isInitialized = true;
    boolean isAnyLeft = false;
    boolean isAnyFailed = false;
    for (ContainerRun container : mains) {
      if (mustRun(container)) {
        isAnyLeft = true;
        changed |= container.advance(now);
      } else {
        isAnyFailed |= container.exitCode() != 0;
      }
    }
    if (!isAnyLeft) {
      long end = now + pod.spec().terminationGraceNanos();
      stop(end, isAnyFailed ? PodPhase.FAILED : PodPhase.SUCCEEDED, "", "");
      return true;
    }
    return changed;
  }

  private static boolean isSidecar(ContainerRun container) {
    return container.kind() == ContainerRun.Kind.SIDECAR;
  }

  private boolean mustRun(ContainerRun container) {
    return container.state() != ContainerRun.State.ENDED || mustRestart(container);
  }

  /** Whether a container that has ended must be started anew. */
  boolean mustRestart(ContainerRun container) {
    if (isStopping) {
      return false;
    }
    RestartPolicy policy = pod.spec().restartPolicy();
    return switch (container.kind()) {
      case SIDECAR -> true;
      case INIT -> container.exitCode() != 0 && policy != RestartPolicy.NEVER;
      case MAIN ->
          policy == RestartPolicy.ALWAYS
              || (policy == RestartPolicy.ON_FAILURE && container.exitCode() != 0);
    };
  }

  private void stop(
      long deadlineNanos, @Nullable PodPhase phase, String reason, String disruption) {
    if (!isStopping || phase == null) {
      stopPhase = phase;
      stopReason = reason;
      stopDisruption = disruption;
    }
    isStopping = true;
    stopDeadlineNanos = Math.min(stopDeadlineNanos, deadlineNanos);
  }

  /** Sidecars end after the others. */
  private boolean progressStop() {
    boolean isDue = false;
    boolean isAlive = false;
    for (ContainerRun container : mains) {
      isDue |= container.stop(stopDeadlineNanos, now());
      isAlive |= container.isRunning();
    }
    for (ContainerRun container : inits) {
      if (!isSidecar(container)) {
        isDue |= container.stop(stopDeadlineNanos, now());
        isAlive |= container.isRunning();
      }
    }
    if (!isAlive) {
      for (ContainerRun container : inits) {
        isDue |= container.stop(Math.max(now(), stopDeadlineNanos), now());
        isAlive |= container.isRunning();
      }
    }
    isOver = !isAlive;
    return isDue;
  }

  private long deadlineNanos() {
    long limit = pod.spec().activeDeadlineNanos();
    return limit == Pod.NEVER ? Times.FAR : Times.later(admittedNanos, limit);
  }

  private long nextNanos() {
    long next = isStopping ? Times.FAR : deadlineNanos();
    for (ContainerRun container : inits) {
      next = Math.min(next, container.nextNanos());
    }
    for (ContainerRun container : mains) {
      next = Math.min(next, container.nextNanos());
    }
    return next;
  }

  private void setTimer(long at) {
    if (timer != NO_TIMER) {
      if (timerNanos == at) {
        return;
      }
      context.cancel(timer);
      timer = NO_TIMER;
    }
    timerNanos = at;
    if (at != Times.FAR) {
      MachineWake wake = new MachineWake(machine.name(), MachineWake.Task.POD, pod.uid());
      timer = context.wakeAt(at, wake);
    }
  }

  void containerEnded(ContainerRun container, String reason, long lostNanos) {
    lastExitCode = container.exitCode();
    lastExitContainer = container.spec().name();
    for (MachineListener listener : context.listeners()) {
      listener.containerEnded(pod, lastExitContainer, lastExitCode, reason, lostNanos);
    }
  }

  /** Tells the API how it fares; what can't be told now is told when it can. */
  private void write() {
    if (isOrphan) {
      if (isOver) {
        machine.forget(this);
      }
      return;
    }
    if (!machine.canWrite()) {
      machine.writeLater(this);
      return;
    }
    Pod stored = context.api().pods().get(pod.key());
    if (stored == null || stored.uid() != pod.uid() || stored.phase().isTerminal()) {
      if (isOver) {
        machine.forget(this);
      }
      return;
    }
    if (isOver && stored.phase() == PodPhase.PENDING && haveAllRun()) {
      stored = begun(stored);
    }
    Pod wanted = isOver ? ended(stored) : withStatus(stored);
    WriteResult<Pod> result;
    if (isOver && (stopPhase == null || stored.isTerminating())) {
      result = context.api().pods().delete(pod.key());
    } else if (wanted == stored) {
      return;
    } else {
      result = context.api().pods().update(pod.key(), current -> wanted);
    }
    if (!result.isOk() && result.code() != WriteResult.Code.NOT_FOUND) {
      machine.writeLater(this);
    } else if (isOver) {
      machine.forget(this);
    }
  }

  /** It has begun and ended within one instant: the API sees both. */
  private Pod begun(Pod stored) {
    WriteResult<Pod> result =
        context
            .api()
            .pods()
            .update(
                pod.key(),
                current ->
                    current.toBuilder().phase(PodPhase.RUNNING).startedNanos(now()).build());
    Pod begun = result.object();
    return begun == null ? stored : begun;
  }

  private boolean haveAllRun() {
    return mains.stream().allMatch(ContainerRun::hasRun);
  }

  private Pod ended(Pod stored) {
    PodPhase phase = stopPhase;
    return stored.toBuilder()
        .phase(phase == null ? stored.phase() : phase)
        .reason(stopReason)
        .disruptionReason(stopDisruption.isEmpty() ? stored.disruptionReason() : stopDisruption)
        .finishedNanos(lastFinishedNanos())
        .runStatus(runStatus(stored.runStatus(), false))
        .build();
  }

  private long lastFinishedNanos() {
    long last = Pod.NEVER;
    for (ContainerRun container : mains) {
      last = Math.max(last, container.finishedNanos());
    }
    return last == Pod.NEVER ? now() : last;
  }

  /** The stored version with its present status; the same object where nothing is new. */
  private Pod withStatus(Pod stored) {
    PodPhase phase = phase(stored);
    String reason = reason();
    boolean isReady = phase == PodPhase.RUNNING && areAllReady();
    RunStatus status = runStatus(stored.runStatus(), isReady);
    if (phase == stored.phase()
        && reason.equals(stored.reason())
        && status.equals(stored.runStatus())) {
      return stored;
    }
    Pod.Builder builder = stored.toBuilder().phase(phase).reason(reason).runStatus(status);
    if (phase == PodPhase.RUNNING && stored.startedNanos() == Pod.NEVER) {
      builder.startedNanos(now());
    }
    return builder.build();
  }

  private RunStatus runStatus(RunStatus stored, boolean isReady) {
    int restarts = 0;
    for (ContainerRun container : inits) {
      restarts += isSidecar(container) ? container.restarts() : 0;
    }
    for (ContainerRun container : mains) {
      restarts += container.restarts();
    }
    return stored
        .withReady(isReady, now())
        .withRestarts(restarts)
        .withExit(lastExitContainer, lastExitCode);
  }

  private PodPhase phase(Pod stored) {
    return stored.phase() == PodPhase.RUNNING || haveAllRun()
        ? PodPhase.RUNNING
        : PodPhase.PENDING;
  }

  private boolean areAllReady() {
    for (ContainerRun container : inits) {
      if (isSidecar(container) && !container.isReady()) {
        return false;
      }
    }
    return isInitialized && mains.stream().allMatch(ContainerRun::isReady);
  }

  private String reason() {
    if (isStopping) {
      return stopReason;
    }
    for (ContainerRun container : inits) {
      String reason = container.waitingReason(now());
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    for (ContainerRun container : mains) {
      String reason = container.waitingReason(now());
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return "";
  }
}
