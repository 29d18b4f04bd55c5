package io.towtank.control.job;

import io.towtank.text.Durations;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a cron job is due: at every minute whose local time fits all five fields, so that a time
 * that a change of clocks leaves out is left out, and one that comes twice is due twice. If both
 * day fields are restricted, one of them must fit; a star with a step above one is a restriction.
 * Source: robfig/cron v3, which Kubernetes v1.34 uses, {@code ParseStandard}, {@code
 * SpecSchedule.Next} and {@code dayMatches}.
 */
public final class CronSchedule {
  /** Longest schedule that is read. */
  private static final int LENGTH_MAX = 1000;

  /** Source: {@code SpecSchedule.Next}: no time within five years is none. */
  private static final int YEARS_MAX = 5;

  private static final String EVERY = "@every ";
  private static final SortedMap<String, String> NAMED = new TreeMap<>();

  static {
    NAMED.put("@yearly", "0 0 1 1 *");
    NAMED.put("@annually", "0 0 1 1 *");
    NAMED.put("@monthly", "0 0 1 * *");
    NAMED.put("@weekly", "0 0 * * 0");
    NAMED.put("@daily", "0 0 * * *");
    NAMED.put("@midnight", "0 0 * * *");
    NAMED.put("@hourly", "0 * * * *");
  }

  private final ZoneId zone;
  private final @Nullable Duration every;
  private final CronField minute;
  private final CronField hour;
  private final CronField dayOfMonth;
  private final CronField month;
  private final CronField dayOfWeek;

  private CronSchedule(String[] fields, ZoneId zone, @Nullable Duration every) {
    this.zone = zone;
    this.every = every;
    minute = CronField.parse(CronField.MINUTE, fields[0]);
    hour = CronField.parse(CronField.HOUR, fields[1]);
    dayOfMonth = CronField.parse(CronField.DAY_OF_MONTH, fields[2]);
    month = CronField.parse(CronField.MONTH, fields[3]);
    dayOfWeek = CronField.parse(CronField.DAY_OF_WEEK, fields[4]);
  }

  /**
   * Reads a schedule.
   *
   * @param text five fields, {@code @hourly} and the like, or {@code @every} and a duration
   * @param timeZone name of a time zone, e.g. {@code Europe/Berlin}; empty for UTC
   * @throws InputException if either is not legal
   */
  public static CronSchedule parse(String text, String timeZone) {
    ZoneId zone = zone(timeZone);
    if (text.length() > LENGTH_MAX) {
      throw new InputException("a schedule has " + LENGTH_MAX + " characters at most");
    }
    String trimmed = text.strip();
    try {
      if (trimmed.startsWith(EVERY)) {
        return new CronSchedule("* * * * *".split(" "), zone, every(trimmed));
      }
      String plain = trimmed.startsWith("@") ? named(trimmed) : trimmed;
      String[] fields = plain.split("\\s+");
      if (fields.length != 5) {
        throw new InputException(
            "expected five fields, found " + (plain.isEmpty() ? 0 : fields.length));
      }
      return new CronSchedule(fields, zone, null);
    } catch (InputException e) {
      throw new InputException("schedule " + Shown.quoted(text) + ": " + e.getMessage(), e);
    }
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty()) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InputException(
          "time zone "
              + Shown.quoted(name)
              + " is not known"
              + NearestName.hint(name, ZoneId.getAvailableZoneIds()),
          e);
    }
  }

  private static String named(String name) {
    String fields = NAMED.get(name);
    if (fields == null) {
      throw new InputException("unknown name" + NearestName.hint(name, NAMED.keySet()));
    }
    return fields;
  }

  /** Source: {@code Every}: whole seconds, one at least. */
  private static Duration every(String text) {
    Duration duration;
    try {
      duration = Durations.parse(text.substring(EVERY.length()).strip());
    } catch (IllegalArgumentException e) {
      throw new InputException("expected a duration such as 90s, found none", e);
    }
    return duration.compareTo(Duration.ofSeconds(1)) < 0
        ? Duration.ofSeconds(1)
        : duration.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The first time after an instant; null if there is none within five years. */
  public @Nullable Instant next(Instant after) {
    if (every != null) {
      return after.truncatedTo(ChronoUnit.SECONDS).plus(every);
    }
    Instant time = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    int lastYear = time.atZone(zone).getYear() + YEARS_MAX;
    while (true) {
      // Within one offset local time runs evenly; steps end where the offset does.
      ZoneOffset offset = zone.getRules().getOffset(time);
      ZoneOffsetTransition transition = zone.getRules().nextTransition(time);
      LocalDateTime local = LocalDateTime.ofInstant(time, offset);
      if (local.getYear() > lastYear) {
        return null;
      }
      LocalDateTime candidate = step(local);
      if (candidate.equals(local)) {
        return time;
      }
      Instant target = candidate.toInstant(offset);
      boolean isCut = transition != null && !target.isBefore(transition.getInstant());
      time = isCut && transition != null ? wholeMinute(transition.getInstant()) : target;
    }
  }

  /** Changes of clocks are at whole minutes, but for some of long ago. */
  private static Instant wholeMinute(Instant time) {
    Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES);
  }

  /** The same time if it fits, else one that is later, but no later than the next that does. */
  private LocalDateTime step(LocalDateTime local) {
    if (!month.contains(local.getMonthValue())) {
      return local.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
    }
    if (!isDay(local)) {
      return local.toLocalDate().plusDays(1).atStartOfDay();
    }
    if (!hour.contains(local.getHour())) {
      return local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    }
    return minute.contains(local.getMinute()) ? local : local.plusMinutes(1);
  }

  private boolean isDay(LocalDateTime local) {
    boolean byMonth = dayOfMonth.contains(local.getDayOfMonth());
    boolean byWeek = dayOfWeek.contains(local.getDayOfWeek().getValue() % 7);
    boolean isEither = !dayOfMonth.isOpen() && !dayOfWeek.isOpen();
    return isEither ? byMonth || byWeek : byMonth && byWeek;
  }
}
