package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.workloads.distribution.Distribution;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pods drawn from templates, arriving at times that are drawn too.
 *
 * <p>Each thing that is drawn has a random stream of its own, all of the component (workload):
 * arrivals, states, batches, templates, tasks, shapes, priorities, durations. So another
 * distribution of durations leaves arrivals and templates as they are; only where durations go
 * together with requests they come from the stream of the shapes. Pods that come one by one are
 * called {@code <template>-<n>}, n = 1, 2, … over all pods; those of a group that begins with pod s
 * {@code <template>-<s>-<n>}. Nothing is held in memory but the templates, and the users of a
 * closed loop.
 *
 * @param templates at least one, no two of the same name
 * @param arrivals when jobs arrive
 * @param batchSize how many jobs arrive at once, rounded to the nearest, at least 1; null for one,
 *     as users of a closed loop submit them
 * @param podsMax number of pods, at least 1; empty for as many as arrive within the span
 * @param spanNanos no pod arrives after this time; empty for no limit. One of the two limits must
 *     be there
 */
public record SyntheticWorkload(
    List<PodTemplate> templates,
    ArrivalProcess arrivals,
    @Nullable Distribution batchSize,
    OptionalLong podsMax,
    OptionalLong spanNanos) {
  private static final double NANOSECOND = 1e-9;

  /** Refuses what is outside, and what would never end. */
  public SyntheticWorkload {
    templates = List.copyOf(templates);
    if (templates.isEmpty()) {
      throw new IllegalArgumentException("a synthetic workload needs at least one pod template");
    }
    if (templates.stream().map(PodTemplate::name).distinct().count() < templates.size()) {
      throw new IllegalArgumentException("two pod templates have the same name");
    }
    if (batchSize != null && arrivals instanceof ClosedLoopArrivals) {
      throw new IllegalArgumentException(
          "users of a closed loop submit one job at a time; found batches");
    }
    if (podsMax.isPresent() && podsMax.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "the number of pods must be at least 1, found " + podsMax.getAsLong());
    }
    if (spanNanos.isPresent() && spanNanos.getAsLong() < 0) {
      throw new IllegalArgumentException("the span is negative: " + spanNanos.getAsLong() + " ns");
    }
    if (podsMax.isEmpty() && (spanNanos.isEmpty() || arrivals.typicalSeconds() < NANOSECOND)) {
      throw new IllegalArgumentException(
          "a synthetic workload needs a number of pods, or a span and time between arrivals");
    }
  }

  /** Pods that arrive one by one, with independent times between them. */
  public SyntheticWorkload(
      List<PodTemplate> templates,
      Distribution interArrival,
      OptionalLong podsMax,
      OptionalLong spanNanos) {
    this(templates, new RenewalArrivals(interArrival), null, podsMax, spanNanos);
  }

  /** The pods that these random streams yield; the same whenever it is asked for. */
  public ArrivalStream open(RandomStreams randomStreams) {
    return new PodSequence(this, randomStreams, false);
  }

  /**
   * The same pods, as far as a count of their kinds goes: in place of each stands one of its
   * template, without a number in its name and without a duration. Far cheaper than {@link #open}.
   */
  public ArrivalStream outline(RandomStreams randomStreams) {
    return new PodSequence(this, randomStreams, true);
  }
}
