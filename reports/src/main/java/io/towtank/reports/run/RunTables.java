package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.amount;
import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.Distribution;
import io.towtank.record.FailoverSummary;
import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.page.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tables of a run's page. */
final class RunTables {
  private static final int REASONS_SHOWN = 10;

  private final RunSummary summary;
  private final Html html;
  private final boolean arrivalOnly;

  RunTables(RunSummary summary, Html html) {
    this.summary = summary;
    this.html = html;
    arrivalOnly = KeyFigures.arrivalOnly(summary);
  }

  /**
   * Writes them.
   *
   * @param reasons why pods were not bound, and how many by each
   */
  void write(Map<String, Long> reasons) {
    FailoverSummary failover = summary.failover();
    if (failover != null) {
      failover(failover);
    }
    html.markup("<section><h2>Pods</h2><div class=\"tables\">");
    accounts();
    reasons(reasons);
    html.markup("</div></section><section><h2>Resources</h2><div class=\"tables\">");
    resources();
    html.markup("</div></section><section><h2>Scheduling</h2><div class=\"tables\">");
    times();
    scheduling();
    bounds();
    html.markup("</div></section><section><h2>Where this comes from</h2><div class=\"tables\">");
    provenance();
    html.markup("</div></section>");
  }

  private void failover(FailoverSummary failover) {
    html.markup("<section><h2>Faults and failover</h2><div class=\"tables\">");
    html.table(
        "How the cluster came through",
        List.of("what", "figure"),
        FailoverTables.figures(failover),
        2);
    table(
        "The first faults, times from each one's beginning",
        FailoverTables.FAULT_HEADS,
        FailoverTables.faults(failover));
    table("Times of all faults", FailoverTables.TIME_HEADS, FailoverTables.times(failover));
    table(
        "Workloads that fared worst",
        FailoverTables.WORKLOAD_HEADS,
        FailoverTables.workloads(failover));
    html.markup("</div></section>");
  }

