package io.towtank.workloads.scaling;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream at another scale. Copies of a pod arrive with it, as {@code <pod>-copy-<n>}; those of a
 * job's pods belong to copies of the job. Whether a job is kept, or comes once more, is drawn from
 * a stream of the job's own, (scaling, its name), so that its pods stay together and the mix of
 * jobs stays as it is; of users who wait for one job before the next, from one of the user's own.
 * Nothing grows with the stream.
 */
final class ScaledArrivals implements ArrivalStream {
  private final ArrivalStream pods;
  private final Scaling scaling;
  private final RandomStreams randomStreams;
  private @Nullable PodArrival current;
  private long copy;
  private long copies;

  ScaledArrivals(ArrivalStream pods, Scaling scaling, RandomStreams randomStreams) {
    this.pods = pods;
    this.scaling = scaling;
    this.randomStreams = randomStreams;
  }

  @Override
  public @Nullable PodArrival next() throws IOException {
    PodArrival arrival = current;
    while (arrival == null || copy == copies) {
      PodArrival next = pods.next();
      if (next == null) {
        return null;
      }
      arrival = scaled(next);
      current = arrival;
      copy = 0;
      copies = copiesOf(next.pod(), next.task());
    }
    return copy++ == 0
        ? arrival
        : new PodArrival(
            arrival.timeNanos(), copyOf(arrival.pod(), copy), copyOf(arrival.task(), copy));
  }

  private PodArrival scaled(PodArrival arrival) {
    Pod pod = arrival.pod();
    long durationNanos = scaling.duration(pod.durationNanos());
    Pod scaled =
        durationNanos == pod.durationNanos()
            ? pod
            : pod.toBuilder().durationNanos(durationNanos).build();
    WorkflowTask task = arrival.task();
    return new PodArrival(
        scaling.stretched(arrival.timeNanos()),
        scaled,
        task == null ? null : task.withDelayNanos(scaling.stretched(task.delayNanos())));
  }

  private long copiesOf(Pod pod, @Nullable WorkflowTask task) {
    double factor = scaling.arrivals();
    long whole = (long) StrictMath.floor(factor);
    if (factor == whole) {
      return whole;
    }
    OwnerReference owner = pod.owner();
    String job =
        owner == null ? pod.key() : pod.namespace() + "/" + owner.kind() + "/" + owner.name();
    String unit = task != null && task.continued() ? task.workflow() : job;
    return randomStreams.stream("scaling", unit).nextDouble() < factor - whole ? whole + 1 : whole;
  }

  private static Pod copyOf(Pod pod, long number) {
    String suffix = "-copy-" + number;
    OwnerReference owner = pod.owner();
    Pod.Builder copy =
        Pod.builder(pod.name() + suffix, pod.spec())
            .namespace(pod.namespace())
            .labels(pod.labels())
            .behavior(pod.behavior());
    if (owner != null) {
      copy.owner(new OwnerReference(owner.kind(), owner.name() + suffix));
    }
    return copy.build();
  }

  /** The same task of a copy of the workflow. */
  private static @Nullable WorkflowTask copyOf(@Nullable WorkflowTask task, long number) {
    return task == null ? null : task.of(task.workflow() + "-copy-" + number);
  }

  @Override
  public void close() throws IOException {
    pods.close();
  }
}
