package io.towtank.workloads;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** How a trace is to be read: its replay mode, and options of its format by name. */
public final class TraceOptions {
  private final ReplayMode replay;
  private final SortedMap<String, String> values;

  private TraceOptions(ReplayMode replay, Map<String, String> values) {
    this.replay = replay;
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Options as a scenario gives them. */
  public static TraceOptions of(ReplayMode replay, Map<String, String> values) {
    return new TraceOptions(replay, values);
  }

  /** No option set. */
  public static TraceOptions of(ReplayMode replay) {
    return new TraceOptions(replay, new TreeMap<>());
  }

  /** What becomes of the trace's times. */
  public ReplayMode replay() {
    return replay;
  }

  /**
   * Makes sure that the format understands every option; each of its methods calls this first.
   *
   * @throws InputException with the nearest name for the first option that it does not
   */
  public void requireKnownTo(TraceFormat format) {
    SortedSet<String> legal = format.optionNames();
    for (String name : values.keySet()) {
      if (!legal.contains(name)) {
        String hint =
            legal.isEmpty() ? "; the format has no options" : NearestName.hint(name, legal);
        throw new InputException(
            "trace format '" + format.name() + "' has no option '" + name + "'" + hint);
      }
    }
  }

  /**
   * A whole number, empty where the option is not set.
   *
   * @throws InputException if the value is no whole number from min to max
   */
  public OptionalLong integer(String name, long min, long max) {
    String value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.strip());
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InputException(
        "trace option '%s': found '%s', expected a whole number from %d to %d"
            .formatted(name, value, min, max));
  }
}
