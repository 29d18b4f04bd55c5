package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodPhase;
import io.towtank.text.InputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Submits a workload's pods when they arrive; holds one arrival at a time. While the API takes no
 * writes the client tries again, after 800 ms, then twice as long each time, up to 30 s; later
 * arrivals wait for their turn. Source of the times: Kubernetes v1.34, client-go {@code
 * cache.NewReflectorWithOptions}, without its jitter.
 *
 * <p>Pods of a workflow's task are submitted when they have arrived and the tasks before theirs
 * have succeeded, after the task's delay.
 */
public final class WorkloadReplay {
  private static final long FIRST_RETRY_NANOS = 800_000_000L;
  private static final long MAX_RETRY_NANOS = 30_000_000_000L;

  /**
   * A pod arrives.
   *
   * @param arrival what arrives
   * @param isNext whether the workload's next pod is to be read after it; not so for a pod that a
   *     workflow has let wait
   */
  private record Arrival(PodArrival arrival, boolean isNext) implements Message {
    Pod pod() {
      return arrival.pod();
    }

    @Override
    public long fingerprint() {
      return pod().key().hashCode();
    }

    @Override
    public String toString() {
      return "arrival of " + pod().key();
    }
  }

  private final String origin;
  private final Simulation simulation;
  private final ApiServer api;
  private final ArrivalStream arrivals;
  private final Mailbox<Arrival> mailbox;
  private long lastTimeNanos;
  private long submitted;
  private long retryNanos = FIRST_RETRY_NANOS;
  private boolean exhausted;
  private @Nullable WorkflowOrder workflows;
  private long released;

  /** A replay that begins with {@link #start}. */
  public WorkloadReplay(Simulation simulation, ApiServer api, ArrivalStream arrivals) {
    this(simulation, api, arrivals, "workload");
  }

  /**
   * A replay that begins with {@link #start}.
   *
   * @param origin where the pods come from, for messages
   */
  public WorkloadReplay(
      Simulation simulation, ApiServer api, ArrivalStream arrivals, String origin) {
    this.origin = origin;
    this.simulation = simulation;
    this.api = api;
    this.arrivals = arrivals;
    mailbox = simulation.mailbox("workload", Phase.ARRIVAL, this::submit);
  }

  /** Schedules the first arrival. */
  public void start() {
    scheduleNext();
  }

  /** How many pods were submitted. */
  public long submitted() {
    return submitted;
  }

  /** How many pods have arrived that wait for others to succeed. */
  public long held() {
    return workflows == null ? 0 : workflows.held();
  }

  /** Whether the workload has no more pods to submit, but for those that wait for others. */
  public boolean isExhausted() {
    return exhausted && released == 0;
  }

  private void submit(Arrival arrival) {
    long delayNanos = arrival.isNext() ? workflowsAdmit(arrival.arrival()) : 0;
    if (delayNanos != 0) {
      if (delayNanos != WorkflowOrder.HELD) {
        release(arrival.pod(), delayNanos);
      }
      scheduleNext();
      return;
    }
    WriteResult<Pod> result = api.pods().create(arrival.pod());
    if (result.code() == WriteResult.Code.UNAVAILABLE) {
      mailbox.sendAfter(retryNanos, new Arrival(admitted(arrival), arrival.isNext()));
      retryNanos = Math.min(2 * retryNanos, MAX_RETRY_NANOS);
      return;
    }
    retryNanos = FIRST_RETRY_NANOS;
    submitted++;
    if (!result.isOk()) {
      throw new InputException(
          origin + ": pod number " + submitted + " can't be created: " + result.message());
    }
    if (arrival.isNext()) {
      scheduleNext();
    } else {
      released--;
    }
  }

  /** The arrival without its task, which has been asked already. */
  private static PodArrival admitted(Arrival arrival) {
    return new PodArrival(arrival.arrival().timeNanos(), arrival.pod());
  }

  private void release(Pod pod, long delayNanos) {
    released++;
    long timeNanos = simulation.now() + Math.min(delayNanos, Long.MAX_VALUE - simulation.now());
    mailbox.sendAt(timeNanos, new Arrival(new PodArrival(timeNanos, pod), false));
  }

  private long workflowsAdmit(PodArrival arrival) {
    if (arrival.task() == null) {
      return 0;
    }
    WorkflowOrder order = workflows;
    if (order == null) {
      order = new WorkflowOrder();
      workflows = order;
      api.pods().watch("workflows", 0, new Ends(order));
    }
    return order.admit(arrival, simulation.now());
  }

  /** Hears of pods that end. */
  private final class Ends implements Watcher<Pod> {
    private final WorkflowOrder order;

    private Ends(WorkflowOrder order) {
      this.order = order;
    }

    @Override
    public void onAdd(Pod pod) {}

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        ended(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (!pod.phase().isTerminal()) {
        ended(pod);
      }
    }

    private void ended(Pod pod) {
      boolean succeeded = pod.phase() == PodPhase.SUCCEEDED;
      for (WorkflowOrder.Release each : order.ended(pod.key(), succeeded, simulation.now())) {
        release(each.pod(), each.delayNanos());
      }
    }
  }

  private void scheduleNext() {
    PodArrival next = readNext();
    if (next == null) {
      exhausted = true;
      return;
    }
    if (next.timeNanos() < lastTimeNanos) {
      throw new InputException(
          origin
              + ": pod "
              + next.pod().key()
              + " arrives at "
              + next.timeNanos()
              + " ns, before the one ahead of it at "
              + lastTimeNanos
              + " ns");
    }
    lastTimeNanos = next.timeNanos();
    mailbox.sendAt(Math.max(next.timeNanos(), simulation.now()), new Arrival(next, true));
  }

  private @Nullable PodArrival readNext() {
    try {
      return arrivals.next();
    } catch (IOException e) {
      throw new InputException(origin + ": " + e.getMessage(), e);
    }
  }
}
