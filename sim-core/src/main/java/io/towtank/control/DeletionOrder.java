package io.towtank.control;

import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import java.util.Comparator;
import java.util.Map;

/**
 * Which of an object's pods go first when there are too many: those that are missed least. In this
 * order: without a node; pending; not ready; of less deletion cost; on a node with more pods of the
 * same family; ready for less time; restarted more often; younger. Times compare by the power of
 * two of their age in nanoseconds; where these are equal the uid decides, which is drawn at random
 * in a real cluster and counts up here, so that the older pod goes.
 *
 * <p>Source: Kubernetes v1.34, {@code controller.ActivePodsWithRanks.Less} and {@code
 * logarithmicRankDiff}.
 */
final class DeletionOrder implements Comparator<Pod> {
  private final long nowNanos;
  private final Map<String, Integer> familyByNode;

  /**
   * The order at one moment.
   *
   * @param familyByNode how many active pods of the same family each node has
   */
  DeletionOrder(long nowNanos, Map<String, Integer> familyByNode) {
    this.nowNanos = nowNanos;
    this.familyByNode = familyByNode;
  }

  @Override
  public int compare(Pod a, Pod b) {
    int order = Boolean.compare(a.isBound(), b.isBound());
    if (order == 0) {
      order = Boolean.compare(a.phase() == PodPhase.RUNNING, b.phase() == PodPhase.RUNNING);
    }
    if (order == 0) {
      order = Boolean.compare(a.ready(), b.ready());
    }
    if (order == 0) {
      order = Integer.compare(a.deletionCost(), b.deletionCost());
    }
    if (order == 0) {
      order = Integer.compare(family(b), family(a));
    }
    if (order == 0 && a.ready() && a.readyNanos() != b.readyNanos()) {
      return byAge(a, b, a.readyNanos(), b.readyNanos());
    }
    if (order == 0) {
      order = Integer.compare(b.restarts(), a.restarts());
    }
    if (order == 0 && a.createdNanos() != b.createdNanos()) {
      return byAge(a, b, a.createdNanos(), b.createdNanos());
    }
    return order != 0 ? order : Long.compare(a.uid(), b.uid());
  }

  private int family(Pod pod) {
    return familyByNode.getOrDefault(pod.nodeName(), 0);
  }

  private int byAge(Pod a, Pod b, long sinceA, long sinceB) {
    int difference = Integer.compare(logarithm(sinceA), logarithm(sinceB));
    return difference != 0 ? difference : Long.compare(a.uid(), b.uid());
  }

  private int logarithm(long sinceNanos) {
    long age = nowNanos - sinceNanos;
    return age <= 0 ? -1 : Long.SIZE - 1 - Long.numberOfLeadingZeros(age);
  }
}
