package io.towtank.reports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.PodRow;
import io.towtank.reports.file.Csv;
import io.towtank.reports.format.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** {@code pods.csv}: one row for each pod, in the order in which they ended. */
final class PodsCsv implements Closeable {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  private final CsvWriter csv;

  PodsCsv(Writer writer) {
    csv = Csv.to(writer);
    csv.writeRecord(
        "namespace",
        "name",
        "owner",
        "priority",
        "cpu_milli",
        "memory_bytes",
        "requests",
        "duration_s",
        "created_s",
        "attempts",
        "bound_s",
        "started_s",
        "finished_s",
        "wait_s",
        "node",
        "outcome",
        "reason");
  }

  void write(PodRow row) {
    csv.writeRecord(
        row.namespace(),
        row.name(),
        row.owner(),
        Integer.toString(row.priority()),
        amount(row, CPU),
        amount(row, MEMORY),
        others(row),
        Numbers.seconds(row.durationNanos()),
        Numbers.seconds(row.createdNanos()),
        Integer.toString(row.attempts()),
        Numbers.seconds(row.boundNanos()),
        Numbers.seconds(row.startedNanos()),
        Numbers.seconds(row.finishedNanos()),
        row.boundNanos() < 0 ? "" : Numbers.seconds(row.boundNanos() - row.createdNanos()),
        row.node(),
        row.outcome().label(),
        row.reason());
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private static String amount(PodRow row, String resource) {
    return Long.toString(row.requests().getOrDefault(resource, 0L));
  }

  private static String others(PodRow row) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> request : row.requests().entrySet()) {
      if (!request.getKey().equals(CPU) && !request.getKey().equals(MEMORY)) {
        text.append(text.isEmpty() ? "" : ";").append(request.getKey());
        text.append('=').append(request.getValue());
      }
    }
    return text.toString();
  }
}
