package io.towtank.workloads.slurm;

import io.towtank.workloads.input.CsvRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trackable resources such as {@code cpu=64,mem=256G,node=2,gres/gpu:a100=8}, and amounts of memory
 * as Slurm writes them: units are powers of 1024, no unit is MiB.
 */
final class Tres {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)([KMGTP]?)");
  private static final String UNITS = "KMGTP";
  private static final String GPU_MODEL_PREFIX = "gres/gpu:";
  private static final int ENTRIES_MAX = 1000;

  private final CsvRow row;
  private final String column;
  private final SortedMap<String, String> amounts;

  private Tres(CsvRow row, String column, SortedMap<String, String> amounts) {
    this.row = row;
    this.column = column;
    this.amounts = amounts;
  }

  /** What a column says; nothing where it is empty or there is no such column. */
  static Tres of(CsvRow row, String column) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return new Tres(row, column, Collections.emptySortedMap());
    }
    SortedMap<String, String> amounts = new TreeMap<>();
    for (String entry : text.split(",", ENTRIES_MAX)) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw row.error(column, "resources such as cpu=64,mem=256G,node=2");
      }
      amounts.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return new Tres(row, column, amounts);
  }

  boolean isEmpty() {
    return amounts.isEmpty();
  }

  boolean has(String name) {
    return amounts.containsKey(name);
  }

  /** A count, 0 where it isn't told. */
  long count(String name, long max) {
    String text = amounts.get(name);
    if (text == null) {
      return 0;
    }
    BigDecimal count = amount(text, 0);
    if (count == null || count.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw row.error(column, name + " to be a number from 0 to " + max);
    }
    return count.setScale(0, RoundingMode.CEILING).longValue();
  }

  /** Bytes, 0 where they aren't told. */
  long bytes(String name) {
    String text = amounts.get(name);
    return text == null ? 0 : bytes(row, column, text);
  }

  /** Model of the GPUs, empty where none is named or several are. */
  String gpuModel() {
    String model = "";
    for (String name : amounts.keySet()) {
      if (name.startsWith(GPU_MODEL_PREFIX)) {
        if (!model.isEmpty()) {
          return "";
        }
        model = name.substring(GPU_MODEL_PREFIX.length());
      }
    }
    return model;
  }

  /** GPUs: all, or the sum of those with a model where no sum is told. */
  long gpus(long max) {
    if (has("gres/gpu")) {
      return count("gres/gpu", max);
    }
    long sum = 0;
    for (String name : amounts.keySet()) {
      sum += name.startsWith(GPU_MODEL_PREFIX) ? count(name, max) : 0;
    }
    return Math.min(max, sum);
  }

  /** An amount of memory in bytes. */
  static long bytes(CsvRow row, String column, String text) {
    BigDecimal bytes = amount(text, 2);
    BigDecimal max = BigDecimal.valueOf(CsvRow.MEMORY_BYTES_MAX);
    if (bytes == null || bytes.compareTo(max) > 0) {
      throw row.error(column, "an amount of memory such as 4000M, at most 1P");
    }
    return bytes.setScale(0, RoundingMode.CEILING).longValue();
  }

  /** A number with a unit of a power of 1024; null if it is none. */
  private static @Nullable BigDecimal amount(String text, int powerWithoutUnit) {
    Matcher parts = AMOUNT.matcher(text.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return null;
    }
    String unit = parts.group(2);
    int power = unit.isEmpty() ? powerWithoutUnit : UNITS.indexOf(unit) + 1;
    return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
  }
}
