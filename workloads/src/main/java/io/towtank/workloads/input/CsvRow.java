package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.towtank.model.Quantity;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link CsvTable}, its values read by column.
 *
 * <p>A value is stripped of blanks around it. A column that the file does not have reads as empty.
 * Whatever can't be read throws an {@link InputException} of the form {@code file:line: column 'x':
 * found '…', expected …}.
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

  private static final int NUMBER_CHARS_MAX = 40;
  private static final int SCALE_MAX = 100;
  private static final int NANOS_DIGITS = 9;

  private final CsvTable table;
  private final CsvRecord record;

  CsvRow(CsvTable table, CsvRecord record) {
    this.table = table;
    this.record = record;
  }

  /** Line of the file that the row starts at, counted from 1. */
  public long line() {
    return record.getStartingLineNumber();
  }

  /** Whether the column is missing or the value empty. */
  public boolean isEmpty(String column) {
    return text(column).isEmpty();
  }

  /** The value as text, empty where there is none. */
  public String text(String column) {
    int index = table.index(column);
    return index < 0 ? "" : record.getField(index).strip();
  }

  /** A name as objects have it: not empty, at most 253 letters, digits, '-', '.' and '_'. */
  public String name(String column) {
    String value = text(column);
    if (!Names.isName(value)) {
      throw error(column, "a name of at most 253 letters, digits, '-', '.' or '_'");
    }
    return value;
  }

  /** A whole number from min to max. */
  public long integer(String column, long min, long max) {
    String value = text(column);
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw error(column, "a whole number from " + min + " to " + max);
  }

  /** Seconds from 0 to {@link #SECONDS_MAX} as nanoseconds, rounded to the nearest. */
  public long secondsAsNanos(String column) {
    BigDecimal seconds = decimal(column);
    if (seconds == null
        || seconds.signum() < 0
        || seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw error(column, "seconds from 0 to " + SECONDS_MAX);
    }
    return seconds.movePointRight(NANOS_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  /** A number from 0 to 1. */
  public double fraction(String column) {
    BigDecimal fraction = decimal(column);
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

  /** An error of this row that no single column is to blame for. */
  public InputException error(String what) {
    return new InputException(table.file() + ":" + line() + ": " + what);
  }

  /** Names file and line in front of a message about this row. */
  public String position() {
    return table.file() + ":" + line();
  }

  private @Nullable BigDecimal decimal(String column) {
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
