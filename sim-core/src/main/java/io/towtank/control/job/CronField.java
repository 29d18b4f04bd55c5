package io.towtank.control.job;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One of the five fields of a cron schedule: values, ranges, steps, lists, and names where the
 * field has them.
 */
final class CronField {
  static final CronField.Kind MINUTE = new Kind("minute", 0, 59, List.of());
  static final CronField.Kind HOUR = new Kind("hour", 0, 23, List.of());
  static final CronField.Kind DAY_OF_MONTH = new Kind("day of month", 1, 31, List.of());
  static final CronField.Kind MONTH =
      new Kind(
          "month",
          1,
          12,
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
  static final CronField.Kind DAY_OF_WEEK =
      new Kind("day of week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /** Longest number that is read; all values have two digits at most. */
  private static final int DIGITS_MAX = 4;

  private final long values;
  private final boolean isOpen;

  /**
   * What a field may hold.
   *
   * @param names names of the values from the least on; empty for none
   */
  record Kind(String name, int least, int most, List<String> names) {}

  private CronField(long values, boolean isOpen) {
    this.values = values;
    this.isOpen = isOpen;
  }

  boolean contains(int value) {
    return (values >>> value & 1) != 0;
  }

  /** Whether it says nothing: a star, or a step of one over all. */
  boolean isOpen() {
    return isOpen;
  }

  /**
   * Reads a field.
   *
   * @throws InputException if it is none; the message says what was expected
   */
  static CronField parse(Kind kind, String text) {
    long values = 0;
    boolean isOpen = false;
    boolean isEmpty = true;
    for (String part : text.split(",", -1)) {
      if (part.isEmpty()) {
        continue; // As in robfig/cron: "1,,2" is "1,2".
      }
      isEmpty = false;
      CronField one = part(kind, part);
      values |= one.values;
      isOpen |= one.isOpen;
    }
    if (isEmpty) {
      throw new InputException("expected a value for the " + kind.name() + ", found none");
    }
    return new CronField(values, isOpen);
  }

  private static CronField part(Kind kind, String part) {
    String[] rangeAndStep = part.split("/", -1);
    String[] bounds = rangeAndStep[0].split("-", -1);
    if (rangeAndStep.length > 2 || bounds.length > 2) {
      throw new InputException(
          kind.name()
              + " "
              + Shown.quoted(part)
              + ": expected a value, first-last or first-last/step");
    }
    boolean isStar = bounds[0].equals("*") || bounds[0].equals("?");
    int first = isStar ? kind.least() : value(kind, bounds[0]);
    int last = first;
    int step = 1;
    if (bounds.length == 2 && !isStar) {
      last = value(kind, bounds[1]);
    }
    if (rangeAndStep.length == 2) {
      step = number(kind, rangeAndStep[1]);
      last = bounds.length == 1 ? kind.most() : last;
    }
    if (isStar) {
      last = kind.most();
    }
    if (step < 1) {
      throw new InputException(
          kind.name() + " " + Shown.quoted(part) + ": expected a step of 1 or more");
    }
    if (first < kind.least() || last > kind.most() || first > last) {
      throw new InputException(
          kind.name()
              + " "
              + Shown.quoted(part)
              + ": expected values from "
              + kind.least()
              + " to "
              + kind.most()
              + ", the first not above the last");
    }
    long values = 0;
    for (int value = first; value <= last; value += step) {
      values |= 1L << value;
    }
    return new CronField(values, isStar && step == 1);
  }

  private static int value(Kind kind, String text) {
    int name = kind.names().indexOf(text.toLowerCase(Locale.ROOT));
    return name >= 0 ? kind.least() + name : number(kind, text);
  }

  private static int number(Kind kind, String text) {
    if (text.isEmpty()
        || text.length() > DIGITS_MAX
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String hint = kind.names().isEmpty() ? "" : NearestName.hint(text, kind.names());
      throw new InputException(
          kind.name()
              + ": expected a number"
              + (kind.names().isEmpty() ? "" : " or a name")
              + ", found "
              + Shown.quoted(text)
              + hint);
    }
    return Integer.parseInt(text);
  }

  @Override
  public String toString() {
    return Arrays.toString(
        java.util.stream.IntStream.range(0, 64).filter(this::contains).toArray());
  }
}
