package io.towtank.reports.run;

import io.towtank.record.RunSummary;
import io.towtank.reports.RunHeadline;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.page.Html;
import io.towtank.reports.playback.PlayedPage;
import io.towtank.reports.playback.RunPlayback;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code report.html} of one run: the answer in words first, then charts, then tables. */
final class RunPage {
  private final RunSummary summary;
  private final Html html = new Html();

  private RunPage(RunSummary summary) {
    this.summary = summary;
  }

  /**
   * The page.
   *
   * @param playback the run's course, null for a page that does not play it
   */
  static String of(
      RunSummary summary,
      List<Chart> charts,
      Map<String, Long> reasons,
      @Nullable RunPlayback playback) {
    RunPage page = new RunPage(summary);
    page.figures();
    page.warnings();
    page.html.charts(charts);
    page.html.markup("<div id=\"tables\">");
    new RunTables(summary, page.html).write(reasons);
    page.html.markup("</div>");
    RunSummary.Provenance provenance = summary.provenance();
    String subtitle =
        "Policy "
            + provenance.policy()
            + " · seed "
            + provenance.seed()
            + " · "
            + replayWords(provenance.replay());
    return PlayedPage.of(
        provenance.scenario(),
        subtitle,
        provenance.version(),
        page.html,
        playback == null ? List.of() : List.of(playback));
  }

  private static String replayWords(String replay) {
    return switch (replay) {
      case "arrival-only" -> "arrival-only packing: pods arrive and stay";
      case "timed" -> "timed replay: pods arrive, run and end";
      default -> replay;
    };
  }

  private void figures() {
    html.markup("<section id=\"figures\" aria-label=\"Main figures\"><dl class=\"cards\">");
    for (RunHeadline.Figure figure : RunHeadline.of(summary)) {
      html.figure(figure.value(), figure.label(), figure.meaning());
    }
    html.markup("</dl></section>");
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
