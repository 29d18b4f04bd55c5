package io.towtank.control.runtime;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import java.util.function.BooleanSupplier;

/**
 * Which of several equal candidates leads: the one that holds a lease, renewed every {@link
 * LeaderElectionOptions#retryNanos}. A leader that can't renew gives up when its renew deadline is
 * over; one that crashes is followed when its lease has ended, at the next try of a standby.
 *
 * <p>Renewals that change nothing cost no event: the time of the last one follows from the time at
 * which the leader began and the interval. Source for the rules: Kubernetes v1.34, client-go {@code
 * tools/leaderelection}; the jitter of its retries is left out.
 */
public final class LeaderElection {
  private static final long NO_HANDLE = 0;

  /** What a try to lead is about. */
  private enum Step {
    TRY,
    GIVE_UP
  }

  private record Turn(String name, Step step) implements Message {
    @Override
    public long fingerprint() {
      return 31L * name.hashCode() + step.name().hashCode();
    }
  }

  private final Simulation simulation;
  private final String name;
  private final LeaderElectionOptions options;
  private final BooleanSupplier canWrite;
  private final Runnable onLead;
  private final Runnable onLose;
  private final Mailbox<Turn> mailbox;
  private final int candidatesAtStart;
  private int candidates;
  private boolean isLed;
  private long leadingSinceNanos;
  private long leaseEndNanos;
  private long giveUpHandle;
  private boolean isTrying;

  /**
   * An election with a leader from the start of the simulation on, once {@link #start} is called.
   *
   * @param name of the component, e.g. {@code kube-scheduler}
   * @param candidates how many there are, the leader included
   * @param canWrite whether the API takes writes, which a renewal is
   * @param onLead called when a candidate begins to lead
   * @param onLose called when the leader ends to lead
   */
  public LeaderElection(
      Simulation simulation,
      String name,
      int candidates,
      LeaderElectionOptions options,
      BooleanSupplier canWrite,
      Runnable onLead,
      Runnable onLose) {
    if (candidates < 1) {
      throw new IllegalArgumentException(name + ": expected a candidate at least");
    }
    this.simulation = simulation;
    this.name = name;
    this.options = options;
    this.canWrite = canWrite;
    this.onLead = onLead;
    this.onLose = onLose;
    this.candidates = candidates;
    candidatesAtStart = candidates;
    mailbox = simulation.mailbox("election/" + name, Phase.HEARTBEAT, this::take);
  }

  /** The first candidate leads from now on. */
  public void start() {
    lead();
  }

  /** Whether somebody leads. */
  public boolean isLed() {
    return isLed;
  }

  /** How many candidates there are. */
  public int candidates() {
    return candidates;
  }

  /** The leader's process ends; its lease stays until it runs out. */
  public void crashLeader() {
    if (candidates > 0) {
      candidates--;
    }
    if (isLed) {
      noteLeaseEnd();
      lose();
      tryFrom(simulation.now());
    }
  }

  /** All candidates' processes end. */
  public void crashAll() {
    if (isLed) {
      noteLeaseEnd();
      lose();
    }
    candidates = 0;
  }

  /** A process that had ended is there again, as a candidate. */
  public void recover() {
    if (candidates < candidatesAtStart) {
      candidates++;
      if (!isLed) {
        tryFrom(simulation.now());
      }
    }
  }

  /** The API takes no writes from now on. */
  public void writesStopped() {
    if (isLed && giveUpHandle == NO_HANDLE) {
      noteLeaseEnd();
      long giveUp = leaseEndNanos - options.leaseNanos() + options.renewDeadlineNanos();
      giveUpHandle =
          mailbox.sendAt(Math.max(simulation.now(), giveUp), new Turn(name, Step.GIVE_UP));
    }
  }

  /** The API takes writes again. */
  public void writesResumed() {
    if (giveUpHandle != NO_HANDLE) {
      simulation.cancel(giveUpHandle);
      giveUpHandle = NO_HANDLE;
    }
    if (!isLed) {
      tryFrom(simulation.now());
    }
  }

  /** Renewals end now, unless they had ended before. */
  private void noteLeaseEnd() {
    if (giveUpHandle == NO_HANDLE) {
      leaseEndNanos = lastRenewalNanos() + options.leaseNanos();
    }
  }

  /** The renewal that was due last, the present instant included. */
  private long lastRenewalNanos() {
    long sinceLead = simulation.now() - leadingSinceNanos;
    return leadingSinceNanos + sinceLead / options.retryNanos() * options.retryNanos();
  }

  private void take(Turn turn) {
    switch (turn.step()) {
      case GIVE_UP -> {
        giveUpHandle = NO_HANDLE;
        if (isLed) {
          // Its process starts anew, as one of the candidates.
          lose();
          tryFrom(simulation.now());
        }
      }
      case TRY -> {
        isTrying = false;
        if (!isLed && candidates > 0 && canWrite.getAsBoolean()) {
          lead();
        }
      }
    }
  }

  /** Candidates try in steps from their start on; the first that is after the lease's end wins. */
  private void tryFrom(long now) {
    if (isTrying || candidates == 0 || !canWrite.getAsBoolean()) {
      return;
    }
    long wait = Math.max(0, leaseEndNanos - now);
    long tries = (wait + options.retryNanos() - 1) / options.retryNanos();
    isTrying = true;
    mailbox.sendAt(now + tries * options.retryNanos(), new Turn(name, Step.TRY));
  }

  private void lead() {
    isLed = true;
    leadingSinceNanos = simulation.now();
    onLead.run();
  }

  private void lose() {
    if (giveUpHandle != NO_HANDLE) {
      simulation.cancel(giveUpHandle);
      giveUpHandle = NO_HANDLE;
    }
    isLed = false;
    onLose.run();
  }
}
