package io.towtank.reports.trace;

import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.chart.Charts;
import io.towtank.reports.chart.TraceCharts;
import io.towtank.reports.file.Json;
import io.towtank.reports.file.OutputDirectory;
import io.towtank.reports.page.Html;
import io.towtank.reports.page.Page;
import io.towtank.text.InputException;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the figures of a workload, or of two, into a directory: {@code statistics.json}, charts as
 * SVG, PNG and PDF, {@code report.html}. They appear at the commit, and never if there is none.
 */
public final class TraceWriter implements Closeable {
  private static final String MARKER = "statistics.json";
  private static final List<String> MARKER_KEYS = List.of("measures", "course");
  private static final int PAGE_WIDTH = 110;

  private final OutputDirectory directory;
  private final String version;

  private TraceWriter(OutputDirectory directory, String version) {
    this.directory = directory;
    this.version = version;
  }

  /**
   * Begins to write.
   *
   * @param path new, empty, or with nothing in it but the files of earlier figures
   * @param overwrite whether it may hold other things
   * @param version of Towtank
   * @throws InputException if the directory can't be written to, or holds what is not ours
   */
  public static TraceWriter open(Path path, boolean overwrite, String version) {
    return new TraceWriter(OutputDirectory.open(path, MARKER, MARKER_KEYS, overwrite), version);
  }

  /** Writes one workload and puts all files in place. */
  public void commit(TraceStatistics trace) {
    write(
        Json.pretty(trace),
        TraceCharts.of(trace),
        trace.trace(),
        TraceText.of(trace).text(PAGE_WIDTH));
  }

  /** Writes two workloads and puts all files in place. */
  public void commit(TraceComparison comparison) {
    write(
        Json.pretty(comparison),
        TraceCharts.of(comparison),
        comparison.first().trace() + " beside " + comparison.second().trace(),
        TraceText.of(comparison).text(PAGE_WIDTH));
  }

  private void write(String json, List<Chart> charts, String title, String tables) {
    directory.write(MARKER, json);
    Html body = new Html();
    body.element("pre", tables);
    for (Chart chart : charts) {
      Charts.writeAll(directory, "", chart);
      body.chart(chart.name(), chart.description(), chart.svgElement());
    }
    directory.write(
        "report.html", Page.of(title, "A workload in figures, before it is run", version, body));
    directory.commit();
  }

  /** Takes everything away again unless it was committed. */
  @Override
  public void close() {
    directory.close();
  }
}
