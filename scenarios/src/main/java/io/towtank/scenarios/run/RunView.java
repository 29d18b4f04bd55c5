package io.towtank.scenarios.run;

import io.towtank.kernel.Simulation;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.metrics.NodeLoads;
import io.towtank.metrics.PodCounts;
import io.towtank.scheduling.QueueLengths;
import io.towtank.scheduling.Scheduler;

/** A run while it goes on. */
public final class RunView {
  private final Simulation simulation;
  private final Scheduler scheduler;
  private final ClusterMetrics metrics;

  RunView(Simulation simulation, Scheduler scheduler, ClusterMetrics metrics) {
    this.simulation = simulation;
    this.scheduler = scheduler;
    this.metrics = metrics;
  }

  /** Simulation time. */
  public long nowNanos() {
    return simulation.now();
  }

  /** Events so far. */
  public long events() {
    return simulation.eventsDelivered();
  }

  /** How the pods stand. */
  public PodCounts pods() {
    return metrics.podCounts();
  }

  /** How long the scheduling queue is. */
  public QueueLengths queue() {
    return scheduler.queueLengths();
  }

  /** Shows all nodes as they stand. */
  public void showLoads(NodeLoads loads) {
    metrics.showLoads(loads);
  }
}
