package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.input.SpecCache;
import org.jspecify.annotations.Nullable;

/** The pods of a {@link SyntheticWorkload}, one after the other. */
final class PodSequence implements ArrivalStream {
  private static final String COMPONENT = ArrivalProcess.COMPONENT;

  private final SyntheticWorkload workload;
  private final boolean outlined;
  private final ArrivalProcess.Gaps gaps;
  private final RandomStream batches;
  private final RandomStream choices;
  private final RandomStream sizes;
  private final RandomStream shapes;
  private final RandomStream priorities;
  private final RandomStream durations;
  private final WeightedChoice choice;
  private final Kind[] kinds;
  private final SpecCache specs = new SpecCache();
  private long timeNanos;
  private long pods;

  private long jobsLeft;
  private long tasksLeft;
  private @Nullable Kind kind;
  private String groupName = "";
  private Labels groupLabels = Labels.EMPTY;
  private @Nullable OwnerReference owner;
  private @Nullable WorkflowTask task;
  private long groupNanos;
  private long longestNanos;

  PodSequence(SyntheticWorkload workload, RandomStreams randomStreams, boolean outlined) {
    this.workload = workload;
    this.outlined = outlined;
    gaps = workload.arrivals().open(randomStreams);
    batches = randomStreams.stream(COMPONENT, "batches");
    choices = randomStreams.stream(COMPONENT, "templates");
    sizes = randomStreams.stream(COMPONENT, "tasks");
    shapes = randomStreams.stream(COMPONENT, "shapes");
    priorities = randomStreams.stream(COMPONENT, "priorities");
    durations = randomStreams.stream(COMPONENT, "durations");
    choice =
        WeightedChoice.of(workload.templates().stream().mapToDouble(PodTemplate::weight).toArray());
    kinds = workload.templates().stream().map(Kind::new).toArray(Kind[]::new);
  }

  /** A template, with what was worked out of it once. */
  private static final class Kind {
    private final PodTemplate template;
    private final Variation.@Nullable Sampler sampler;
    private final @Nullable WeightedChoice priorities;
    private final Pod outline;

    Kind(PodTemplate template) {
      this.template = template;
      Variation variation = template.variation();
      sampler =
          variation == null
              ? null
              : new Variation.Sampler(variation, template.spec(), template.duration());
      priorities =
          template.priorities().isEmpty()
              ? null
              : WeightedChoice.of(
                  template.priorities().stream()
                      .mapToDouble(PodTemplate.WeightedPriority::weight)
                      .toArray());
      outline = Pod.builder(template.name(), template.spec()).labels(template.labels()).build();
    }
  }

  @Override
  public @Nullable PodArrival next() {
    if (pods == workload.podsMax().orElse(Long.MAX_VALUE)) {
      return null;
    }
    Kind current = kind;
    if (current == null || tasksLeft == 0) {
      current = nextJob();
      if (current == null) {
        pods = workload.podsMax().orElse(Long.MAX_VALUE);
        return null;
      }
    }
    pods++;
    tasksLeft--;
    PodArrival arrival = new PodArrival(timeNanos, pod(current), task);
    if (tasksLeft == 0 && gaps.followsDurations()) {
      gaps.runs(longestNanos);
    }
    return arrival;
  }

  /** Moves on to the next job, at the same time or later; null at the end. */
  private @Nullable Kind nextJob() {
    if (jobsLeft == 0) {
      long next = timeNanos + gaps.nextNanos();
      if (next < 0 || next > workload.spanNanos().orElse(Long.MAX_VALUE)) {
        return null;
      }
      timeNanos = next;
      Distribution batchSize = workload.batchSize();
      jobsLeft = batchSize == null ? 1 : count(batchSize.draw(batches));
    }
    jobsLeft--;
    Kind chosen = kinds[choice.draw(choices)];
    kind = chosen;
    PodTemplate template = chosen.template;
    PodGroup group = template.group();
    groupLabels = template.labels();
    longestNanos = 0;
    if (group == null) {
      tasksLeft = 1;
      owner = null;
      task = outlined ? null : gaps.task(1);
      return chosen;
    }
    tasksLeft = count(group.size().draw(sizes));
    task = outlined ? null : gaps.task((int) tasksLeft);
    groupName = template.name() + "-" + (pods + 1);
    if (!outlined) {
      owner = new OwnerReference(group.kind().owner(), groupName);
      groupLabels = groupLabels.with(group.kind().label(), groupName);
    }
    groupNanos = Pod.NEVER;
    if (group.sameDuration() && wantsDurations() && template.duration() != null) {
      groupNanos = template.duration().drawNanos(durations);
    }
    return chosen;
  }

  private boolean wantsDurations() {
    return !outlined || gaps.followsDurations();
  }

  private static long count(double drawn) {
    return (long) StrictMath.max(1, StrictMath.min(PodGroup.SIZE_MAX, StrictMath.rint(drawn)));
  }

  private Pod pod(Kind from) {
    PodTemplate template = from.template;
    PodSpec spec = template.spec();
    Variation.Sampler sampler = from.sampler;
    boolean drawsDuration = false;
    if (sampler != null) {
      long[] amounts = sampler.draw(shapes);
      drawsDuration = sampler.drawsDuration();
      spec =
          specs.get(
              template.name() + '/' + amounts[0] + '/' + amounts[1], () -> sampler.spec(amounts));
    }
    if (from.priorities != null) {
      int priority = template.priorities().get(from.priorities.draw(priorities)).priority();
      PodSpec base = spec;
      spec =
          specs.get(
              template.name() + '/' + base.effectiveRequests() + '/' + priority,
              () -> base.toBuilder().priority(priority).build());
    }
    long durationNanos = wantsDurations() ? durationNanos(template, sampler, drawsDuration) : 0;
    longestNanos =
        durationNanos == Pod.NEVER || longestNanos == Pod.NEVER
            ? Pod.NEVER
            : Math.max(longestNanos, durationNanos);
    if (outlined) {
      return spec == template.spec()
          ? from.outline
          : Pod.builder(template.name(), spec).labels(template.labels()).build();
    }
    String name = (template.group() == null ? template.name() : groupName) + "-" + pods;
    return Pod.builder(name, spec)
        .labels(groupLabels)
        .owner(owner)
        .durationNanos(durationNanos)
        .build();
  }

  private long durationNanos(
      PodTemplate template, Variation.@Nullable Sampler sampler, boolean drawsDuration) {
    Distribution duration = template.duration();
    if (duration == null) {
      return Pod.NEVER;
    }
    if (template.group() != null && template.group().sameDuration()) {
      return groupNanos;
    }
    return drawsDuration && sampler != null
        ? Distribution.nanos(sampler.durationSeconds())
        : duration.drawNanos(durations);
  }
}
