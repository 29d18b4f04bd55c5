package io.towtank.reports.run;

import io.towtank.record.PodRow;
import io.towtank.reports.file.CsvRows;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** {@code pods.csv}: one row for each pod, in the order in which they ended. */
final class PodsCsv implements Closeable {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";
  private static final List<String> COLUMNS =
      List.of(
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

  private final CsvRows csv;

  PodsCsv(OutputStream stream) {
    csv = new CsvRows(stream);
    COLUMNS.forEach(csv::text);
    csv.end();
  }

  void write(PodRow row) {
    csv.text(row.namespace())
        .text(row.name())
        .text(row.owner())
        .number(row.priority())
        .number(amount(row, CPU))
        .number(amount(row, MEMORY))
        .text(others(row))
        .seconds(row.durationNanos())
        .seconds(row.createdNanos())
        .number(row.attempts())
        .seconds(row.boundNanos())
        .seconds(row.startedNanos())
        .seconds(row.finishedNanos())
        .seconds(row.boundNanos() < 0 ? -1 : row.boundNanos() - row.createdNanos())
        .text(row.node())
        .text(row.outcome().label())
        .text(row.reason())
        .end();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private static long amount(PodRow row, String resource) {
    return row.requests().getOrDefault(resource, 0L);
  }

  private static String others(PodRow row) {
    int others = row.requests().size();
    others -= row.requests().containsKey(CPU) ? 1 : 0;
    others -= row.requests().containsKey(MEMORY) ? 1 : 0;
    if (others == 0) {
      return "";
    }
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
