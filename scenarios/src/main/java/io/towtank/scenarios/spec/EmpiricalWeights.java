package io.towtank.scenarios.spec;

import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Empirical;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values and their weights. */
final class EmpiricalWeights {
  private EmpiricalWeights() {}

  static void check(int values, List<Double> weights) {
    if (!weights.isEmpty() && weights.size() != values) {
      throw new IllegalArgumentException(
          "found " + weights.size() + " weights for " + values + " values, expected one for each");
    }
    for (double weight : weights) {
      if (!(weight > 0 && weight <= 1e15)) {
        throw new IllegalArgumentException(
            "found the weight " + weight + ", expected one above 0 and at most 1e15");
      }
    }
  }

  static Distribution toModel(List<Double> values, List<Double> weights) {
    SortedMap<Double, Double> weightByValue = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      weightByValue.merge(values.get(i), weights.isEmpty() ? 1 : weights.get(i), Double::sum);
    }
    return new Empirical(weightByValue);
  }
}
