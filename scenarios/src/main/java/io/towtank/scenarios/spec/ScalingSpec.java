package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Ratio;
import io.towtank.workloads.scaling.Scaling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Laws by which a scenario grows. */
@Doc("Laws by which the scenario grows or shrinks; each is 1 where it is absent.")
public record ScalingSpec(
    @Doc(
            "Times as many arrivals in the same time. A generator runs at that multiple of its rate;"
                + " each job of a trace comes that often on average, or, below 1, is kept with that"
                + " probability. For timed runs.")
        @Range(min = "0.0001", max = "10000")
        @Default("1")
        Ratio arrivals,
    @Doc("Times as many nodes, the same mix of them.")
        @Range(min = "0.0001", max = "10000")
        @Default("1")
        Ratio nodes,
    @Doc(
            "All times are stretched by this: those of arrivals and those that pods run. For timed runs.")
        @Range(min = "0.0001", max = "10000")
        @Default("1")
        Ratio time,
    @Doc("A heavier tail of durations, or a lighter one.") @Nullable TailSpec tail) {
  /** Whether the workload stays as it is. */
  public boolean leavesWorkload() {
    return arrivals.value() == 1 && time.value() == 1 && tail == null;
  }

  /** The same with as many nodes as are written. */
  public ScalingSpec withoutNodes() {
    return new ScalingSpec(arrivals, new Ratio(1), time, tail);
  }

  /** The factors that are not 1, by what they scale. */
  public SortedMap<String, String> inWords() {
    SortedMap<String, String> words = new TreeMap<>();
    put(words, "arrivals", arrivals);
    put(words, "nodes", nodes);
    put(words, "time", time);
    if (tail != null) {
      put(words, "duration tail (exponent)", tail.factor());
    }
    return words;
  }

  private static void put(SortedMap<String, String> words, String name, Ratio factor) {
    if (factor.value() != 1) {
      words.put(name, BigDecimal.valueOf(factor.value()).stripTrailingZeros().toPlainString());
    }
  }

  /**
   * What is done to a stream of pods.
   *
   * @param withArrivals whether it is to be multiplied as well
   */
  public Scaling toModel(boolean withArrivals) {
    return new Scaling(
        withArrivals ? arrivals.value() : 1,
        time.value(),
        tail == null ? 1 : tail.factor().value(),
        tail == null ? 0 : tail.above().toNanos());
  }

  /** A heavier tail. */
  @Doc(
      "Durations above a threshold: d becomes above × (d / above)^factor. A Pareto tail of shape a"
          + " becomes one of shape a / factor.")
  public record TailSpec(
      @Doc("Exponent: above 1 the tail is heavier.") @Range(min = "0.01", max = "10") Ratio factor,
      @Doc("Where the tail begins.") @Range(min = "1ns") Duration above) {}
}
