package io.towtank.metrics;

import io.towtank.text.InputException;

/** One resource over the whole cluster: what there is now, and over time. */
final class ResourceTotals {
  private final String name;
  private final WideSum arrived = new WideSum();
  private final WideSum arrivedAlive = new WideSum();
  private final CompensatedSum fragmented = new CompensatedSum();
  private final WideSum allocatableNanos = new WideSum();
  private final WideSum allocatedNanos = new WideSum();
  private final WideSum runningNanos = new WideSum();
  private final WideSum strandedNanos = new WideSum();
  private final CompensatedSum fragmentedNanos = new CompensatedSum();
  private long allocatable;
  private long allocated;
  private long running;
  private long stranded;
  private long requestMin = Long.MAX_VALUE;
  private double allocationPeakRatio;

  ResourceTotals(String name) {
    this.name = name;
  }

  /** Enters a stretch of time in which nothing has changed into the integrals. */
  void elapse(long nanos) {
    allocatableNanos.addProduct(allocatable, nanos);
    allocatedNanos.addProduct(allocated, nanos);
    runningNanos.addProduct(running, nanos);
    strandedNanos.addProduct(stranded, nanos);
    fragmentedNanos.add(fragmented() * nanos);
  }

  void addAllocatable(long amount) {
    try {
      allocatable = Math.addExact(allocatable, amount);
    } catch (ArithmeticException e) {
      throw new InputException(
          "the nodes have too much " + name + ": together more than " + Long.MAX_VALUE, e);
    }
  }

  void addAllocated(long amount) {
    allocated = Math.addExact(allocated, amount);
  }

  /** To be called once a change is complete. */
  void notePeak() {
    allocationPeakRatio = Math.max(allocationPeakRatio, ratio((double) allocated));
  }

  void addRunning(long amount) {
    running = Math.addExact(running, amount);
  }

  void addStranded(long amount) {
    stranded += amount;
  }

  void addFragmented(double amount) {
    fragmented.add(amount);
  }

  void submit(long amount) {
    arrived.add(amount);
    arrivedAlive.add(amount);
  }

  void end(long amount) {
    arrivedAlive.add(-amount);
  }

  /** Lowers the smallest request, if this one is positive and smaller; true if it did. */
  boolean lowerRequestMin(long amount) {
    if (amount <= 0 || amount >= requestMin) {
      return false;
    }
    requestMin = amount;
    return true;
  }

  /** Smallest positive request of all pods submitted so far; the largest long before any. */
  long requestMin() {
    return requestMin;
  }

  /** Whether so little is left that no pod submitted so far that asks for any could have it. */
  boolean isExhausted(long left) {
    return requestMin != Long.MAX_VALUE && left < requestMin;
  }

  long allocatable() {
    return allocatable;
  }

  long allocated() {
    return allocated;
  }

  long free() {
    return Math.max(0, allocatable - allocated);
  }

  long stranded() {
    return stranded;
  }

  double fragmented() {
    return Math.max(0, fragmented.value());
  }

  long arrived() {
    return arrived.saturated();
  }

  double arrivedRatio() {
    return ratio(arrivedAlive.toDouble());
  }

  double allocatedRatio() {
    return ratio((double) allocated);
  }

  double runningRatio() {
    return ratio((double) running);
  }

  double strandedRatio() {
    return ratio((double) stranded);
  }

  double fragmentedRatio() {
    return ratio(fragmented());
  }

  double allocationPeakRatio() {
    return allocationPeakRatio;
  }

  double allocatedMeanRatio() {
    return meanRatio(allocatedNanos.toDouble(), (double) allocated);
  }

  double runningMeanRatio() {
    return meanRatio(runningNanos.toDouble(), (double) running);
  }

  double strandedMeanRatio() {
    return meanRatio(strandedNanos.toDouble(), (double) stranded);
  }

  double fragmentedMeanRatio() {
    return meanRatio(fragmentedNanos.value(), fragmented());
  }

  private double ratio(double amount) {
    return allocatable == 0 ? 0 : amount / allocatable;
  }

  /** Ratio of two integrals over time; of the present amounts where no time has passed. */
  private double meanRatio(double amountNanos, double amountNow) {
    double whole = allocatableNanos.toDouble();
    return whole == 0 ? ratio(amountNow) : amountNanos / whole;
  }
}
