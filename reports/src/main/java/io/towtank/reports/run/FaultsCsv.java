package io.towtank.reports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.FaultRow;
import io.towtank.reports.file.Csv;
import io.towtank.reports.format.Numbers;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** {@code faults.csv}: one row for each fault, in the order in which they began. */
final class FaultsCsv {
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "plan",
          "fault",
          "targets",
          "nodes",
          "begin_s",
          "detected_s",
          "evicted_s",
          "rescheduled_s",
          "ready_s",
          "end_s",
          "pods_hit",
          "pods_lost",
          "pods_rescheduled",
          "pods_recovered",
          "pods_hit_ratio",
          "workloads_hit",
          "workload_hit_max_ratio",
          "work_lost_s",
          "work_lost_uncheckpointed_s",
          "zones_hit_ratio");

  private FaultsCsv() {}

  static void write(List<FaultRow> faults, Writer writer) throws IOException {
    try (CsvWriter csv = Csv.to(writer)) {
      csv.writeRecord(COLUMNS);
      for (FaultRow row : faults) {
        csv.writeRecord(
            List.of(
                Integer.toString(row.number()),
                row.plan(),
                row.fault(),
                row.targets(),
                Integer.toString(row.nodes()),
                Numbers.seconds(row.beginNanos()),
                Numbers.seconds(row.detectedNanos()),
                Numbers.seconds(row.evictedNanos()),
                Numbers.seconds(row.rescheduledNanos()),
                Numbers.seconds(row.readyNanos()),
                Numbers.seconds(row.endNanos()),
                Integer.toString(row.podsHit()),
                Integer.toString(row.podsLost()),
                Integer.toString(row.podsRescheduled()),
                Integer.toString(row.podsRecovered()),
                Numbers.plain(row.podsHitRatio()),
                Integer.toString(row.workloadsHit()),
                Numbers.plain(row.workloadHitMaxRatio()),
                Numbers.seconds(row.workLostNanos()),
                Numbers.seconds(row.workLostUncheckpointedNanos()),
                row.zones().stream()
                    .map(zone -> zone.zone() + "=" + Numbers.plain(zone.podsHitRatio()))
                    .collect(Collectors.joining(";"))));
      }
    }
  }
}
