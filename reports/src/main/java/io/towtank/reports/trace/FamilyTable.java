package io.towtank.reports.trace;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Families of distributions held against data, as a table of text. */
public final class FamilyTable {
  private FamilyTable() {}

  /**
   * A family.
   *
   * @param family its name
   * @param parameters its parameters in words
   * @param aic information criterion
   * @param distance Kolmogorov-Smirnov statistic
   * @param probability p-value
   * @param passes whether it passes at 5 %
   */
  public record Row(
      String family,
      String parameters,
      double aic,
      double distance,
      double probability,
      boolean passes) {}

  /**
   * A table with a row for each family, the best first.
   *
   * @param title what was estimated
   */
  public static Table of(String title, List<Row> rows) {
    Table table =
        new Table(
            List.of(
                Table.Column.words(title),
                Table.Column.words("parameters"),
                Table.Column.numbers("AIC"),
                Table.Column.numbers("KS distance"),
                Table.Column.numbers("p"),
                Table.Column.words("at 5 %")));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(row.family());
      cells.add(row.parameters());
      cells.add(Humanize.count(StrictMath.rint(row.aic())));
      cells.add(Numbers.fixed(row.distance(), 4));
      cells.add(TraceText.probability(row.probability()));
      cells.add(row.passes() ? "passes" : "fails");
      table.row(cells);
    }
    return table;
  }
}
