package io.towtank.kubelet.machine;

/**
 * How much a machine gets done: work takes as long as it says on a machine of full speed, and a
 * factor longer on a slow one.
 */
final class MachineClock {
  private long simulationBase;
  private long workBase;
  private double factor = 1;

  /** Work done by an instant. */
  long workAt(long instant) {
    long passed = instant - simulationBase;
    return workBase + (factor == 1 ? passed : (long) StrictMath.floor(passed / factor));
  }

  /** The instant at which so much work is done; {@link Times#FAR} for {@link Times#FAR}. */
  long instantOf(long work) {
    if (work == Times.FAR) {
      return Times.FAR;
    }
    long left = work - workBase;
    return simulationBase + (factor == 1 ? left : (long) StrictMath.ceil(left * factor));
  }

  /** Work takes this much longer from now on; 1 for full speed. */
  void setFactor(double value, long now) {
    workBase = workAt(now);
    simulationBase = now;
    factor = value;
  }
}
