package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.page.Html;
import io.towtank.reports.playback.PlayedPage;
import io.towtank.reports.playback.RunPlayback;
import io.towtank.reports.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code report.html} of a comparison. */
final class ComparisonPage {
  private static final int CARDS_MAX = 5;

  private final Comparison comparison;
  private final Html html = new Html();

  private ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  static String of(Comparison comparison, List<Chart> charts) {
    ComparisonPage page = new ComparisonPage(comparison);
    page.headline();
    page.playedInWords();
    page.html.charts(charts);
    page.html.markup("<div id=\"tables\">");
    page.tables();
    page.html.markup("</div>");
    RunSummary.Provenance provenance = comparison.runs().get(0).summary().provenance();
    return PlayedPage.of(
        provenance.scenario() + ": policies compared",
        String.join(", ", comparison.policies()) + " · " + provenance.replay(),
        provenance.version(),
        page.html,
        page.played());
  }

  private void playedInWords() {
    List<RunPlayback> played = played();
    if (!played.isEmpty() && played.size() < comparison.runs().size()) {
      html.element(
          "p",
          "Played below: "
              + played.stream()
                  .map(run -> run.summary().provenance().policy())
                  .collect(Collectors.joining(", "))
              + ", each with seed "
              + played.get(0).summary().provenance().seed()
              + ". Figures are of all runs.");
    }
  }

  private List<RunPlayback> played() {
    return comparison.runs().stream()
        .map(ComparedRun::playback)
        .filter(Objects::nonNull)
        .limit(ComparedRun.PLAYED_MAX)
        .toList();
  }

  private void headline() {
    html.markup("<section id=\"figures\" aria-label=\"Main figures\"><dl class=\"cards\">");
    int cards = 0;
    for (Metric metric : headlineMetrics()) {
      List<String> best =
          comparison.policies().stream().filter(p -> comparison.isBest(metric, p)).toList();
      if (!best.isEmpty() && cards < CARDS_MAX) {
        html.figure(
            String.join(", ", best), "best: " + metric.title(), against(metric, best.get(0)));
        cards++;
      }
    }
    html.markup("</dl></section>");
  }

  /** The scarcest resource first, since the others only follow it. */
  private List<Metric> headlineMetrics() {
    RunSummary summary = comparison.runs().get(0).summary();
    String scarcest =
        Metric.key(
            KeyFigures.scarcest(summary).map(RunSummary.ResourceFigures::resource).orElse(""));
    String when = KeyFigures.arrivalOnly(summary) ? "end" : "mean";
    List<Metric> headline = new ArrayList<>();
    for (String key :
        List.of(
            Metric.allocationKey(scarcest, when),
            "packing_efficiency_ratio",
            scarcest + "_fragmentation_" + when + "_ratio",
            "nodes_in_use_peak_count",
            "pods_scheduled_count",
            "wait_p99_seconds")) {
      comparison.metrics().stream().filter(m -> m.key().equals(key)).forEach(headline::add);
    }
    return headline;
  }

  private String against(Metric metric, String best) {
    StringBuilder words = new StringBuilder();
    for (String policy : comparison.policies()) {
      Estimate mean = comparison.mean(metric, policy);
      String value = metric.format().apply(mean.mean());
      if (policy.equals(best)) {
        words.insert(0, value + (words.isEmpty() ? "" : "; "));
      } else {
        words.append(words.isEmpty() ? "" : "; ").append(policy).append(' ').append(value);
      }
    }
    return words.append('.').toString();
  }

  private void tables() {
    html.markup("<section><h2>All figures</h2><div class=\"tables\">");
    List<String> head = new ArrayList<>();
    head.add("metric");
    head.addAll(comparison.policies());
    html.table(comparison.legend(), head, comparison.cells(true), 1);
    html.markup("</div></section>");
    if (comparison.policies().size() > 1) {
      String first = comparison.policies().get(0);
      html.element("h2", "Differences from " + first);
      head.remove(1);
      html.markup("<div class=\"tables\">");
      html.table(
          "Paired by seed: runs under one seed saw the same arrivals and durations (pp: percentage points)",
          head,
          comparison.differenceCells(),
          1);
      html.markup("</div>");
    }
    provenance();
  }

  private void provenance() {
    Set<String> seeds = new LinkedHashSet<>();
    comparison.runs().forEach(run -> seeds.add(Long.toString(run.seed())));
    RunSummary.Provenance provenance = comparison.runs().get(0).summary().provenance();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Towtank", provenance.version()));
    rows.add(List.of("scenario", provenance.scenario()));
    rows.add(List.of("scenario digest (SHA-256)", provenance.scenarioSha256()));
    rows.add(List.of("replay", provenance.replay()));
    rows.add(List.of("seeds", String.join(", ", seeds)));
    html.markup("<section><h2>Where this comes from</h2><div class=\"tables\">");
    html.table("Provenance", List.of("what", "value"), rows, 2);
    html.markup("</div></section>");
  }
}
