package io.towtank.reports.comparison;

import io.towtank.record.FailoverSummary;
import io.towtank.record.RunSummary;
import io.towtank.reports.comparison.Metric.Better;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Figures of failover by which runs are compared. */
final class FailoverMetric {
  private FailoverMetric() {}

  /** All of them, in the order of tables; 0 of a run that has no such figures. */
  static List<Metric> all() {
    return List.of(
        seconds("detect_p50_seconds", "time to detect, median", f -> f.detectSeconds().p50()),
        seconds("evict_p50_seconds", "time to evict, median", f -> f.evictSeconds().p50()),
        seconds(
            "reschedule_p50_seconds",
            "time to reschedule, median",
            f -> f.rescheduleSeconds().p50()),
        seconds(
            "reschedule_p99_seconds", "time to reschedule, 99 %", f -> f.rescheduleSeconds().p99()),
        seconds("ready_p50_seconds", "time to ready, median", f -> f.readySeconds().p50()),
        seconds("ready_p99_seconds", "time to ready, 99 %", f -> f.readySeconds().p99()),
        metric(
            "unavailable_replica_seconds",
            "replica-seconds missing",
            Better.LOWER,
            FailoverSummary::unavailableReplicaSeconds,
            value -> Numbers.fixed(value, 0)),
        ratio(
            "replica_availability_ratio",
            "replicas available",
            Better.HIGHER,
            FailoverSummary::replicaAvailabilityRatio),
        metric(
            "replica_availability_nines",
            "nines",
            Better.HIGHER,
            FailoverSummary::replicaAvailabilityNines,
            Humanize::significant),
        ratio(
            "availability_mean_ratio",
            "workloads available, mean",
            Better.HIGHER,
            FailoverSummary::availabilityMeanRatio),
        ratio(
            "availability_min_ratio",
            "workloads available, least",
            Better.HIGHER,
            FailoverSummary::availabilityMinRatio),
        ratio(
            "full_availability_mean_ratio",
            "workloads complete, mean",
            Better.HIGHER,
            FailoverSummary::fullAvailabilityMeanRatio),
        count("faults_count", "faults", Better.NEITHER, FailoverSummary::faultsBegun),
        count("pods_hit_count", "pods hit", Better.LOWER, FailoverSummary::podsHit),
        count("pods_lost_count", "pods lost", Better.LOWER, FailoverSummary::podsLost),
        ratio(
            "zone_hit_max_ratio",
            "pods of a zone hit at once",
            Better.LOWER,
            f ->
                f.zones().stream()
                    .mapToDouble(FailoverSummary.Zone::podsHitMaxRatio)
                    .max()
                    .orElse(0)),
        seconds("work_lost_seconds", "work lost", FailoverSummary::workLostSeconds),
        seconds(
            "work_lost_uncheckpointed_seconds",
            "work lost without checkpoints",
            FailoverSummary::workLostUncheckpointedSeconds),
        count(
            "voluntary_disruptions_count",
            "voluntary disruptions",
            Better.NEITHER,
            FailoverSummary::voluntaryDisruptions),
        count(
            "involuntary_disruptions_count",
            "involuntary disruptions",
            Better.LOWER,
            FailoverSummary::involuntaryDisruptions),
        count(
            "budget_evictions_count",
            "evictions on budgets",
            Better.NEITHER,
            f -> f.budgets().stream().mapToLong(FailoverSummary.Budget::evictionsGranted).sum()),
        seconds(
            "budget_violated_seconds",
            "budgets violated",
            f -> f.budgets().stream().mapToDouble(FailoverSummary.Budget::violatedSeconds).sum()));
  }

  private static Metric seconds(String key, String title, ToDoubleFunction<FailoverSummary> value) {
    return metric(key, title, Better.LOWER, value, Humanize::duration);
  }

  private static Metric count(
      String key, String title, Better better, ToDoubleFunction<FailoverSummary> value) {
    return metric(key, title, better, value, Humanize::count);
  }

  private static Metric ratio(
      String key, String title, Better better, ToDoubleFunction<FailoverSummary> value) {
    return metric(key, title, better, value, ratio -> Numbers.fixed(100 * ratio, 3) + " %");
  }

  private static Metric metric(
      String key,
      String title,
      Better better,
      ToDoubleFunction<FailoverSummary> value,
      DoubleFunction<String> format) {
    return new Metric("failover_" + key, title, better, run -> of(run, value), format);
  }

  private static double of(RunSummary run, ToDoubleFunction<FailoverSummary> value) {
    FailoverSummary failover = run.failover();
    return failover == null ? 0 : value.applyAsDouble(failover);
  }
}
