package io.towtank.scenarios.bench;

import io.towtank.scenarios.run.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Measures what is asked for, one cell after the other. */
public final class Bench {
  private final BenchOptions options;
  private final BatchTimer timer;
  private final Consumer<String> progress;

  /**
   * A measurement.
   *
   * @param progress hears what is measured next
   */
  public Bench(BenchOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
    timer = new BatchTimer(options.seconds(), options.clock()::nanos);
  }

  /** Measures everything. */
  public BenchReport run() {
    List<BenchReport.Decisions> decisions = new ArrayList<>();
    for (BenchWorkload workload : options.workloads()) {
      for (int nodes : options.nodes()) {
        progress.accept(workload.label() + ", " + nodes + " nodes");
        decisions.addAll(decisions(workload, nodes));
      }
    }
    List<HoldBench.Events> events = new ArrayList<>();
    for (int pending : options.pending()) {
      progress.accept(pending + " pending events");
      events.add(HoldBench.measure(pending, timer));
    }
    return new BenchReport(
        Version.get(),
        Runtime.version().toString(),
        Runtime.getRuntime().availableProcessors(),
        options.clock().label(),
        options.seed(),
        options.seconds(),
        decisions,
        events,
        PublishedRates.ALL,
        PublishedRates.NOTE);
  }

  private List<BenchReport.Decisions> decisions(BenchWorkload workload, int nodes) {
    List<BenchCluster> clusters = new ArrayList<>();
    for (BenchEngine engine : options.engines()) {
      clusters.add(new BenchCluster(engine, workload, nodes, options.seed()));
    }
    List<BatchTimer.Rate> rates = timer.measure(clusters);
    long checked =
        Long.highestOneBit(
            clusters.stream().mapToLong(each -> each.checksum().count()).min().orElseThrow());
    String first = clusters.get(0).checksum().of(checked);
    List<BenchReport.Decisions> rows = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      BenchCluster cluster = clusters.get(i);
      double median = rates.get(i).median();
      OptionalDouble published = PublishedRates.allNodes(workload, nodes);
      String checksum = cluster.checksum().of(checked);
      rows.add(
          new BenchReport.Decisions(
              workload.label(),
              nodes,
              options.engines().get(i).label(),
              cluster.podCount(),
              rates.get(i),
              median / rates.get(0).median(),
              published.isPresent() ? median / published.getAsDouble() : null,
              cluster.checksum().count(),
              cluster.refused(),
              checked,
              checksum,
              checksum.equals(first)));
    }
    return rows;
  }
}
