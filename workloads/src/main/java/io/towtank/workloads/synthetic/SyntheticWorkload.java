package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pods drawn from templates, arriving one after the other at times that are drawn too.
 *
 * <p>The times between arrivals, the templates and the durations come from random streams of their
 * own: (workload, arrivals), (workload, templates) and (workload, durations). So another
 * distribution of durations leaves arrivals and templates as they are. Pods are called {@code
 * <template>-<n>}, n = 1, 2, … over all templates. Nothing is held in memory but the templates.
 *
 * @param templates at least one, no two of the same name
 * @param interArrival time from one arrival to the next, and from the start to the first
 * @param podsMax number of pods, at least 1; empty for as many as arrive within the span
 * @param spanNanos no pod arrives after this time; empty for no limit. One of the two limits must
 *     be there
 */
public record SyntheticWorkload(
    List<PodTemplate> templates,
    TimeDistribution interArrival,
    OptionalLong podsMax,
    OptionalLong spanNanos) {
  private static final String COMPONENT = "workload";
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
    if (podsMax.isPresent() && podsMax.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "the number of pods must be at least 1, found " + podsMax.getAsLong());
    }
    if (spanNanos.isPresent() && spanNanos.getAsLong() < 0) {
      throw new IllegalArgumentException("the span is negative: " + spanNanos.getAsLong() + " ns");
    }
    if (podsMax.isEmpty() && (spanNanos.isEmpty() || interArrival.typicalSeconds() < NANOSECOND)) {
      throw new IllegalArgumentException(
          "a synthetic workload needs a number of pods, or a span and time between arrivals");
    }
  }

  /** The pods that these random streams yield; the same whenever it is asked for. */
  public ArrivalStream open(RandomStreams randomStreams) {
    return new Generated(this, randomStreams);
  }

  /**
   * The same pods, as far as a count of their kinds goes: in place of each stands one of its
   * template, without a number in its name and without a duration. Far cheaper than {@link #open}.
   */
  public ArrivalStream outline(RandomStreams randomStreams) {
    List<Pod> kinds = new ArrayList<>();
    for (PodTemplate template : templates) {
      kinds.add(Pod.builder(template.name(), template.spec()).labels(template.labels()).build());
    }
    Generated pods = new Generated(this, randomStreams);
    return () -> {
      int template = pods.advance();
      return template < 0 ? null : new PodArrival(pods.timeNanos, kinds.get(template));
    };
  }

  private static final class Generated implements ArrivalStream {
    private final SyntheticWorkload workload;
    private final RandomStream arrivals;
    private final RandomStream choices;
    private final RandomStream durations;
    private final double[] cumulativeWeights;
    private long timeNanos;
    private long pods;

    private Generated(SyntheticWorkload workload, RandomStreams randomStreams) {
      this.workload = workload;
      arrivals = randomStreams.stream(COMPONENT, "arrivals");
      choices = randomStreams.stream(COMPONENT, "templates");
      durations = randomStreams.stream(COMPONENT, "durations");
      cumulativeWeights = new double[workload.templates.size()];
      double sum = 0;
      for (int i = 0; i < cumulativeWeights.length; i++) {
        sum += workload.templates.get(i).weight();
        cumulativeWeights[i] = sum;
      }
    }

    /** Moves on to the next arrival: its template, or -1 at the end. */
    private int advance() {
      if (pods == workload.podsMax.orElse(Long.MAX_VALUE)) {
        return -1;
      }
      long next = timeNanos + workload.interArrival.drawNanos(arrivals);
      if (next < 0 || next > workload.spanNanos.orElse(Long.MAX_VALUE)) {
        pods = workload.podsMax.orElse(Long.MAX_VALUE);
        return -1;
      }
      timeNanos = next;
      pods++;
      return choose();
    }

    @Override
    public @Nullable PodArrival next() {
      int chosen = advance();
      if (chosen < 0) {
        return null;
      }
      PodTemplate template = workload.templates.get(chosen);
      TimeDistribution duration = template.duration();
      Pod pod =
          Pod.builder(template.name() + "-" + pods, template.spec())
              .labels(template.labels())
              .durationNanos(duration == null ? Pod.NEVER : duration.drawNanos(durations))
              .build();
      return new PodArrival(timeNanos, pod);
    }

    private int choose() {
      int last = cumulativeWeights.length - 1;
      double drawn = choices.nextDouble() * cumulativeWeights[last];
      int i = 0;
      while (i < last && drawn >= cumulativeWeights[i]) {
        i++;
      }
      return i;
    }
  }
}
