package io.towtank.workloads.packing;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an arrival-only workload of any pods: the k-th arrives at k seconds, k = 1, 2, …, and none
 * ever ends, whatever times they had.
 *
 * <p>The pods are put in their order first; then, with an inflation, brought to the target, as Q.
 * Weng et al., "Beware of Fragmentation", USENIX ATC 2023, do in their experiments: below it,
 * copies of pods drawn uniformly and with replacement are added at the end, until a draw whose
 * request of a single device would exceed the target (so the whole request of one for several
 * devices may); above it, pods drawn uniformly are deleted until the target is not exceeded. Order
 * and inflation draw from streams of their own, (workload, order) and (workload, inflation), and
 * what inflation draws does not depend on the order.
 *
 * <p>All pods are held in memory, unlike in a plain replay: shuffling needs that.
 */
public final class PackingWorkload {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int PODS_MAX = 20_000_000;
  private static final String COMPONENT = "workload";

  private PackingWorkload() {}

  /**
   * Reads all pods, and closes their stream.
   *
   * @param pods in order of the trace; their times don't matter
   * @param inflation what the pods shall request in all; null for what they do
   * @return at least one arrival
   * @throws IOException if the pods can't be read
   * @throws InputException if there are no pods, too many, or none that requests the resource
   */
  public static ArrivalStream of(
      ArrivalStream pods,
      ArrivalOrder order,
      @Nullable Inflation inflation,
      RandomStreams randomStreams)
      throws IOException {
    List<Pod> original = readAll(pods);
    List<Pod> copies = new ArrayList<>();
    List<Pod> kept = original;
    if (inflation != null) {
      RandomStream draws = randomStreams.stream(COMPONENT, "inflation");
      long requested = sumRequested(original, inflation);
      if (requested <= inflation.targetAmount()) {
        copies = copies(original, requested, inflation, draws);
      } else {
        kept = remaining(original, requested, inflation, draws);
      }
    }
    if (order == ArrivalOrder.SHUFFLED) {
      kept = shuffled(kept, randomStreams.stream(COMPONENT, "order"));
    }
    List<Pod> all = new ArrayList<>(kept);
    all.addAll(copies);
    if (all.isEmpty()) {
      throw new InputException("inflation: no pod is left at the target");
    }
    return new Sequence(all);
  }

  /**
   * The pods in an order given by their names, and copies of them where it names copies; pods that
   * it does not name do not arrive. Reads all pods, and closes their stream.
   *
   * @param order a file with a name in each line; see {@link OrderFile}
   * @return at least one arrival
   * @throws IOException if the pods can't be read
   * @throws InputException if there are no pods, two have the same name, or the file can't be used
   */
  public static ArrivalStream inOrderOf(ArrivalStream pods, Path order) throws IOException {
    return new Sequence(OrderFile.arrange(readAll(pods), order));
  }

  private static List<Pod> readAll(ArrivalStream stream) throws IOException {
    List<Pod> pods = new ArrayList<>();
    try (stream) {
      for (PodArrival arrival = stream.next(); arrival != null; arrival = stream.next()) {
        if (pods.size() == PODS_MAX) {
          throw tooMany();
        }
        pods.add(arrival.pod());
      }
    }
    if (pods.isEmpty()) {
      throw new InputException("the workload has no pods");
    }
    return pods;
  }

  private static long sumRequested(List<Pod> pods, Inflation inflation) {
    long sum = 0;
    for (Pod pod : pods) {
      long requested = inflation.requested(pod);
      if (requested > Long.MAX_VALUE / 2 - sum) {
        throw new InputException(
            "inflation: all that pods request of '" + inflation.resource() + "' is too large");
      }
      sum += requested;
    }
    if (sum == 0) {
      throw new InputException("inflation: no pod requests any '" + inflation.resource() + "'");
    }
    return sum;
  }

  private static List<Pod> copies(
      List<Pod> original, long requested, Inflation inflation, RandomStream draws) {
    List<Pod> copies = new ArrayList<>();
    long sum = requested;
    while (true) {
      Pod pod = original.get(draws.nextInt(original.size()));
      if (sum + inflation.requestedOfOneDevice(pod) > inflation.targetAmount()) {
        return copies;
      }
      if (original.size() + copies.size() == PODS_MAX) {
        throw tooMany();
      }
      sum += inflation.requested(pod);
      copies.add(copy(pod, copies.size() + 1));
    }
  }

  private static List<Pod> remaining(
      List<Pod> original, long requested, Inflation inflation, RandomStream draws) {
    int[] left = new int[original.size()];
    boolean[] deleted = new boolean[original.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = i;
    }
    long sum = requested;
    for (int size = left.length; sum > inflation.targetAmount(); size--) {
      int drawn = draws.nextInt(size);
      deleted[left[drawn]] = true;
      sum -= inflation.requested(original.get(left[drawn]));
      left[drawn] = left[size - 1];
    }
    List<Pod> remaining = new ArrayList<>();
    for (int i = 0; i < deleted.length; i++) {
      if (!deleted[i]) {
        remaining.add(original.get(i));
      }
    }
    return remaining;
  }

  /** R. A. Fisher and F. Yates' shuffle in the form of R. Durstenfeld, CACM 7(7), 1964. */
  private static List<Pod> shuffled(List<Pod> pods, RandomStream draws) {
    List<Pod> shuffled = new ArrayList<>(pods);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, draws.nextInt(i + 1));
    }
    return shuffled;
  }

  private static Pod copy(Pod pod, int number) {
    return copy(pod, pod.name() + "-copy-" + number);
  }

  /** A pod that asks for the same under another name. */
  static Pod copy(Pod pod, String name) {
    return Pod.builder(name, pod.spec())
        .namespace(pod.namespace())
        .labels(pod.labels())
        .owner(pod.owner())
        .build();
  }

  private static InputException tooMany() {
    return new InputException("a packing workload has at most " + PODS_MAX + " pods");
  }

  private static final class Sequence implements ArrivalStream {
    private final List<Pod> pods;
    private int position;

    private Sequence(List<Pod> pods) {
      this.pods = pods;
    }

    @Override
    public @Nullable PodArrival next() {
      if (position == pods.size()) {
        return null;
      }
      Pod pod = pods.get(position++);
      return new PodArrival(
          position * NANOS_PER_SECOND, pod.toBuilder().durationNanos(Pod.NEVER).build());
    }
  }
}
