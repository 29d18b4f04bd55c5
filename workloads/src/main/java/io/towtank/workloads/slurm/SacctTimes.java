package io.towtank.workloads.slurm;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.input.CsvRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times of the cluster's clock, and lengths of time. */
final class SacctTimes {
  /** No such time: the job has not come so far. */
  static final long NONE = Long.MIN_VALUE;

  private static final Pattern LENGTH =
      Pattern.compile("(?:(?:(\\d{1,5})-)?(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2})(?:\\.(\\d{1,9}))?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ZoneId zone;
  private final boolean isOfOneOffset;
  private final long offsetSeconds;

  SacctTimes(String zoneName) {
    try {
      zone = ZoneId.of(zoneName);
    } catch (DateTimeException e) {
      throw new InputException(
          "trace option '%s': found %s, expected a time zone such as Europe/Berlin%s"
              .formatted(
                  SacctFormat.TIME_ZONE,
                  Shown.quoted(zoneName),
                  NearestName.hint(zoneName, new TreeSet<>(ZoneId.getAvailableZoneIds()))),
          e);
    }
    isOfOneOffset = zone.getRules().isFixedOffset();
    offsetSeconds = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
  }

  /** Seconds since 1970, or {@link #NONE}. */
  long second(CsvRow row, int column) {
    long local = row.secondsOfDate(column);
    if (local >= 0) {
      return isOfOneOffset
          ? local - offsetSeconds
          : LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
    }
    String text = row.text(column);
    if (text.isEmpty() || text.equals("Unknown") || text.equals("None") || text.equals("N/A")) {
      return NONE;
    }
    if (SECONDS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    try {
      return LocalDateTime.parse(text).atZone(zone).toEpochSecond();
    } catch (DateTimeException e) {
      throw row.error(column, "a time such as 2026-03-01T12:00:00, or Unknown");
    }
  }

  /**
   * Nanoseconds of {@code [days-][hours:]minutes:seconds}, or {@link #NONE} where there is none.
   */
  static long nanos(CsvRow row, int column) {
    String text = row.text(column);
    if (text.isEmpty() || text.equals("INVALID") || text.equals("Unknown")) {
      return NONE;
    }
    if (text.length() == 8 && text.charAt(2) == ':' && text.charAt(5) == ':') {
      long plain = (twoDigits(text, 0) * 60 + twoDigits(text, 3)) * 60 + twoDigits(text, 6);
      if (plain >= 0) {
        return plain * NANOS_PER_SECOND;
      }
    }
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      throw row.error(column, "a length of time such as 1-02:03:04");
    }
    long seconds =
        ((number(parts.group(1)) * 24 + number(parts.group(2))) * 60 + number(parts.group(3))) * 60
            + number(parts.group(4));
    String fraction = parts.group(5) == null ? "" : parts.group(5);
    return seconds * NANOS_PER_SECOND + number(fraction + "0".repeat(9 - fraction.length()));
  }

  /** Far below 0 if they are none. */
  private static long twoDigits(String text, int at) {
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Integer.MIN_VALUE : 10L * tens + ones;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
