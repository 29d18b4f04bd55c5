package io.towtank.workloads.fit;

import java.util.Arrays;

/** Values above 0 in ascending order, with the sums that estimators need. */
final class Sample {
  private final double[] values;
  private final double mean;
  private final double meanLog;
  private final double varianceLog;

  private Sample(double[] values) {
    this.values = values;
    double sum = 0;
    double logs = 0;
    for (double value : values) {
      sum += value;
      logs += StrictMath.log(value);
    }
    mean = sum / values.length;
    meanLog = logs / values.length;
    double squares = 0;
    for (double value : values) {
      double deviation = StrictMath.log(value) - meanLog;
      squares += deviation * deviation;
    }
    varianceLog = squares / values.length;
  }

  /** The values above 0 among these. */
  static Sample of(double[] values) {
    double[] positive = Arrays.stream(values).filter(value -> value > 0).toArray();
    Arrays.sort(positive);
    return new Sample(positive);
  }

  int size() {
    return values.length;
  }

  double value(int i) {
    return values[i];
  }

  double mean() {
    return mean;
  }

  double meanLog() {
    return meanLog;
  }

  double varianceLog() {
    return varianceLog;
  }

  boolean isConstant() {
    return values[0] == values[values.length - 1];
  }

  /** At most so many values, evenly spread over the order. */
  Sample thinned(int most) {
    if (values.length <= most) {
      return this;
    }
    double[] kept = new double[most];
    for (int i = 0; i < most; i++) {
      kept[i] = values[(int) ((i + 0.5) * values.length / most)];
    }
    return new Sample(kept);
  }
}
