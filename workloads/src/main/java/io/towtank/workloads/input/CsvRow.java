package io.towtank.workloads.input;

import io.towtank.model.Quantity;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A row of some {@link Rows}, its values read by column.
 *
 * <p>A value is stripped of blanks around it. A column that the file does not have reads as empty.
 * Columns go by name or, where every microsecond counts, by {@link Rows#column number}. Whatever
 * can't be read throws an {@link InputException} of the form {@code file:line: column 'x': found
 * '…', expected …}.
 */
public final class CsvRow {
  /** Longest time that a trace may name: about 126 years, so that two of them add up. */
  public static final long SECONDS_MAX = 4_000_000_000L;

  /** Largest amount of CPU of one pod or node, in millicores: a million cores. */
  public static final long CPU_MILLIS_MAX = 1_000_000_000L;

  /** Largest amount of memory of one pod or node, in bytes: 1 PiB. */
  public static final long MEMORY_BYTES_MAX = 1L << 50;

  /** Largest amount of an extended resource of one pod or node. */
  public static final long EXTENDED_MAX = 1_000_000_000L;

  private static final String NAME = "a name of at most 253 letters, digits, '-', '.' or '_'";
  private static final int NUMBER_CHARS_MAX = 40;
  private static final int SCALE_MAX = 100;
  private static final int NANOS_DIGITS = 9;

  private final Rows table;
  private final RowBuffer fields;

  CsvRow(Rows table, RowBuffer fields) {
    this.table = table;
    this.fields = fields;
  }

  /** Line of the file that the row starts at, counted from 1. */
  public long line() {
    return fields.line();
  }

  /** Whether the column is missing or the value empty. */
  public boolean isEmpty(String column) {
    return isEmpty(table.column(column));
  }

  /** Whether the column is missing, which is -1, or the value empty. */
  public boolean isEmpty(int column) {
    return column < 0 || fields.isEmpty(column);
  }

  /** The value as text, empty where there is none. */
  public String text(String column) {
    return text(table.column(column));
  }

  /** The value as text, empty where there is none. */
  public String text(int column) {
    return column < 0 ? "" : fields.text(column);
  }

  /** The values of several columns in one piece, which differs where one of them does. */
  byte[] joined(ColumnGroup columns) {
    return fields.joined(columns);
  }

  /** Hash of {@link #joined}. */
  int hash(ColumnGroup columns) {
    return fields.hash(columns);
  }

  /** Whether {@link #joined} is this. */
  boolean isJoined(ColumnGroup columns, byte[] text) {
    return fields.isJoined(columns, text);
  }

  /** Refuses what can't be a name, see {@link #name(int)}. */
  public void requireName(int column) {
    if (column < 0 || !fields.isName(column)) {
      throw error(columnName(column), NAME);
    }
  }

  /** The name that is made of a value behind a prefix in ASCII, see {@link Names#of}. */
  public String nameOf(String prefix, int column) {
    return column < 0 ? prefix : fields.nameOf(prefix, column);
  }

  /** The same behind a name that was made before and a hyphen. The column must be there. */
  public String nameBehind(String first, int column) {
    return fields.nameBehind(first, column);
  }

  /** A name as objects have it: not empty, at most 253 letters, digits, '-', '.' and '_'. */
  public String name(int column) {
    return name(column, columnName(column));
  }

  /** Whether the value begins with this character of ASCII. */
  public boolean startsWith(int column, char c) {
    return column >= 0 && fields.startsWith(column, c);
  }

  /** Whether the value has this character of ASCII. */
  public boolean contains(int column, char c) {
    return column >= 0 && fields.contains(column, c);
  }

  /** A name as objects have it: not empty, at most 253 letters, digits, '-', '.' and '_'. */
  public String name(String column) {
    return name(table.column(column), column);
  }

  private String name(int column, String columnName) {
    if (column < 0 || !fields.isName(column)) {
      throw error(columnName, NAME);
    }
    return fields.text(column);
  }

  /** A whole number from min to max. */
  public long integer(String column, long min, long max) {
    return integer(table.column(column), column, min, max);
  }

  /** A whole number from min to max. */
  public long integer(int column, long min, long max) {
    long number = column < 0 ? -1 : fields.digits(column);
    return number >= Math.max(0, min) && number <= max
        ? number
        : integer(column, columnName(column), min, max);
  }

