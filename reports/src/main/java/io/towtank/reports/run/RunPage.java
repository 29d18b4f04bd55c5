package io.towtank.reports.run;

import io.towtank.record.RunSummary;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.page.Html;
import io.towtank.reports.page.Page;
import java.util.List;
import java.util.Map;

/** {@code report.html} of one run: the answer in words first, then charts, then tables. */
final class RunPage {
  private final RunSummary summary;
  private final Html html = new Html();

  private RunPage(RunSummary summary) {
    this.summary = summary;
  }

  static String of(RunSummary summary, List<Chart> charts, Map<String, Long> reasons) {
    RunPage page = new RunPage(summary);
    new RunCards(summary, page.html).write();
    page.warnings();
    page.html.charts(charts);
    page.html.markup("<div id=\"tables\">");
    new RunTables(summary, page.html).write(reasons);
    page.html.markup("</div>");
    RunSummary.Provenance provenance = summary.provenance();
    return Page.of(
        provenance.scenario(),
        "Policy "
            + provenance.policy()
            + " · seed "
            + provenance.seed()
            + " · "
            + replayWords(provenance.replay()),
        provenance.version(),
        page.html);
  }

  private static String replayWords(String replay) {
    return switch (replay) {
      case "arrival-only" -> "arrival-only packing: pods arrive and stay";
      case "timed" -> "timed replay: pods arrive, run and end";
      default -> replay;
    };
  }

  private void warnings() {
    if (summary.warnings().isEmpty()) {
      return;
    }
    html.markup("<section id=\"warnings\"><h2>Warnings</h2><ul class=\"warnings\">");
    summary.warnings().forEach(warning -> html.element("li", warning));
    html.markup("</ul></section>");
  }
}
