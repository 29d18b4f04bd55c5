package io.towtank.reports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.WorkloadRow;
import io.towtank.reports.file.Csv;
import io.towtank.reports.format.Numbers;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code workloads.csv}: one row for each workload, in the order of creation. */
final class WorkloadsCsv {
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "namespace",
          "name",
          "wanted",
          "ready",
          "measured_s",
          "availability_ratio",
          "availability_nines",
          "full_availability_ratio",
          "full_availability_nines",
          "replica_availability_ratio",
          "unavailable_replica_s",
          "voluntary_disruptions",
          "involuntary_disruptions",
          "work_lost_s",
          "work_lost_uncheckpointed_s");

  private WorkloadsCsv() {}

  static void write(List<WorkloadRow> workloads, Writer writer) throws IOException {
    try (CsvWriter csv = Csv.to(writer)) {
      csv.writeRecord(COLUMNS);
      for (WorkloadRow row : workloads) {
        csv.writeRecord(
            List.of(
                row.kind(),
                row.namespace(),
                row.name(),
                Integer.toString(row.wanted()),
                Integer.toString(row.ready()),
                Numbers.plain(row.measuredSeconds()),
                orEmpty(row.availabilityRatio()),
                orEmpty(row.availabilityNines()),
                orEmpty(row.fullAvailabilityRatio()),
                orEmpty(row.fullAvailabilityNines()),
                orEmpty(row.replicaAvailabilityRatio()),
                Numbers.plain(row.unavailableReplicaSeconds()),
                Long.toString(row.voluntaryDisruptions()),
                Long.toString(row.involuntaryDisruptions()),
                Numbers.plain(row.workLostSeconds()),
                Numbers.plain(row.workLostUncheckpointedSeconds())));
      }
    }
  }

  private static String orEmpty(double value) {
    return value < 0 ? "" : Numbers.plain(value);
  }
}
