package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;
import static io.towtank.reports.format.Humanize.significant;

import io.towtank.record.Distribution;
import io.towtank.record.FailoverSummary;
import io.towtank.record.FaultRow;
import io.towtank.record.WorkloadRow;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** What faults did and how the cluster came through them, in tables. */
final class FailoverTables {
  static final List<String> FAULT_HEADS =
      List.of(
          "fault",
          "begins",
          "lasts",
          "detected",
          "evicted",
          "bound",
          "ready",
          "hit",
          "lost",
          "back");
  static final List<String> TIME_HEADS =
      List.of("from the fault until", "count", "median", "90 %", "99 %", "longest");
  static final List<String> WORKLOAD_HEADS =
      List.of("workload", "available", "nines", "all there", "missing", "disrupted");

  private static final double NANOS_PER_SECOND = 1e9;

  private FailoverTables() {}

  static Document document(FailoverSummary failover) {
    Table figures = new Table(List.of(Column.words(""), Column.words("")));
    figures(failover).forEach(figures::row);
    Document document = new Document().table(figures);
    append(document, FAULT_HEADS, faults(failover));
    append(document, TIME_HEADS, times(failover));
    append(document, WORKLOAD_HEADS, workloads(failover));
    return document;
  }

  private static void append(Document document, List<String> heads, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(heads.get(0)));
    heads.subList(1, heads.size()).forEach(head -> columns.add(Column.numbers(head)));
    Table table = new Table(columns);
    rows.forEach(table::row);
    document.gap().table(table);
  }

  /** The main figures, each with its name. */
  static List<List<String>> figures(FailoverSummary failover) {
    List<List<String>> rows = new ArrayList<>();
    figure(
        rows,
        "faults",
        failover.faultsBegun() == 0
            ? "none"
            : count(failover.faultsBegun())
                + ", which hit "
                + count(failover.podsHit())
                + (failover.podsHit() == 1 ? " pod; " : " pods; ")
                + count(failover.podsLost())
                + " lost, "
                + count(failover.podsRecovered())
                + " made up for");
    if (failover.workloads() > 0) {
      figure(
          rows,
          "availability",
          exactPercent(failover.replicaAvailabilityRatio()) + " of replicas (",
          significant(failover.replicaAvailabilityNines()) + " nines), ",
          count((double) Math.round(failover.unavailableReplicaSeconds())),
          " replica-seconds missing");
      figure(
          rows,
          "workloads",
          count(failover.workloads()) + ", with a pod ready ",
          exactPercent(failover.availabilityMeanRatio()) + " of the time on average, the worst ",
          exactPercent(failover.availabilityMinRatio()));
    }
    figure(
        rows,
        "disruptions",
        count(failover.voluntaryDisruptions()) + " voluntary, ",
        count(failover.involuntaryDisruptions()) + " involuntary");
    if (failover.workLostUncheckpointedSeconds() > 0) {
      figure(
          rows,
          "work lost",
          duration(failover.workLostSeconds()) + "; ",
          duration(failover.workLostUncheckpointedSeconds()) + " without checkpoints");
    }
    for (FailoverSummary.Zone zone : failover.zones()) {
      figure(
          rows,
          zone.zone().isEmpty() ? "pods hit, no zone" : "pods hit, zone " + zone.zone(),
          count(zone.podsHit()) + " by ",
          count(zone.faults()) + (zone.faults() == 1 ? " fault, " : " faults, "),
          percent(zone.podsHitMaxRatio()) + " at most at once");
    }
    for (FailoverSummary.Budget budget : failover.budgets()) {
      figure(
          rows,
          "budget " + budget.name(),
          count(budget.evictionsGranted())
              + (budget.evictionsGranted() == 1 ? " eviction" : " evictions"),
          ", exhausted for " + duration(budget.exhaustedSeconds()),
          ", violated for " + duration(budget.violatedSeconds()));
    }
    return rows;
  }

  private static void figure(List<List<String>> rows, String name, String... words) {
    rows.add(List.of(name, String.join("", words)));
  }

  /** A row for each of the first faults; times from each fault's beginning. */
  static List<List<String>> faults(FailoverSummary failover) {
    List<List<String>> rows = new ArrayList<>();
    for (FaultRow fault : failover.faults()) {
      rows.add(
          List.of(
              fault.fault() + (fault.targets().isEmpty() ? "" : " " + fault.targets()),
              duration(fault.beginNanos() / NANOS_PER_SECOND),
              fault.endNanos() < 0
                  ? "–"
                  : duration((fault.endNanos() - fault.beginNanos()) / NANOS_PER_SECOND),
              since(fault, fault.detectedNanos()),
              since(fault, fault.evictedNanos()),
              since(fault, fault.rescheduledNanos()),
              since(fault, fault.readyNanos()),
              count(fault.podsHit()),
              count(fault.podsLost()),
              count(fault.podsRecovered())));
    }
    return rows;
  }

  private static String since(FaultRow fault, long nanos) {
    return nanos < 0 ? "–" : "+" + duration((nanos - fault.beginNanos()) / NANOS_PER_SECOND);
  }

  /** The distributions of times. */
  static List<List<String>> times(FailoverSummary failover) {
    List<List<String>> rows = new ArrayList<>();
    add(rows, "detected", failover.detectSeconds());
    add(rows, "pod evicted", failover.evictSeconds());
    add(rows, "replacement bound", failover.rescheduleSeconds());
    add(rows, "ready again", failover.readySeconds());
    return rows;
  }

  private static void add(List<List<String>> rows, String what, Distribution times) {
    if (times.count() > 0) {
      rows.add(
          List.of(
              what,
              count(times.count()),
              duration(times.p50()),
              duration(times.p90()),
              duration(times.p99()),
              duration(times.max())));
    }
  }

  /** A row for each of the workloads that fared worst. */
  static List<List<String>> workloads(FailoverSummary failover) {
    List<List<String>> rows = new ArrayList<>();
    for (WorkloadRow row : failover.worstWorkloads()) {
      boolean isMeasured = row.availabilityRatio() >= 0;
      rows.add(
          List.of(
              row.kind() + " " + row.namespace() + "/" + row.name(),
              isMeasured ? exactPercent(row.availabilityRatio()) : "–",
              isMeasured ? significant(row.availabilityNines()) : "–",
              isMeasured ? exactPercent(row.fullAvailabilityRatio()) : "–",
              isMeasured ? duration(row.unavailableReplicaSeconds()) : "–",
              count(row.voluntaryDisruptions() + row.involuntaryDisruptions())));
    }
    return rows;
  }

  private static String exactPercent(double ratio) {
    return Numbers.fixed(100 * ratio, 3) + " %";
  }
}
