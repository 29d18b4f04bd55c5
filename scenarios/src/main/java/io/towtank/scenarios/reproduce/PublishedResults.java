package io.towtank.scenarios.reproduce;

import io.towtank.reports.reproduction.SeededRun;
import io.towtank.reports.series.DemandCurve;
import io.towtank.text.InputException;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Published curves: a row {@code workload,sc_policy,tune,seed} for each run, and a column for each
 * per cent requested, with values in per cent.
 */
final class PublishedResults {
  private static final List<String> KEYS = List.of("workload", "sc_policy", "tune", "seed");
  private static final String TOTAL = "total_gpus";
  private static final BigDecimal VALUE_MAX = BigDecimal.valueOf(1_000_000);

  /** A published run. */
  record Run(String list, String policy, String tune, SeededRun curves) {}

  private final List<Run> runs;
  private final int percentMax;

  private PublishedResults(List<Run> runs, int percentMax) {
    this.runs = runs;
    this.percentMax = percentMax;
  }

  /**
   * Reads both files.
   *
   * @param fragmentation null where there is none
   * @throws InputException if a file can't be read, or is not as it should be
   */
  static PublishedResults read(Path allocation, @Nullable Path fragmentation) {
    SortedMap<String, Row> fragments = new TreeMap<>();
    if (fragmentation != null) {
      for (Row row : rows(fragmentation)) {
        fragments.put(row.key(), row);
      }
    }
    List<Run> runs = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    int percentMax = 0;
    for (Row row : rows(allocation)) {
      if (!seen.add(row.key())) {
        throw new InputException(row.position + ": the run is there already: " + row.key());
      }
      if (!row.curve.hundredths().isEmpty()) {
        percentMax = Math.max(percentMax, row.curve.hundredths().lastKey());
      }
      Row fragment = fragments.get(row.key());
      DemandCurve none = new DemandCurve(new TreeMap<>());
      runs.add(
          new Run(
              row.list,
              row.policy,
              row.tune,
              new SeededRun(row.seed, row.curve, fragment == null ? none : fragment.curve)));
    }
    if (runs.isEmpty()) {
      throw new InputException(allocation + ": found no published runs");
    }
    return new PublishedResults(runs, percentMax);
  }

  private record Row(
      String list, String policy, String tune, long seed, DemandCurve curve, String position) {
    String key() {
      return list + " " + policy + " " + tune + " " + seed;
    }
  }

  private static List<Row> rows(Path file) {
    List<Row> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, PublishedResults::checkHeader)) {
      List<String> points = table.columns().stream().filter(PublishedResults::isPoint).toList();
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        SortedMap<Integer, Long> values = new TreeMap<>();
        for (String point : points) {
          if (!row.isEmpty(point)) {
            values.put(Integer.parseInt(point), hundredths(row, point));
          }
        }
        rows.add(
            new Row(
                FgdFolder.listName(row.name("workload")),
                row.name("sc_policy"),
                row.name("tune"),
                row.integer("seed", 0, Long.MAX_VALUE),
                new DemandCurve(values),
                row.position()));
      }
    } catch (IOException e) {
      throw new InputException(file + ": can't be read: " + e.getMessage(), e);
    }
    return rows;
  }

  private static void checkHeader(CsvTable table) {
    List<String> known = new ArrayList<>(KEYS);
    known.add(TOTAL);
    table.requireColumns(known, PublishedResults::isPoint, KEYS);
  }

  private static boolean isPoint(String column) {
    return column.matches("[0-9]{1,4}");
  }

  private static long hundredths(CsvRow row, String column) {
    String text = row.text(column);
    if (text.matches("[0-9]{1,7}(\\.[0-9]{1,20})?")) {
      BigDecimal value = new BigDecimal(text);
      if (value.compareTo(VALUE_MAX) <= 0) {
        return value.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
      }
    }
    throw row.error(column, "a number of per cent such as 93.13");
  }

  /** Highest per cent requested that there are values for. */
  int percentMax() {
    return percentMax;
  }

  /** Names of the lists, sorted. */
  SortedSet<String> lists() {
    SortedSet<String> lists = new TreeSet<>();
    runs.forEach(run -> lists.add(run.list));
    return lists;
  }

  /** Names of the policies as published, in the order in which they first appear. */
  Set<String> policies() {
    Set<String> policies = new LinkedHashSet<>();
    runs.forEach(run -> policies.add(run.policy));
    return policies;
  }

  /** The runs of a policy on a list, in the file's order. */
  List<Run> of(String list, String policy) {
    return runs.stream().filter(run -> run.list.equals(list) && run.policy.equals(policy)).toList();
  }
}
