package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** {@code comparison.md}. */
final class Markdown {
  private Markdown() {}

  static String of(Comparison comparison) {
    RunSummary.Provenance provenance = comparison.runs().get(0).summary().provenance();
    List<String> policies = comparison.policies();
    Document document =
        new Document()
            .heading(provenance.scenario() + ": policies compared")
            .line(provenance.replay() + ", Towtank " + provenance.version())
            .table(table(policies, comparison.cells(true)))
            .line(comparison.legend());
    if (policies.size() > 1) {
      document
          .heading("Differences from " + policies.get(0))
          .line(
              "Paired by seed: runs under one seed saw the same arrivals (pp: percentage points).")
          .table(table(policies.subList(1, policies.size()), comparison.differenceCells()));
    }
    return document.markdown();
  }

  private static Table table(List<String> policies, List<List<String>> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(""));
    policies.forEach(policy -> columns.add(Column.numbers(policy)));
    Table table = new Table(columns);
    rows.forEach(table::row);
    return table;
  }
}
