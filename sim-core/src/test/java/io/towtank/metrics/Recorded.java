package io.towtank.metrics;

import io.towtank.record.NodeRow;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Keeps all that is recorded. */
final class Recorded implements RunRecorder {
  final List<PodRow> pods = new ArrayList<>();
  final List<NodeRow> nodes = new ArrayList<>();
  final List<SeriesSample> samples = new ArrayList<>();
  SeriesSchema schema = new SeriesSchema(List.of());

  @Override
  public void pod(PodRow row) {
    pods.add(row);
  }

  @Override
  public void node(NodeRow row) {
    nodes.add(row);
  }

  @Override
  public void series(SeriesSchema columns) {
    schema = columns;
  }

  @Override
  public void sample(SeriesSample sample) {
    samples.add(sample);
  }

  /** Pods as {@code name outcome bound started finished attempts reason}, times in seconds. */
  List<String> podLines() {
    return pods.stream()
        .map(
            row ->
                row.name()
                    + " "
                    + row.outcome().label()
                    + " "
                    + seconds(row.boundNanos())
                    + " "
                    + seconds(row.startedNanos())
                    + " "
                    + seconds(row.finishedNanos())
                    + " "
                    + row.attempts()
                    + " "
                    + row.reason())
        .map(String::strip)
        .toList();
  }

  private static long seconds(long nanos) {
    return nanos < 0 ? nanos : nanos / HandDriven.SECOND;
  }

  /** One column, sample by sample. */
  List<Double> column(String key) {
    int column = schema.indexOf(key);
    return samples.stream().map(sample -> sample.values()[column]).toList();
  }

  /** When the samples were taken, in seconds. */
  List<Long> seconds() {
    return samples.stream().map(sample -> seconds(sample.timeNanos())).toList();
  }

  static RunSummary summaryOf(ClusterMetrics metrics) {
    RunSummary.Provenance provenance =
        new RunSummary.Provenance("0", "hand", "", "none", 1, "timed", new TreeMap<>());
    return metrics.summary(provenance, 0, 0, new TreeMap<>(), List.of(), "0");
  }
}
