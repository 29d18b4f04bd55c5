package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.RestartPolicy;
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
  private static final Ending EVICTED =
      new Ending(PodPhase.FAILED, "Evicted", "TerminationByKubelet");

  private static final long NO_TIMER = 0;

  private final Machine machine;
  private final MachineContext context;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private final PodStatusWriter status;
  private final long admittedNanos;
  private Pod pod;
  private boolean isInitialized;
  private boolean isStopping;
  private boolean isOver;
  private boolean isOrphan;
  private long tellNanos;
  private long stopDeadlineNanos = Times.FAR;
  private Ending ending = Ending.DELETED;
  private int restartsBefore;
  private int lastExitCode;
  private String lastExitContainer = "";
  private long timer = NO_TIMER;
  private long timerNanos;

  /**
   * How it ends.
   *
   * @param phase phase in which it stays in the API; null for one that is removed from there
   */
  record Ending(@Nullable PodPhase phase, String reason, String disruptionReason) {
    static final Ending DELETED = new Ending(null, "", "");

    /** It ends by itself or by its kubelet. */
    static Ending in(PodPhase phase, String reason) {
      return new Ending(phase, reason, "");
    }
  }

  PodRun(Machine machine, MachineContext context, Pod pod) {
    this.machine = machine;
    this.context = context;
    this.pod = pod;
    status = new PodStatusWriter(machine, context, this);
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

  List<ContainerRun> inits() {
    return inits;
  }

  List<ContainerRun> mains() {
    return mains;
  }

  /** When its kubelet took it. */
  long admittedNanos() {
    return admittedNanos;
  }

  /** Whether its init containers are done and its sidecars have started. */
  boolean isInitialized() {
    return isInitialized;
  }

  /** Whether nothing of it runs any more, nor will. */
  boolean isOver() {
    return isOver;
  }

  /** Whether the API knows it no more. */
  boolean isOrphan() {
    return isOrphan;
  }

  /** How it ends, once it is being ended. */
  Ending ending() {
    return ending;
  }

  /** Restarts on a machine before this one. */
  int restartsBefore() {
    return restartsBefore;
  }

  int lastExitCode() {
    return lastExitCode;
  }

  String lastExitContainer() {
    return lastExitContainer;
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

  /** It ran on a machine of this node's name that is gone. */
  void foundDead() {
    restartsBefore = pod.restarts();
    mains.forEach(container -> container.foundDead(now()));
  }

  /** The kubelet refuses it, and says so a little later, so that time goes on. */
  void refuse(String reason) {
    isStopping = true;
    isOver = true;
    ending = Ending.in(PodPhase.FAILED, reason);
    tellLater();
    sync();
  }

  /** The kubelet tells of its end a little later, so that whoever makes it anew takes time. */
  private void tellLater() {
    tellNanos = Times.later(now(), options().refusalNanos());
  }

  private boolean isYetToTell() {
    return isOver && !isOrphan && now() < tellNanos;
  }

  /** The API has a newer version of it. */
  void update(Pod newer) {
    pod = newer;
    if (newer.isTerminating()) {
      if (now() == admittedNanos && now() == newer.deletionNanos()) {
        tellLater();
      }
      long end =
          isStopping
              ? Math.max(now(), newer.deletionNanos() + newer.deletionGraceNanos())
              : now() + newer.deletionGraceNanos();
      stop(end, Ending.DELETED);
    }
    sync();
  }

  /** The API knows it no more; its containers end within their grace. */
  void orphan() {
    if (!isOrphan) {
      isOrphan = true;
      stop(now() + pod.spec().terminationGraceNanos(), Ending.DELETED);
      sync();
    }
  }

  /** The kubelet ends it, since the node runs short of something. */
  void evict(long graceNanos) {
    stop(now() + graceNanos, EVICTED);
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
    if (isYetToTell()) {
      setTimer(machine.isUp() ? tellNanos : Times.FAR);
      return;
    }
    if (!machine.isUp() || isOver) {
      if (isOver) {
        status.write();
      }
      return;
    }
    if (machine.isHung() || !machine.hasListed()) {
      return;
    }
    boolean again = true;
    while (again && !isOver) {
      again = settleContainers();
      again |= isStopping ? progressStop() : progress();
    }
    if (isYetToTell()) {
      setTimer(tellNanos);
      return;
    }
    status.write();
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
      stop(end, Ending.in(PodPhase.FAILED, "DeadlineExceeded"));
      return true;
    }
    boolean changed = false;
    boolean isReached = true;
    for (ContainerRun container : inits) {
      if (isReached && !container.hasSucceeded()) {
        if (container.state() == ContainerRun.State.ENDED && !mustRestart(container)) {
          stop(now, Ending.in(PodPhase.FAILED, ""));
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
      stop(end, Ending.in(isAnyFailed ? PodPhase.FAILED : PodPhase.SUCCEEDED, ""));
      return true;
    }
    return changed;
  }

  static boolean isSidecar(ContainerRun container) {
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

  private void stop(long deadlineNanos, Ending newEnding) {
    if (!isStopping || newEnding.phase() == null) {
      ending = newEnding;
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
      next = Math.min(next, future(container.nextNanos()));
    }
    for (ContainerRun container : mains) {
      next = Math.min(next, future(container.nextNanos()));
    }
    return next;
  }

  /** What was due before waits for something else: its turn, or somebody's return. */
  private long future(long at) {
    return at > now() ? at : Times.FAR;
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

  void containerStarted(ContainerRun container) {
    for (MachineListener listener : context.listeners()) {
      listener.containerStarted(pod, container.spec().name());
    }
  }

  void workLost(long ranNanos, long lostNanos) {
    for (MachineListener listener : context.listeners()) {
      listener.workLost(pod, ranNanos, lostNanos);
    }
  }

  void containerEnded(ContainerRun container, String reason, long lostNanos) {
    lastExitCode = container.exitCode();
    lastExitContainer = container.spec().name();
    for (MachineListener listener : context.listeners()) {
      listener.containerEnded(pod, lastExitContainer, lastExitCode, reason, lostNanos);
    }
  }
}
