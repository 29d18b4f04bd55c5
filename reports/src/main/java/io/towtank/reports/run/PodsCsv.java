package io.towtank.reports.run;

import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.record.PodRow;
import io.towtank.reports.file.CsvRows;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** {@code pods.csv}: one row for each pod, in the order in which they ended. */
final class PodsCsv implements Closeable {
  private static final String CPU = ResourceNames.CPU;
  private static final String MEMORY = ResourceNames.MEMORY;
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
        .number(row.requests().get(CPU))
        .number(row.requests().get(MEMORY))
        .text(others(row.requests()))
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

  private static String others(ResourceList requests) {
    int others = requests.size();
    others -= requests.contains(CPU) ? 1 : 0;
    others -= requests.contains(MEMORY) ? 1 : 0;
    if (others == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < requests.size(); i++) {
      if (!requests.name(i).equals(CPU) && !requests.name(i).equals(MEMORY)) {
        text.append(text.isEmpty() ? "" : ";").append(requests.name(i));
        text.append('=').append(requests.amount(i));
      }
    }
    return text.toString();
  }
}