  private void table(String caption, List<String> heads, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      html.table(caption, heads, rows, 1);
    }
  }

  private void accounts() {
    RunSummary.Accounts accounts = summary.accounts();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(arrivalOnly ? "arrived" : "submitted", count(accounts.podsSubmitted())));
    if (!arrivalOnly) {
      rows.add(List.of("succeeded", count(accounts.podsSucceeded())));
    }
    rows.add(List.of("running at the end", count(accounts.podsRunning())));
    rows.add(List.of("pending", count(accounts.podsPending())));
    rows.add(List.of("never fitting", count(accounts.podsNeverFitting())));
    rows.add(List.of("failed", count(accounts.podsFailed())));
    html.table("Every pod that was submitted", List.of("pods", "count"), rows, 1);
    if (accounts.rowsRead() > 0) {
      List<List<String>> inputs = new ArrayList<>();
      inputs.add(List.of("read", count(accounts.rowsRead())));
      inputs.add(List.of("used", count(accounts.rowsUsed())));
      accounts
          .rowsDropped()
          .forEach((reason, rowCount) -> inputs.add(List.of(reason, count(rowCount))));
      html.table("Every row of the input", List.of("rows", "count"), inputs, 1);
    }
  }

  private void reasons(Map<String, Long> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(reasons.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Long> entry :
        sorted.subList(0, Math.min(REASONS_SHOWN, sorted.size()))) {
      rows.add(List.of(entry.getKey(), count(entry.getValue())));
    }
    String caption =
        sorted.size() > REASONS_SHOWN
            ? "Why pods were not bound: the "
                + REASONS_SHOWN
                + " most frequent of "
                + count(sorted.size())
                + " reasons"
            : "Why pods were not bound";
    html.table(caption, List.of("reason", "pods"), rows, 1);
  }

  private void resources() {
    List<List<String>> rows = new ArrayList<>();
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      List<String> row = new ArrayList<>();
      row.add(figures.resource());
      row.add(amount(figures.allocatable(), figures.unit()));
      if (arrivalOnly) {
        row.add(amount(figures.arrivedEnd(), figures.unit()));
        row.add(amount(figures.allocatedEnd(), figures.unit()));
        row.add(percent(KeyFigures.requestedRatio(figures)));
        row.add(percent(figures.allocationEndRatio()));
        row.add(percent(figures.strandedEndRatio()));
      } else {
        row.add(percent(figures.allocationMeanRatio()));
        row.add(percent(figures.allocationPeakRatio()));
        row.add(percent(figures.allocationEndRatio()));
        row.add(percent(figures.utilisationMeanRatio()));
        row.add(percent(figures.strandedMeanRatio()));
      }
      rows.add(row);
    }
    if (arrivalOnly) {
      html.table(
          "Resources of the whole cluster",
          List.of(
              "resource",
              "allocatable",
              "requested",
              "allocated",
              "requested, of allocatable",
              "allocated, of allocatable",
              "stranded"),
          rows,
          1);
    } else {
      html.table(
          "Resources of the whole cluster; means are time-weighted",
          List.of(
              "resource",
              "allocatable",
              "allocated, mean",
              "peak",
              "at the end",
              "used, mean",
              "stranded, mean"),
          rows,
          1);
    }
    fragmentation();
  }

  private void fragmentation() {
    List<List<String>> rows = new ArrayList<>();
    for (RunSummary.Fragmentation fragmentation : summary.fragmentation()) {
      List<String> row = new ArrayList<>();
      row.add(fragmentation.resource());
      if (!arrivalOnly) {
        row.add(percent(fragmentation.meanCapacityRatio()));
      }
      row.add(amount(fragmentation.endAmount(), fragmentation.unit()));
      row.add(percent(fragmentation.endCapacityRatio()));
      row.add(percent(fragmentation.endFreeRatio()));
      rows.add(row);
    }
    if (rows.isEmpty()) {
      return;
    }
    List<String> head = new ArrayList<>();
    head.add("resource");
    if (!arrivalOnly) {
      head.add("mean, of allocatable");
    }
    head.addAll(List.of("at the end", "of allocatable", "of what is free"));
    html.table(
        "Fragmentation: free capacity that the workload's mix of pods can't use", head, rows, 1);
  }

  private void times() {
    if (arrivalOnly) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(times("wait, creation to binding", summary.waitSeconds()));
    rows.add(times("last attempt to binding", summary.attemptLatencySeconds()));
    html.table(
        "Times of pods that were bound",
        List.of("time", "pods", "mean", "median", "90 %", "99 %", "longest"),
        rows,
        1);
  }

  private static List<String> times(String name, Distribution times) {
    return List.of(
        name,
        count(times.count()),
        duration(times.mean()),
        duration(times.p50()),
        duration(times.p90()),
        duration(times.p99()),
        duration(times.max()));
  }

  private void scheduling() {
    RunSummary.Scheduling scheduling = summary.scheduling();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("scheduling attempts", count(scheduling.attempts())));
    rows.add(List.of("found a node", count(scheduling.scheduled())));
    rows.add(List.of("found none", count(scheduling.unschedulable())));
    rows.add(List.of("bindings that failed", count(scheduling.bindFailures())));
    rows.add(List.of("pods preempted", count(scheduling.preempted())));
    if (!arrivalOnly) {
      rows.add(List.of("simulated time", duration(summary.simulatedSeconds())));
    }
    if (summary.makespanSeconds() > 0) {
      rows.add(List.of("makespan", duration(summary.makespanSeconds())));
    }
    html.table("The scheduler", List.of("what", "figure"), rows, 1);
  }

  private void bounds() {
    List<List<String>> rows = new ArrayList<>();
    for (RunSummary.Bound bound : summary.packing().bounds()) {
      rows.add(List.of(bound.name(), bound.resource(), count(bound.nodes())));
    }
    if (!rows.isEmpty()) {
      html.table(
          arrivalOnly
              ? "Lower bounds on nodes after arrival " + count(summary.packing().atSeconds())
              : "Lower bounds on nodes at " + duration(summary.packing().atSeconds()),
          List.of("bound", "resource", "nodes"),
          rows,
          2);
    }
  }

  private void provenance() {
    RunSummary.Provenance provenance = summary.provenance();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Towtank", provenance.version()));
    rows.add(List.of("scenario", provenance.scenario()));
    rows.add(List.of("scenario digest (SHA-256)", provenance.scenarioSha256()));
    rows.add(List.of("policy", provenance.policy()));
    rows.add(List.of("seed", Long.toString(provenance.seed())));
    rows.add(List.of("replay", provenance.replay()));
    provenance.scales().forEach((name, factor) -> rows.add(List.of("scale of " + name, factor)));
    rows.add(List.of("event tape digest", summary.digest()));
    html.table("Provenance", List.of("what", "value"), rows, 2);
  }
}
