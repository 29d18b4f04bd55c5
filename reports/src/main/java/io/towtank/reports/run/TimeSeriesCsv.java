package io.towtank.reports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import io.towtank.reports.file.Csv;
import io.towtank.reports.format.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code timeseries.csv}: every sample, whole. */
final class TimeSeriesCsv implements Closeable {
  private final CsvWriter csv;

  TimeSeriesCsv(SeriesSchema schema, Writer writer) {
    csv = Csv.to(writer);
    List<String> head = new ArrayList<>();
    head.add("time_s");
    schema.columns().forEach(column -> head.add(column.key()));
    csv.writeRecord(head);
  }

  void write(SeriesSample sample) {
    List<String> cells = new ArrayList<>(sample.values().length + 1);
    cells.add(Numbers.seconds(sample.timeNanos()));
    for (double value : sample.values()) {
      cells.add(Numbers.plain(value));
    }
    csv.writeRecord(cells);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
