package io.towtank.control.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.text.InputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/St_Johns",
          "America/Sao_Paulo",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "Africa/Casablanca",
          "Asia/Beirut",
          "Pacific/Apia",
          "UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */15 * * * *       |               | 2026-01-01T00:00:00Z | 2026-01-01T00:15:00Z
          0 3 * * *          | Europe/Berlin | 2026-01-01T12:00:00Z | 2026-01-02T02:00:00Z
          0 3 * * *          | Europe/Berlin | 2026-07-01T12:00:00Z | 2026-07-02T01:00:00Z
          30 2 * * *         | Europe/Berlin | 2026-03-28T12:00:00Z | 2026-03-30T00:30:00Z
          30 2 * * *         | Europe/Berlin | 2026-10-24T23:00:00Z | 2026-10-25T00:30:00Z
          30 2 * * *         | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z
          0 0 13 * fri       |               | 2026-02-01T00:00:00Z | 2026-02-06T00:00:00Z
          0 0 */2 * fri      |               | 2026-02-01T00:00:00Z | 2026-02-03T00:00:00Z
          0 0 * * fri        |               | 2026-02-01T00:00:00Z | 2026-02-06T00:00:00Z
          0 12 29 feb ?      |               | 2026-01-01T00:00:00Z | 2028-02-29T12:00:00Z
          5-10/2,50 8 * * *  |               | 2026-01-01T08:07:30Z | 2026-01-01T08:09:00Z
          20/15 * * * *      |               | 2026-01-01T00:36:00Z | 2026-01-01T00:50:00Z
          0 9 * JAN-MAR Mon  |               | 2026-03-31T00:00:00Z | 2027-01-04T09:00:00Z
          @hourly            |               | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
          @weekly            |               | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z
          @yearly            |               | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z
          @every 90s         |               | 2026-01-01T00:00:10Z | 2026-01-01T00:01:40Z
          """)
  void saysWhenItIsDueNext(String schedule, @Nullable String zone, Instant after, Instant next) {
    assertThat(CronSchedule.parse(schedule, zone == null ? "" : zone).next(after)).isEqualTo(next);
  }

  @Test
  void daysThatNeverComeAreNever() {
    assertThat(CronSchedule.parse("59 23 31 2 *", "").next(Instant.parse("2026-01-01T00:00:00Z")))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 7",
        "5-1 * * * *",
        "*/0 * * * *",
        "1-2-3 * * * *",
        "1/2/3 * * * *",
        "a * * * *",
        "* * * * mo",
        "-1 * * * *",
        ", * * * *",
        "@often",
        "@every 5",
        "99999999999 * * * *"
      })
  void refusesOthersWithAMessage(String schedule) {
    assertThatThrownBy(() -> CronSchedule.parse(schedule, ""))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("schedule '" + schedule + "': ");
  }

  @Test
  void namesWhatIsNear() {
    assertThatThrownBy(() -> CronSchedule.parse("@hourli", "")).hasMessageContaining("@hourly");
    assertThatThrownBy(() -> CronSchedule.parse("@daily", "Europe/Berlim"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Europe/Berlin");
  }

  /** A field as text, and the values that it has. */
  private record Field(String text, SortedSet<Integer> values, boolean isOpen) {
    static Field random(RandomStream random, int least, int most) {
      if (random.nextInt(3) == 0) {
        return range("*", least, most, true);
      }
      List<String> parts = new ArrayList<>();
      SortedSet<Integer> values = new TreeSet<>();
      int count = 1 + random.nextInt(3);
      boolean isOpen = false;
      for (int i = 0; i < count; i++) {
        int a = least + random.nextInt(most - least + 1);
        int b = a + random.nextInt(most - a + 1);
        int step = 1 + random.nextInt(6);
        switch (random.nextInt(4)) {
          case 0 -> {
            parts.add(String.valueOf(a));
            values.add(a);
          }
          case 1 -> {
            parts.add(a + "-" + b);
            values.addAll(range("", a, b, false).values());
          }
          case 2 -> {
            parts.add(a + "-" + b + "/" + step);
            values.addAll(stepped(a, b, step));
          }
          default -> {
            parts.add("*/" + step);
            isOpen |= step == 1;
            values.addAll(stepped(least, most, step));
          }
        }
      }
      return new Field(String.join(",", parts), values, isOpen);
    }

    private static Field range(String text, int first, int last, boolean isOpen) {
      return new Field(text, stepped(first, last, 1), isOpen);
    }

    private static SortedSet<Integer> stepped(int first, int last, int step) {
      SortedSet<Integer> values = new TreeSet<>();
      for (int value = first; value <= last; value += step) {
        values.add(value);
      }
      return values;
    }
  }

  /** Looks at every minute of half a year with a change of clocks in it. */
  @Test
  void agreesWithALookAtEveryMinute() {
    RandomStream random = new RandomStreams(1).stream("test", "cron");
    for (int i = 0; i < 100; i++) {
      Field minute = Field.random(random, 0, 59);
      Field hour = Field.random(random, 0, 23);
      Field day = Field.random(random, 1, 31);
      Field month =
          random.nextBoolean()
              ? new Field("*", stepsOfMonths(), true)
              : Field.random(random, 1, 12);
      Field week = Field.random(random, 0, 6);
      String text =
          String.join(" ", minute.text(), hour.text(), day.text(), month.text(), week.text());
      String zone = ZONES.get(random.nextInt(ZONES.size()));
      // Years with all of these zones' odd changes: Apia left out a day in 2011.
      ZonedDateTime from =
          ZonedDateTime.of(
              2011 + random.nextInt(12), 1 + random.nextInt(12), 1, 0, 0, 0, 0, ZoneId.of(zone));
      Instant end = from.plusDays(70).toInstant();
      List<Instant> expected = new ArrayList<>();
      for (Instant time = from.toInstant().plusSeconds(60);
          !time.isAfter(end);
          time = time.plusSeconds(60)) {
        ZonedDateTime local = time.atZone(ZoneId.of(zone));
        boolean byDay = day.values().contains(local.getDayOfMonth());
        boolean byWeek = week.values().contains(local.getDayOfWeek().getValue() % 7);
        boolean isEither = !day.isOpen() && !week.isOpen();
        boolean isDay = isEither ? byDay || byWeek : byDay && byWeek;
        if (isDay
            && minute.values().contains(local.getMinute())
            && hour.values().contains(local.getHour())
            && month.values().contains(local.getMonthValue())) {
          expected.add(time);
        }
      }
      CronSchedule schedule = CronSchedule.parse(text, zone);
      List<Instant> found = new ArrayList<>();
      Instant time = schedule.next(from.toInstant());
      while (time != null && !time.isAfter(end)) {
        found.add(time);
        time = schedule.next(time);
      }
      assertThat(found).as("%s in %s from %s", text, zone, from).isEqualTo(expected);
    }
  }

  private static SortedSet<Integer> stepsOfMonths() {
    return Field.stepped(1, 12, 1);
  }
}
