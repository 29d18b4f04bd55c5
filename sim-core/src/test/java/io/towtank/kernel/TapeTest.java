package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The digest of a run, and the comparison that explains why two digests differ. */
final class TapeTest {
  @Test
  void equalRunsHaveEqualDigests() {
    assertThat(digestOf("a 10 x", "b 10 y")).isEqualTo(digestOf("a 10 x", "b 10 y"));
  }

  /** The value comes from another program, written in another language after the description. */
  @Test
  void theDigestIsTheSameInEveryJvmAndVersion() {
    assertThat(digestOf()).isEqualTo("0000000000000000");
    assertThat(digestOf("a 10 x", "b 10 y")).isEqualTo("1f273dcc73a9470e");
  }

  @Test
  void orderContentTimeAndMailboxChangeTheDigest() {
    List<String> digests =
        List.of(
            digestOf("a 10 x", "b 10 y"),
            digestOf("b 10 y", "a 10 x"),
            digestOf("a 10 x", "b 10 z"),
            digestOf("a 10 x", "b 11 y"),
            digestOf("a 10 x", "a 10 y"),
            digestOf("a 10 x"),
            digestOf("a 10 x", "b 10 y", "b 10 y"));

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void theOrderInWhichMailboxesAreMadeDoesNotChangeTheDigest() {
    Simulation simulation = new Simulation(1);
    simulation.mailbox("unused", Phase.FAULT, message -> {});
    Mailbox<Note> b = simulation.mailbox("b", Phase.CONTROL, message -> {});
    Mailbox<Note> a = simulation.mailbox("a", Phase.CONTROL, message -> {});
    a.sendAt(10, new Note("x"));
    b.sendAt(10, new Note("y"));
    simulation.run();

    assertThat(simulation.digest().hex()).isEqualTo(digestOf("a 10 x", "b 10 y"));
  }

  @Test
  void stringsAreDigestedWithTheirBounds() {
    assertThat(digestOfStrings("ab", "c")).isNotEqualTo(digestOfStrings("a", "bc"));
    assertThat(digestOfStrings("", "a")).isNotEqualTo(digestOfStrings("a", ""));
    assertThat(digestOfStrings("abcde")).isNotEqualTo(digestOfStrings("abcdf"));
    assertThat(digestOfStrings("a\0")).isNotEqualTo(digestOfStrings("a"));
  }

  @Test
  void equalTapesHaveNoDifference() {
    assertThat(TapeComparison.firstDifference(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(TapeComparison.firstDifference(List.of(), List.of())).isEmpty();
  }

  @Test
  void theFirstDifferenceIsShownAfterTheEventsBeforeIt() {
    List<String> expected = List.of("1", "2", "3", "4", "5", "6", "7", "9");
    List<String> actual = List.of("1", "2", "3", "4", "5", "6", "8", "9");

    assertThat(TapeComparison.firstDifference(expected, actual))
        .hasValue(
            """
            The tapes differ first at event 7:
              both     2
              both     3
              both     4
              both     5
              both     6
              expected 7
              actual   8
            """);
  }

  @Test
  void aTapeThatEndsEarlyDiffers() {
    assertThat(TapeComparison.firstDifference(List.of("1", "2"), List.of("1")))
        .hasValue(
            """
            The tapes differ first at event 2:
              both     1
              expected 2
              actual   (the tape ends here)
            """);
    assertThat(TapeComparison.firstDifference(List.of("1"), List.of("1", "2")))
        .hasValue(
            """
            The tapes differ first at event 2:
              both     1
              expected (the tape ends here)
              actual   2
            """);
  }

  @Test
  void aRunIsComparedAsItGoes() {
    TapeComparison comparison =
        new TapeComparison(List.of("10 CONTROL a x", "10 CONTROL b y\\nz").iterator());
    runOf(comparison, "a 10 x", "b 10 y\nz");
    assertThat(comparison.finish()).isEmpty();

    TapeComparison other = new TapeComparison(List.of("10 CONTROL a x").iterator());
    runOf(other, "b 10 x", "b 11 x");
    assertThat(other.finish())
        .hasValue(
            """
            The tapes differ first at event 1:
              expected 10 CONTROL a x
              actual   10 CONTROL b x
            """);
  }

  private static String digestOf(String... sends) {
    return runOf(new TapeComparison(new ArrayList<String>().iterator()), sends).digest().hex();
  }

  private static String digestOfStrings(String... values) {
    TapeDigest digest = new TapeDigest();
    for (String value : values) {
      digest.mix(value);
    }
    return digest.hex();
  }

  /** Runs mailboxes "a" and "b" on messages given as "mailbox time text". */
  private static Simulation runOf(TapeObserver observer, String... sends) {
    Simulation simulation = new Simulation(1);
    simulation.observe(observer);
    Mailbox<Note> a = simulation.mailbox("a", Phase.CONTROL, message -> {});
    Mailbox<Note> b = simulation.mailbox("b", Phase.CONTROL, message -> {});
    for (String send : sends) {
      String[] parts = send.split(" ", 3);
      Mailbox<Note> mailbox = parts[0].equals("a") ? a : b;
      mailbox.sendAt(Long.parseLong(parts[1]), new Note(parts[2]));
    }
    simulation.run();
    return simulation;
  }
}
