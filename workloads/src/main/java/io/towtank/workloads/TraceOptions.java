package io.towtank.workloads;

import io.towtank.model.Quantity;
import io.towtank.text.Durations;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a trace is to be read: its replay mode, what 1.0 of its normalised resources is, and options
 * by name; some for all formats, named here, the others of its format.
 */
public final class TraceOptions implements Serializable {
  /** Option: how many arrivals are held in memory at most to put them in order of time. */
  public static final String REORDER_ROWS = "reorderRows";

  /** Option: pods that arrive before this time of the trace are left out; it becomes time 0. */
  public static final String FROM = "from";

  /** Option: pods that arrive at this time of the trace or later are left out. */
  public static final String TO = "to";

  /** Option: how many pods arrive at most; a job that has begun is not cut. */
  public static final String MAX_PODS = "maxPods";

  /** Option: share of the jobs that is kept, each with all its pods, drawn by the job's name. */
  public static final String SAMPLE = "sample";

  /** Option: seed of the draw of {@link #SAMPLE}; 1 if it is not set. */
  public static final String SAMPLE_SEED = "sampleSeed";

  private static final List<String> COMMON =
      List.of(REORDER_ROWS, FROM, TO, MAX_PODS, SAMPLE, SAMPLE_SEED);

  private final ReplayMode replay;
  private final SortedMap<String, String> values;
  private final SortedMap<String, String> scale;

  private TraceOptions(
      ReplayMode replay, Map<String, String> values, SortedMap<String, String> scale) {
    this.replay = replay;
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    this.scale = Collections.unmodifiableSortedMap(new TreeMap<>(scale));
  }

  /** Options as a scenario gives them. */
  public static TraceOptions of(ReplayMode replay, Map<String, String> values) {
    return new TraceOptions(replay, values, Collections.emptySortedMap());
  }

  /** No option set. */
  public static TraceOptions of(ReplayMode replay) {
    return new TraceOptions(replay, new TreeMap<>(), Collections.emptySortedMap());
  }

  /**
   * The same with a scale for normalised resources.
   *
   * @param amounts what 1.0 of a resource is, in Kubernetes' notation, by the resource's name
   */
  public TraceOptions withScale(SortedMap<String, String> amounts) {
    return new TraceOptions(replay, values, amounts);
  }

  /** All options that are set, by name. */
  public SortedMap<String, String> values() {
    return values;
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
    SortedSet<String> legal = new TreeSet<>(format.optionNames());
    legal.addAll(COMMON);
    for (String name : values.keySet()) {
      if (!legal.contains(name)) {
        throw new InputException(
            "trace format '%s' has no option '%s'%s"
                .formatted(format.name(), name, NearestName.hint(name, legal)));
      }
    }
    SortedMap<String, String> legalScales = format.scales();
    for (String resource : scale.keySet()) {
      if (!legalScales.containsKey(resource)) {
        throw new InputException(
            "scale '%s': trace format '%s' has no normalised resource of this name%s"
                .formatted(
                    resource, format.name(), NearestName.hint(resource, legalScales.keySet())));
      }
    }
  }

  /**
   * What 1.0 of a normalised resource is, which is noted in the accounts.
   *
   * @param format whose {@link TraceFormat#scales()} has the default
   * @param max largest amount
   * @return millicores for {@code cpu}, bytes for {@code memory} and storage, units for others
   * @throws InputException if what the user gave is no amount from 1 to max
   */
  public long scale(TraceFormat format, String resource, long max, TraceAccounts accounts) {
    String given = scale.get(resource);
    String text = given == null ? format.scales().get(resource) : given;
    if (text == null) {
      throw new IllegalArgumentException(format.name() + " has no scale for " + resource);
    }
    accounts.scale(resource, given == null ? text + " (default)" : text);
    try {
      long amount = Quantity.parse(resource, text);
      if (amount >= 1 && amount <= max) {
        return amount;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for an amount out of range.
    }
    throw new InputException(
        "scale '%s': found '%s', expected an amount above 0 such as 64 or 256Gi"
            .formatted(resource, text));
  }

  /**
   * A duration in nanoseconds, empty where the option is not set.
   *
   * @throws InputException if the value is no duration
   */
  public OptionalLong nanos(String name) {
    String value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Durations.parse(value.strip()).toNanos());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(
          "trace option '%s': found '%s', expected a duration such as 90s, 5m or 1h30m"
              .formatted(name, value),
          e);
    }
  }

  /**
   * An amount of a resource, in Towtank's unit.
   *
   * @param absent what it is where the option is not set
   * @param max largest amount
   * @throws InputException if the value is no amount from 1 to max
   */
  public long quantity(String name, String resource, String absent, long max) {
    String value = values.getOrDefault(name, absent);
    try {
      long amount = Quantity.parse(resource, value.strip());
      if (amount >= 1 && amount <= max) {
        return amount;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for an amount out of range.
    }
    throw new InputException(
        "trace option '%s': found '%s', expected an amount above 0 such as 64 or 256Gi"
            .formatted(name, value));
  }

  /**
   * A number, empty where the option is not set.
   *
   * @throws InputException if the value is no number from min to max
   */
  public OptionalDouble number(String name, double min, double max) {
    String value = values.get(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(value.strip());
      if (number >= min && number <= max) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InputException(
        "trace option '%s': found '%s', expected a number from %s to %s"
            .formatted(name, value, min, max));
  }

  /**
   * One of several words.
   *
   * @param absent what it is where the option is not set
   * @throws InputException with the nearest word if the value is none of them
   */
  public String word(String name, String absent, Collection<String> legal) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    if (!legal.contains(value)) {
      throw new InputException(
          "trace option '%s': found '%s', expected one of %s%s"
              .formatted(name, value, String.join(", ", legal), NearestName.hint(value, legal)));
    }
    return value;
  }

  /** Free text, such as another file's name; empty where the option is not set. */
  public String text(String name) {
    return values.getOrDefault(name, "").strip();
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
