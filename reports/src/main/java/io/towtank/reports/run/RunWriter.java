package io.towtank.reports.run;

import io.towtank.model.Pod;
import io.towtank.record.ClusterMark;
import io.towtank.record.Decision;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.LoadHistory;
import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.NodeRow;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import io.towtank.record.WorkloadRow;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.chart.Charts;
import io.towtank.reports.chart.FailoverChart;
import io.towtank.reports.chart.RunCharts;
import io.towtank.reports.file.Json;
import io.towtank.reports.file.OutputDirectory;
import io.towtank.reports.playback.PlaybackBudget;
import io.towtank.reports.playback.PlaybackRecorder;
import io.towtank.reports.playback.RunPlayback;
import io.towtank.reports.series.Series;
import io.towtank.text.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run into a directory while it goes on; the files appear at the {@link #commit}, and
 * never if there is none.
 *
 * <p>Files: {@code summary.json}, {@code pods.csv}, {@code nodes.csv}, {@code timeseries.csv},
 * {@code decisions.jsonl} where asked for, {@code faults.csv} and {@code workloads.csv} where the
 * run has controllers or faults, charts as SVG and PNG, and as PDF where asked for, {@code
 * report.html}.
 */
public final class RunWriter implements RunRecorder, Closeable {
  private static final String MARKER = "summary.json";
  private static final List<String> MARKER_KEYS = List.of("provenance", "accounts", "digest");

  private final OutputDirectory directory;
  private final Options options;
  private final RunCollector collector = new RunCollector();
  private final RunRecorder playback;
  private final @Nullable PlaybackRecorder played;
  private final PodsCsv pods;
  private @Nullable TimeSeriesCsv timeSeries;
  private @Nullable Writer decisions;
  private boolean figures;
  private boolean closed;

  private RunWriter(OutputDirectory directory, Options options) {
    this.directory = directory;
    this.options = options;
    PlaybackBudget budget = options.playback();
    played = budget == null ? null : new PlaybackRecorder(budget, options.decisions());
    playback = played == null ? NONE : played;
    this.pods = new PodsCsv(directory.stream("pods.csv"));
    if (options.decisions()) {
      this.decisions = directory.writer("decisions.jsonl");
    }
  }

  /**
   * What to write.
   *
   * @param overwrite whether to write into a directory that holds other things than earlier results
   * @param decisions whether to record every scheduling decision
   * @param charts whether to draw charts; the page has none without them, and no playback
   * @param playback how much to keep of the run's course for playback; null for none
   */
  public record Options(
      boolean overwrite, boolean decisions, boolean charts, @Nullable PlaybackBudget playback) {
    /** With charts, without decisions and playback, leaving alone what is not ours. */
    public static final Options DEFAULT = new Options(false, false, true);

    /** Without playback. */
    public Options(boolean overwrite, boolean decisions, boolean charts) {
      this(overwrite, decisions, charts, null);
    }
  }

  /**
   * Begins to write.
   *
   * @param directory new, empty, or with nothing in it but the files of an earlier run
   * @throws InputException if the directory can't be written to, or holds what is not ours
   */
  public static RunWriter open(Path directory, Options options) {
    return new RunWriter(
        OutputDirectory.open(directory, MARKER, MARKER_KEYS, options.overwrite()), options);
  }

  @Override
  public void pod(PodRow row) {
    pods.write(row);
    collector.pod(row);
    playback.pod(row);
  }

  @Override
  public void node(NodeRow row) {
    collector.node(row);
  }

  @Override
  public void fault(FaultRow row) {
    collector.fault(row);
    playback.fault(row);
  }

  @Override
  public void workload(WorkloadRow row) {
    collector.workload(row);
    playback.workload(row);
  }

  @Override
  public void faultEvent(FaultEvent event) {
    collector.faultEvent(event);
    playback.faultEvent(event);
  }

  @Override
  public boolean wantsCourse() {
    return playback.wantsCourse();
  }

  @Override
  public void expected(int nodeCount, long podCount) {
    playback.expected(nodeCount, podCount);
  }

  @Override
  public void created(Pod pod) {
    playback.created(pod);
  }

  @Override
  public void nodeDescribed(NodeDescription node) {
    playback.nodeDescribed(node);
  }

  @Override
  public void nodeEvent(NodeEvent event) {
    playback.nodeEvent(event);
  }

  @Override
  public void mark(ClusterMark mark) {
    playback.mark(mark);
  }

  @Override
  public void pending(long atNanos, @Nullable String before, @Nullable String after) {
    playback.pending(atNanos, before, after);
  }

  @Override
  public void loadHistory(LoadHistory loads) {
    playback.loadHistory(loads);
  }

  @Override
  public void series(SeriesSchema schema) {
    if (timeSeries != null) {
      throw new IllegalStateException("a run has one series");
    }
    timeSeries = new TimeSeriesCsv(schema, directory.writer("timeseries.csv"));
    collector.series(schema);
  }

  @Override
  public void sample(SeriesSample sample) {
    if (timeSeries == null) {
      throw new IllegalStateException("a sample needs a schema before it");
    }
    timeSeries.write(sample);
    collector.sample(sample);
  }

  @Override
  public void decision(Decision decision) {
    playback.decision(decision);
    if (decisions != null) {
      try {
        decisions.write(Json.line(decision));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public boolean wantsDecisions() {
    return options.decisions() || playback.wantsDecisions();
  }

  @Override
  public boolean wantsDecisions(Pod pod) {
    return options.decisions() || playback.wantsDecisions(pod);
  }

  /** The course of the run so far, in bounded memory. */
  public Series series() {
    return collector.series();
  }

  /** The run's course for a page that plays it; null if it was not to be kept. */
  public @Nullable RunPlayback playback(RunSummary summary) {
    return played == null ? null : new RunPlayback(played, summary, collector.series());
  }

  /** Asks for the charts as PDF, too; before the commit. */
  public void writeFigures() {
    figures = true;
  }

  /** One more text file for the directory, e.g. {@code timing.json}; before the commit. */
  public void addFile(String name, String text) {
    directory.write(name, text);
  }

  /**
   * Ends the run's files and puts them in place.
   *
   * @return the directory
   * @throws InputException if it can't be written to
   */
  public Path commit(RunSummary summary) {
    try {
      closeStreams();
      NodesCsv.write(collector.nodes(), directory.writer("nodes.csv"));
      if (summary.failover() != null) {
        FaultsCsv.write(collector.faults(), directory.writer("faults.csv"));
        WorkloadsCsv.write(collector.workloads(), directory.writer("workloads.csv"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.write(MARKER, Json.pretty(summary));
    List<Chart> charts = options.charts() ? charts(summary) : List.of();
    for (Chart chart : charts) {
      if (figures) {
        Charts.writeAll(directory, "", chart);
      } else {
        Charts.write(directory, "", chart);
      }
    }
    directory.write(
        "report.html",
        RunPage.of(
            summary, charts, collector.reasons(), options.charts() ? playback(summary) : null));
    directory.commit();
    return directory.directory();
  }

  private List<Chart> charts(RunSummary summary) {
    List<Chart> charts = new ArrayList<>();
    FailoverChart.of(collector.faults(), collector.faultEvents()).ifPresent(charts::add);
    charts.addAll(RunCharts.of(summary, collector.series(), collector.waits(), collector.nodes()));
    return charts;
  }

  /** Takes everything away again unless it was committed. */
  @Override
  public void close() throws IOException {
    try {
      closeStreams();
    } finally {
      directory.close();
    }
  }

  private void closeStreams() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    pods.close();
    if (timeSeries != null) {
      timeSeries.close();
    }
    if (decisions != null) {
      decisions.close();
    }
  }
}
