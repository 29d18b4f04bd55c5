package io.towtank.metrics.failover;

import io.towtank.record.WorkloadRow;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one workload wants and has, over time. */
final class WorkloadAccount {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NINES_MAX = 9;

  private final String kind;
  private final String namespace;
  private final String name;
  private final Deque<Loss> waiting = new ArrayDeque<>();
  private int wanted;
  private int ready;
  private int pods;
  private boolean everWanted;
  private boolean everComplete;
  private boolean isOver;
  private long sinceNanos;
  private long measuredNanos;
  private long servedNanos;
  private long completeNanos;
  private double missingNanos;
  private double wantedNanos;
  private long voluntaryDisruptions;
  private long involuntaryDisruptions;
  private long workLostNanos;
  private long workRanNanos;

  WorkloadAccount(String kind, String namespace, String name, long nowNanos) {
    this.kind = kind;
    this.namespace = namespace;
    this.name = name;
    this.sinceNanos = nowNanos;
  }

  /** What it is called among all. */
  String key() {
    return kind + "/" + namespace + "/" + name;
  }

  /** Pods lost whose replacement has not been created yet, the first lost first. */
  Deque<Loss> waiting() {
    return waiting;
  }

  /** Its pods that hold a node. */
  int pods() {
    return pods;
  }

  void addPods(int change) {
    pods += change;
  }

  void want(int value, long nowNanos) {
    advance(nowNanos);
    wanted = value;
    everWanted |= value > 0;
    noteComplete();
  }

  void addReady(int change, long nowNanos) {
    advance(nowNanos);
    ready += change;
    noteComplete();
  }

  /** It is deleted: what it has from now on does not count. */
  void end(long nowNanos) {
    advance(nowNanos);
    isOver = true;
  }

  /** What was before the first complete moment is its start, not a failure. */
  private void noteComplete() {
    if (!everComplete && wanted > 0 && ready >= wanted) {
      everComplete = true;
      measuredNanos = 0;
      servedNanos = 0;
      completeNanos = 0;
      missingNanos = 0;
      wantedNanos = 0;
    }
  }

  private void advance(long nowNanos) {
    long length = nowNanos - sinceNanos;
    sinceNanos = nowNanos;
    if (isOver || wanted <= 0 || length == 0) {
      return;
    }
    measuredNanos += length;
    servedNanos += ready > 0 ? length : 0;
    completeNanos += ready >= wanted ? length : 0;
    missingNanos += (double) length * Math.max(0, wanted - ready);
    wantedNanos += (double) length * wanted;
  }

  void disrupted(boolean isVoluntary) {
    if (isVoluntary) {
      voluntaryDisruptions++;
    } else {
      involuntaryDisruptions++;
    }
  }

  void workLost(long ranNanos, long lostNanos) {
    workRanNanos += ranNanos;
    workLostNanos += lostNanos;
  }

  /** Whether it is one that pods were wanted of for some time. */
  boolean isMeasured() {
    return everWanted && measuredNanos > 0;
  }

  double missingSeconds() {
    return missingNanos / NANOS_PER_SECOND;
  }

  double wantedSeconds() {
    return wantedNanos / NANOS_PER_SECOND;
  }

  WorkloadRow row(long nowNanos) {
    advance(nowNanos);
    double availability = share(servedNanos);
    double complete = share(completeNanos);
    return new WorkloadRow(
        kind,
        namespace,
        name,
        wanted,
        ready,
        measuredNanos / NANOS_PER_SECOND,
        availability,
        nines(availability),
        complete,
        nines(complete),
        isMeasured() ? 1 - missingNanos / wantedNanos : -1,
        missingSeconds(),
        voluntaryDisruptions,
        involuntaryDisruptions,
        workLostNanos / NANOS_PER_SECOND,
        workRanNanos / NANOS_PER_SECOND);
  }

  private double share(long nanos) {
    return isMeasured() ? (double) nanos / measuredNanos : -1;
  }

  /** How many nines a ratio begins with, as a real number; -1 for none. */
  static double nines(double ratio) {
    if (ratio < 0) {
      return -1;
    }
    return ratio >= 1 ? NINES_MAX : Math.min(NINES_MAX, Math.abs(StrictMath.log10(1 - ratio)));
  }
}
