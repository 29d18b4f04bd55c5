package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private final Simulation simulation = new Simulation(1);
  private final List<String> tape = new ArrayList<>();

  @BeforeEach
  void recordTape() {
    simulation.observe(TapeComparison.recorder(tape::add));
  }

  @Test
  void phasesOfAnInstantFollowTheirDeclaredOrder() {
    List<Phase> reversed = new ArrayList<>(List.of(Phase.values()));
    Collections.reverse(reversed);
    for (Phase phase : reversed) {
      ignoring(phase.name(), phase).sendAt(5, new Note("x"));
    }

    assertThat(simulation.run()).isEqualTo(8);
    assertThat(tape)
        .containsExactly(
            "5 FAULT FAULT x",
            "5 TIMER TIMER x",
            "5 DEPARTURE DEPARTURE x",
            "5 ARRIVAL ARRIVAL x",
            "5 HEARTBEAT HEARTBEAT x",
            "5 CONTROL CONTROL x",
            "5 SCHEDULING SCHEDULING x",
            "5 RECORDING RECORDING x");
  }

  @Test
  void sendingNowToAnEarlierPhaseComesBeforeTheLaterPhasesThatWait() {
    Mailbox<Note> early = ignoring("early", Phase.ARRIVAL);
    Mailbox<Note> middle =
        simulation.mailbox("middle", Phase.CONTROL, note -> early.send(new Note("reaction")));
    Mailbox<Note> late = ignoring("late", Phase.RECORDING);
    late.sendAt(5, new Note("sample"));
    middle.sendAt(5, new Note("cause"));

    simulation.run();

    assertThat(tape)
        .containsExactly(
            "5 CONTROL middle cause", "5 ARRIVAL early reaction", "5 RECORDING late sample");
  }

  @Test
  void mailboxesOfOnePhaseShareTheOrderOfSending() {
    Mailbox<Note> a = ignoring("a", Phase.CONTROL);
    Mailbox<Note> b = ignoring("b", Phase.CONTROL);
    b.send(new Note("1"));
    a.send(new Note("2"));
    b.send(new Note("3"));

    simulation.run();

    assertThat(tape).containsExactly("0 CONTROL b 1", "0 CONTROL a 2", "0 CONTROL b 3");
  }

  @Test
  void delaysCountFromTheEventBeingDelivered() {
    List<Mailbox<Note>> self = new ArrayList<>();
    self.add(
        simulation.mailbox(
            "clock",
            Phase.CONTROL,
            note -> {
              if (simulation.now() < 30) {
                self.get(0).sendAfter(10, new Note("again"));
              }
            }));
    self.get(0).sendAfter(10, new Note("start"));

    assertThat(simulation.run()).isEqualTo(3);
    assertThat(simulation.now()).isEqualTo(30);
    assertThat(tape)
        .containsExactly(
            "10 CONTROL clock start", "20 CONTROL clock again", "30 CONTROL clock again");
  }

  @Test
  void anInstantWithoutEndIsAnError() {
    List<Mailbox<Note>> answering = new ArrayList<>();
    answering.add(
        simulation.mailbox(
            "ping", Phase.CONTROL, note -> answering.get(1).sendAfter(delayNanos(note), note)));
    answering.add(
        simulation.mailbox("pong", Phase.SCHEDULING, note -> answering.get(0).send(note)));
    ignoring("idle", Phase.CONTROL).sendAt(7, new Note("x"));
    simulation.limitEventsPerInstant(100);

    answering.get(0).sendAt(7, new Note("late"));
    assertThat(simulation.runUntil(1006)).isEqualTo(2 * 1000);
    answering.get(0).sendAt(2000, new Note("at once"));

    assertThatThrownBy(() -> simulation.runUntil(3000))
        .isInstanceOf(EndlessInstantException.class)
        .hasMessage("100 events at the instant 2000 ns, and no end: the last went to ping, pong");
    assertThatThrownBy(simulation::step).isInstanceOf(IllegalStateException.class);
  }

  private static long delayNanos(Note note) {
    return note.text().equals("late") ? 1 : 0;
  }

  @Test
  void runUntilDeliversWhatIsDueAtTheBoundaryAndMovesTheClockThere() {
    Mailbox<Note> mailbox = ignoring("m", Phase.CONTROL);
    mailbox.sendAt(10, new Note("at"));
    mailbox.sendAt(11, new Note("after"));

    assertThat(simulation.runUntil(10)).isEqualTo(1);
    assertThat(simulation.now()).isEqualTo(10);
    assertThat(simulation.pending()).isEqualTo(1);
    assertThat(simulation.runUntil(10)).isZero();
    assertThat(simulation.runUntil(1_000)).isEqualTo(1);
    assertThat(simulation.now()).isEqualTo(1_000);
    assertThat(simulation.eventsDelivered()).isEqualTo(2);
    assertThatThrownBy(() -> simulation.runUntil(999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot run until 999 ns, it is 1000 ns already");
  }

  @Test
  void runUntilDeliversWhatIsSentToTheBoundaryMeanwhile() {
    Mailbox<Note> second = ignoring("second", Phase.CONTROL);
    Mailbox<Note> first =
        simulation.mailbox("first", Phase.CONTROL, note -> second.sendAfter(4, note));
    first.sendAt(6, new Note("x"));

    assertThat(simulation.runUntil(10)).isEqualTo(2);
  }

  @Test
  void stopLeavesTheRestPendingAndTheClockAtTheLastEvent() {
    Mailbox<Note> mailbox = simulation.mailbox("m", Phase.CONTROL, note -> simulation.stop());
    mailbox.sendAt(10, new Note("1"));
    mailbox.sendAt(20, new Note("2"));

    assertThat(simulation.runUntil(100)).isEqualTo(1);
    assertThat(simulation.now()).isEqualTo(10);
    assertThat(simulation.pending()).isEqualTo(1);
    assertThat(simulation.run()).isEqualTo(1);
    assertThat(simulation.now()).isEqualTo(20);
  }

  @Test
  void stepDeliversOneEvent() {
    Mailbox<Note> mailbox = ignoring("m", Phase.CONTROL);
    mailbox.sendAt(10, new Note("1"));
    mailbox.sendAt(20, new Note("2"));

    assertThat(simulation.step()).isTrue();
    assertThat(simulation.now()).isEqualTo(10);
    assertThat(simulation.step()).isTrue();
    assertThat(simulation.step()).isFalse();
    assertThat(simulation.now()).isEqualTo(20);
  }

  @Test
  void cancelledMessagesAreNotDelivered() {
    Mailbox<Note> mailbox = ignoring("m", Phase.CONTROL);
    long handle = mailbox.sendAt(10, new Note("cancelled"));
    mailbox.sendAt(20, new Note("kept"));

    assertThat(simulation.cancel(handle)).isTrue();
    assertThat(simulation.cancel(handle)).isFalse();
    assertThat(simulation.run()).isEqualTo(1);
    assertThat(tape).containsExactly("20 CONTROL m kept");
  }

  @Test
  void anEventCannotBeCancelledWhileItIsDelivered() {
    long[] handle = new long[1];
    List<Boolean> cancelled = new ArrayList<>();
    Mailbox<Note> mailbox =
        simulation.mailbox("m", Phase.CONTROL, note -> cancelled.add(simulation.cancel(handle[0])));
    handle[0] = mailbox.send(new Note("x"));

    simulation.run();

    assertThat(cancelled).containsExactly(false);
  }

  @Test
  void refusesThePastAndTheTimeAfterTheLastInstant() {
    Mailbox<Note> mailbox = ignoring("m", Phase.CONTROL);
    simulation.runUntil(10);

    assertThatThrownBy(() -> mailbox.sendAt(9, new Note("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mailbox m: cannot send to 9 ns, it is 10 ns already: x");
    assertThatThrownBy(() -> mailbox.sendAfter(-1, new Note("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mailbox m: a delay of -1 ns is negative: x");
    assertThatThrownBy(() -> mailbox.sendAfter(Long.MAX_VALUE, new Note("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends past the last instant");
    assertThat(simulation.pending()).isZero();
    mailbox.sendAfter(Long.MAX_VALUE - 10, new Note("x"));
    assertThat(simulation.run()).isEqualTo(1);
  }

  @Test
  void mailboxNamesAreUniqueAndNotEmpty() {
    ignoring("m", Phase.CONTROL);

    assertThatThrownBy(() -> ignoring("m", Phase.FAULT))
        .hasMessage("There is a mailbox named 'm' already");
    assertThatThrownBy(() -> ignoring("", Phase.FAULT)).hasMessage("A mailbox needs a name");
  }

  @Test
  void aFailingReceiverEndsTheSimulationAndIsOnTheTape() {
    IllegalStateException cause = new IllegalStateException("out of order");
    Mailbox<Note> mailbox =
        simulation.mailbox(
            "broken",
            Phase.CONTROL,
            note -> {
              throw cause;
            });
    mailbox.sendAt(10, new Note("x"));
    mailbox.sendAt(20, new Note("y"));

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationException.class)
        .hasMessage(
            "At 10 ns, phase CONTROL: mailbox broken failed on x:"
                + " java.lang.IllegalStateException: out of order")
        .hasCause(cause);
    assertThat(tape).containsExactly("10 CONTROL broken x");
    assertThatThrownBy(simulation::step)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The simulation has failed and cannot go on")
        .hasCause(cause);
  }

  @Test
  void aReceiverCannotRunTheSimulation() {
    Mailbox<Note> mailbox = simulation.mailbox("m", Phase.CONTROL, note -> simulation.run());
    mailbox.send(new Note("x"));

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("a receiver cannot run it");
  }

  @Test
  void noOneObservesAfterObserveNull() {
    Mailbox<Note> mailbox = ignoring("m", Phase.CONTROL);
    simulation.observe(null);
    mailbox.send(new Note("x"));

    simulation.run();

    assertThat(tape).isEmpty();
  }

  private Mailbox<Note> ignoring(String name, Phase phase) {
    return simulation.mailbox(name, phase, note -> {});
  }
}
