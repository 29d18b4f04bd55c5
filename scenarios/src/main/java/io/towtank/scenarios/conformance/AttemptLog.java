package io.towtank.scenarios.conformance;

import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.scheduling.AttemptReport;
import io.towtank.scheduling.SchedulingListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down a run's attempts, each in one line. Stops the run at its end. */
final class AttemptLog implements SchedulingListener {
  private record Entry(long startNanos, String line) {}

  private final Simulation simulation;
  private final TimelineSettings settings;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Long, Integer> lastNumbers = new HashMap<>();

  AttemptLog(Simulation simulation, TimelineSettings settings) {
    this.simulation = simulation;
    this.settings = settings;
  }

  /** The attempts in the order of their start. */
  List<String> lines() {
    // Entries of an attempt's own duration were written before the attempt ended.
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::startNanos))
        .map(Entry::line)
        .toList();
  }

  @Override
  public boolean wantsAttempts() {
    return true;
  }

  @Override
  public void attempted(AttemptReport report) {
    lastNumbers.put(report.pod().uid(), report.number());
    boolean takesTime =
        settings.cycleNanos() > 0 && report.result() != AttemptReport.Result.SKIPPED;
    AttemptLine line =
        AttemptLine.of(report.startNanos(), report.pod().key(), report.number())
            .end(takesTime ? report.endNanos() : -1)
            .fromBackoff(report.fromBackoff());
    String text =
        switch (report.result()) {
          case SCHEDULED -> line.text("scheduled", report.nodeName());
          case ERROR -> line.text("error", "");
          case SKIPPED -> line.text("skipped", "");
          case UNSCHEDULABLE ->
              line.refusedBy(List.copyOf(report.refusingPlugins()))
                  .preempting(report.nominatedNodeName(), report.victims())
                  .text("unschedulable", "");
        };
    entries.add(new Entry(report.startNanos(), text));
    if (settings.cycleNanos() > 0 && report.endNanos() >= settings.untilNanos()) {
      simulation.stop();
    }
  }

  @Override
  public void gated(Pod pod) {
    long now = simulation.now();
    String text =
        AttemptLine.of(now, pod.key(), 0).refusedBy(List.of("SchedulingGates")).text("gated", "");
    entries.add(new Entry(now, text));
  }

  @Override
  public void bindFailed(Pod pod, String nodeName, String reason) {
    long now = simulation.now();
    int number = lastNumbers.getOrDefault(pod.uid(), 1);
    entries.add(
        new Entry(now, AttemptLine.of(now, pod.key(), number).text("bindFailed", nodeName)));
  }
}
