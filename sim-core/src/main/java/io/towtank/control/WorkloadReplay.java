package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Submits a workload's pods when they arrive; holds one arrival at a time. While the API takes no
 * writes the client tries again, after 800 ms, then twice as long each time, up to 30 s; later
 * arrivals wait for their turn. Source of the times: Kubernetes v1.34, client-go {@code
 * cache.NewReflectorWithOptions}, without its jitter.
 */
public final class WorkloadReplay {
  private static final long FIRST_RETRY_NANOS = 800_000_000L;
  private static final long MAX_RETRY_NANOS = 30_000_000_000L;

  /** A pod arrives. */
  private record Arrival(Pod pod) implements Message {
    @Override
    public long fingerprint() {
      return pod.key().hashCode();
    }

    @Override
    public String toString() {
      return "arrival of " + pod.key();
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

  /** Whether the workload has no more pods. */
  public boolean isExhausted() {
    return exhausted;
  }

  private void submit(Arrival arrival) {
    WriteResult<Pod> result = api.pods().create(arrival.pod());
    if (result.code() == WriteResult.Code.UNAVAILABLE) {
      mailbox.sendAfter(retryNanos, arrival);
      retryNanos = Math.min(2 * retryNanos, MAX_RETRY_NANOS);
      return;
    }
    retryNanos = FIRST_RETRY_NANOS;
    submitted++;
    if (!result.isOk()) {
      throw new InputException(
          origin + ": pod number " + submitted + " can't be created: " + result.message());
    }
    scheduleNext();
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
    mailbox.sendAt(Math.max(next.timeNanos(), simulation.now()), new Arrival(next.pod()));
  }

  private @Nullable PodArrival readNext() {
    try {
      return arrivals.next();
    } catch (IOException e) {
      throw new InputException(origin + ": " + e.getMessage(), e);
    }
  }
}
