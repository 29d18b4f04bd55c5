package io.towtank.control.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaderElectionTest {
  private static final long SECOND = 1_000_000_000L;

  private record Act(String what) implements Message {
    @Override
    public long fingerprint() {
      return what.hashCode();
    }
  }

  private final Simulation simulation = new Simulation(1);
  private final List<String> log = new ArrayList<>();
  private boolean canWrite = true;
  private final LeaderElection election = election(2);

  private LeaderElection election(int candidates) {
    return new LeaderElection(
        simulation,
        "scheduler-of-" + candidates,
        candidates,
        LeaderElectionOptions.DEFAULT,
        () -> canWrite,
        () -> log.add(simulation.now() / SECOND + " leads"),
        () -> log.add(simulation.now() / SECOND + " lost"));
  }

  private void at(long seconds, Runnable action) {
    Mailbox<Act> mailbox =
        simulation.mailbox("act/" + seconds, Phase.FAULT, message -> action.run());
    mailbox.sendAt(seconds * SECOND, new Act("at " + seconds));
  }

  private void setWrites(boolean possible) {
    canWrite = possible;
    if (possible) {
      election.writesResumed();
    } else {
      election.writesStopped();
    }
  }

  @Test
  void aStandbyLeadsAtItsFirstTryAfterTheLeaseHasEnded() {
    election.start();
    at(101, election::crashLeader);
    simulation.run();

    // Renewed last at 100 s, so respected until 115 s; tries at 101, 103, ... 115 s.
    assertThat(log).containsExactly("0 leads", "101 lost", "115 leads");
  }

  @Test
  void alonePerhapsNobodyFollowsUntilTheProcessIsBack() {
    LeaderElection lone = election(1);
    lone.start();
    at(10, lone::crashLeader);
    at(60, lone::recover);
    simulation.run();

    assertThat(log).containsExactly("0 leads", "10 lost", "60 leads");
    assertThat(lone.candidates()).isEqualTo(1);
  }

  @Test
  void aLeaderThatCannotRenewGivesUpAndComesBackWhenItCan() {
    election.start();
    at(51, () -> setWrites(false));
    at(300, () -> setWrites(true));
    simulation.run();

    // Renewed last at 50 s; the renew deadline is 10 s.
    assertThat(log).containsExactly("0 leads", "60 lost", "300 leads");
  }

  @Test
  void aShortOutageIsSurvived() {
    election.start();
    at(51, () -> setWrites(false));
    at(57, () -> setWrites(true));
    at(100, () -> {});
    simulation.run();

    assertThat(log).containsExactly("0 leads");
  }

  @Test
  void whoIsGoneWithTheApiFindsTheOldLeaseStillRunning() {
    election.start();
    at(51, () -> setWrites(false));
    at(52, election::crashLeader);
    at(55, () -> setWrites(true));
    simulation.run();

    // The lease of the last renewal, at 50 s, runs to 65 s; tries at 55, 57, ... 65 s.
    assertThat(log).containsExactly("0 leads", "52 lost", "65 leads");
  }

  @Test
  void timesMustFitEachOther() {
    assertThatThrownBy(() -> new LeaderElectionOptions(10 * SECOND, 15 * SECOND, 2 * SECOND))
        .hasMessageContaining("each must be longer than the next");
  }
}