  private long integer(int column, String name, long min, long max) {
    long number = column < 0 ? -1 : fields.digits(column);
    if (number < 0) {
      try {
        number = Long.parseLong(text(column));
      } catch (NumberFormatException e) {
        throw error(name, wholeNumber(min, max));
      }
    }
    if (number < min || number > max) {
      throw error(name, wholeNumber(min, max));
    }
    return number;
  }

  private static String wholeNumber(long min, long max) {
    return "a whole number from " + min + " to " + max;
  }

  /** A number from min to max. */
  public double number(String column, double min, double max) {
    return number(table.column(column), column, min, max);
  }

  /** A number from min to max. */
  public double number(int column, double min, double max) {
    double number = column < 0 ? Double.NaN : fields.decimal(column);
    return number >= min && number <= max ? number : number(column, columnName(column), min, max);
  }

  private double number(int column, String name, double min, double max) {
    double number = column < 0 ? Double.NaN : fields.decimal(column);
    if (!(number >= 0)) {
      BigDecimal exact = decimal(column);
      number = exact == null ? Double.NaN : exact.doubleValue();
    }
    if (number >= min && number <= max) {
      return number;
    }
    throw error(name, "a number from " + min + " to " + max);
  }

  /** Seconds from 0 to {@link #SECONDS_MAX} as nanoseconds, rounded to the nearest. */
  public long secondsAsNanos(String column) {
    return secondsAsNanos(table.column(column), column);
  }

  /** Seconds from 0 to {@link #SECONDS_MAX} as nanoseconds, rounded to the nearest. */
  public long secondsAsNanos(int column) {
    return secondsAsNanos(column, columnName(column));
  }

  private long secondsAsNanos(int column, String name) {
    long plain = timeIfPlain(column);
    if (plain >= 0) {
      return plain;
    }
    BigDecimal seconds = decimal(column);
    if (seconds == null
        || seconds.signum() < 0
        || seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw error(name, "seconds from 0 to " + SECONDS_MAX);
    }
    return seconds.movePointRight(NANOS_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  /** Seconds as nanoseconds where they are plain digits; {@link ArrivalSource#UNTOLD} if not. */
  public long timeIfPlain(int column) {
    long nanos = column < 0 ? -1 : fields.nanosOfSeconds(column, SECONDS_MAX);
    return nanos >= 0 ? nanos : ArrivalSource.UNTOLD;
  }

  /**
   * Seconds since 1970 of a date and time such as {@code 2026-03-01T12:00:00}, as if they were of
   * UTC; -1 where it is no such time, or before 1970.
   */
  public long secondsOfDate(int column) {
    return column < 0 ? -1 : fields.secondsOfDate(column);
  }

  /** A number from 0 to 1. */
  public double fraction(String column) {
    BigDecimal fraction = decimal(table.column(column));
    if (fraction == null || fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
      throw error(column, "a number from 0 to 1");
    }
    return fraction.doubleValue();
  }

  /**
   * An amount of a resource in Kubernetes' notation or as a plain number, in Towtank's unit.
   *
   * @param resource the resource, whose name decides the unit
   * @param max largest amount
   */
  public long quantity(String column, String resource, long max) {
    try {
      long amount = Quantity.parse(resource, text(column));
      if (amount <= max) {
        return amount;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for an amount out of range.
    }
    boolean cpu = resource.equals(ResourceNames.CPU);
    throw error(
        column,
        (cpu ? "a quantity such as 500m, 2 or 1.5" : "a quantity such as 4Gi, 128M or 1000")
            + ", at most "
            + (cpu ? max / 1000 : max));
  }

  /** The error that this row's value in a column is not what was expected. */
  public InputException error(String column, String expected) {
    return error(
        "column '%s': found '%s', expected %s"
            .formatted(column, Shown.plain(text(column)), expected));
  }

  /** The same for a column by its number. */
  public InputException error(int column, String expected) {
    return error(columnName(column), expected);
  }

  /** An error of this row that no single column is to blame for. */
  public InputException error(String what) {
    return new InputException(table.file() + ":" + line() + ": " + what);
  }

  /** Names file and line in front of a message about this row. */
  public String position() {
    return table.file() + ":" + line();
  }

  /** The column's name; its number, counted from 1, where it has none. */
  private String columnName(int column) {
    return column < 0 ? "?" : table.columns().get(column);
  }

  private @Nullable BigDecimal decimal(int column) {
    String value = text(column);
    if (value.length() > NUMBER_CHARS_MAX) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return StrictMath.abs((long) number.scale()) > SCALE_MAX ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
