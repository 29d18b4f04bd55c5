package io.towtank.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first event in which two event tapes differ: what to read when the digest of a run is
 * not the one expected.
 *
 * <p>A tape is a sequence of lines, one per event, as {@link #recorder} writes them. The comparison
 * watches a run as its {@link TapeObserver} beside the lines of the expected tape; it holds a few
 * lines at a time, so tapes may be long.
 */
public final class TapeComparison implements TapeObserver {
  private static final int LINES_BEFORE = 5;
  private static final String END = "(the tape ends here)";

  private final Iterator<String> expected;
  private final Deque<String> before = new ArrayDeque<>();
  private long events;
  private @Nullable String difference;

  /** Compares what is observed with the lines given, which are read as events come. */
  public TapeComparison(Iterator<String> expected) {
    this.expected = expected;
  }

  /** An observer that hands the tape to {@code lines}, line by line, without line ends. */
  public static TapeObserver recorder(Consumer<String> lines) {
    return (timeNanos, phase, mailbox, message) ->
        lines.accept(line(timeNanos, phase, mailbox, message));
  }

  /** The first difference of two tapes in words, empty if they are equal. */
  public static Optional<String> firstDifference(List<String> expected, List<String> actual) {
    TapeComparison comparison = new TapeComparison(expected.iterator());
    actual.forEach(comparison::accept);
    return comparison.finish();
  }

  @Override
  public void delivered(long timeNanos, Phase phase, String mailbox, Message message) {
    if (difference == null) {
      accept(line(timeNanos, phase, mailbox, message));
    }
  }

  /**
   * To be called when the run has ended: an expected tape that goes on is a difference too.
   *
   * @return the first difference in words, with the events before it; empty if there is none
   */
  public Optional<String> finish() {
    if (difference == null && expected.hasNext()) {
      difference = describe(expected.next(), END);
    }
    return Optional.ofNullable(difference);
  }

  private static String line(long timeNanos, Phase phase, String mailbox, Message message) {
    String line = timeNanos + " " + phase + " " + mailbox + " " + message;
    return line.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private void accept(String actual) {
    if (difference != null) {
      return;
    }
    if (!expected.hasNext()) {
      difference = describe(END, actual);
      return;
    }
    String wanted = expected.next();
    if (!wanted.equals(actual)) {
      difference = describe(wanted, actual);
      return;
    }
    events++;
    before.addLast(actual);
    if (before.size() > LINES_BEFORE) {
      before.removeFirst();
    }
  }

  private String describe(String wanted, String actual) {
    StringBuilder text = new StringBuilder();
    text.append("The tapes differ first at event ").append(events + 1).append(":\n");
    before.forEach(line -> text.append("  both     ").append(line).append('\n'));
    text.append("  expected ").append(wanted).append('\n');
    text.append("  actual   ").append(actual).append('\n');
    return text.toString();
  }
}
