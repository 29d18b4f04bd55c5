package io.towtank.kubelet.machine;

import io.towtank.api.WriteResult;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.RunStatus;

/** Tells the API how a pod fares. Source for phases and reasons: kubelet {@code getPhase}. */
final class PodStatusWriter {
  private final Machine machine;
  private final MachineContext context;
  private final PodRun run;

  PodStatusWriter(Machine machine, MachineContext context, PodRun run) {
    this.machine = machine;
    this.context = context;
    this.run = run;
  }

  /** Tells what is new. What can't be told now is told later: the kubelet then looks again. */
  void write() {
    if (run.isOrphan()) {
      if (run.isOver()) {
        machine.forget(run);
      }
    } else if (machine.canWrite()) {
      Pod stored = context.api().pods().get(run.pod().key());
      boolean isThere =
          stored != null && stored.uid() == run.pod().uid() && !stored.phase().isTerminal();
      boolean isTold = stored == null || !isThere || tell(stored);
      if (isTold && run.isOver()) {
        machine.forget(run);
      }
    }
  }

  /** Whether it could be told. */
  private boolean tell(Pod stored) {
    if (!run.isOver()) {
      Pod wanted = withStatus(stored);
      return context.api().pods().update(stored.key(), current -> wanted).isOk();
    }
    Pod last = stored.phase() == PodPhase.PENDING && haveAllRun() ? begun(stored) : stored;
    boolean isRemoved = run.ending().phase() == null || last.isTerminating();
    WriteResult<Pod> result =
        isRemoved
            ? context.api().pods().delete(last.key())
            : context.api().pods().update(last.key(), current -> ended(last));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }

  /** It has begun and ended within one instant: the API sees both. */
  private Pod begun(Pod stored) {
    WriteResult<Pod> result =
        context
            .api()
            .pods()
            .update(
                run.pod().key(),
                current ->
                    current.toBuilder().phase(PodPhase.RUNNING).startedNanos(run.now()).build());
    Pod begun = result.object();
    return begun == null ? stored : begun;
  }

  private boolean haveAllRun() {
    return run.mains().stream().allMatch(ContainerRun::hasRun);
  }

  private Pod ended(Pod stored) {
    PodPhase phase = run.ending().phase();
    // A kubelet that was not heard meanwhile tells of the start only after the end.
    long finished = Math.max(lastFinishedNanos(), stored.startedNanos());
    return stored.toBuilder()
        .phase(phase == null ? stored.phase() : phase)
        .reason(run.ending().reason())
        .disruptionReason(
            run.ending().disruptionReason().isEmpty()
                ? stored.disruptionReason()
                : run.ending().disruptionReason())
        .finishedNanos(finished)
        .runStatus(runStatus(stored.runStatus(), false))
        .build();
  }

  private long lastFinishedNanos() {
    long last = Pod.NEVER;
    for (ContainerRun container : run.mains()) {
      last = Math.max(last, container.finishedNanos());
    }
    return last == Pod.NEVER ? run.now() : last;
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
      builder.startedNanos(run.now());
    }
    return builder.build();
  }

  private RunStatus runStatus(RunStatus stored, boolean isReady) {
    int restarts = run.restartsBefore();
    for (ContainerRun container : run.inits()) {
      restarts += PodRun.isSidecar(container) ? container.restarts() : 0;
    }
    for (ContainerRun container : run.mains()) {
      restarts += container.restarts();
    }
    return stored
        .withReady(isReady, run.now())
        .withRestarts(restarts)
        .withExit(run.lastExitContainer(), run.lastExitCode());
  }

  private PodPhase phase(Pod stored) {
    return stored.phase() == PodPhase.RUNNING || haveAllRun() ? PodPhase.RUNNING : PodPhase.PENDING;
  }

  private boolean areAllReady() {
    for (ContainerRun container : run.inits()) {
      if (PodRun.isSidecar(container) && !container.isReady()) {
        return false;
      }
    }
    return run.isInitialized() && run.mains().stream().allMatch(ContainerRun::isReady);
  }

  private String reason() {
    if (run.isStopping()) {
      return ""; // Said when all has ended.
    }
    for (ContainerRun container : run.inits()) {
      String reason = container.waitingReason(run.now());
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    for (ContainerRun container : run.mains()) {
      String reason = container.waitingReason(run.now());
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return "";
  }
}
