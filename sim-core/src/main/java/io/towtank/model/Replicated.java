package io.towtank.model;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of equal pods running: what a {@link ReplicaSet} and its predecessor, the {@link
 * ReplicationController}, share.
 *
 * @param <T> the implementing type
 */
public interface Replicated<T extends Replicated<T>> extends MetaObject<T> {
  /**
   * What it is to be.
   *
   * @param selector pods that are its own
   * @param replicas pods wanted
   * @param minReadyNanos how long a pod must be ready before it is available
   * @param template what its pods are made from; null where only the selector is known, so that no
   *     pods are made
   */
  record Spec(
      LabelSelector selector, int replicas, long minReadyNanos, @Nullable PodTemplate template) {
    /** One of which only the selector is known. */
    static Spec of(LabelSelector selector) {
      return new Spec(selector, 0, 0, null);
    }

    /** The same with another number of pods. */
    public Spec withReplicas(int value) {
      return new Spec(selector, value, minReadyNanos, template);
    }
  }

  /**
   * How it stands.
   *
   * @param replicas pods that have not ended
   * @param fullyLabeledReplicas those with all labels of the template
   * @param readyReplicas those that are ready
   * @param availableReplicas those that have been ready for long enough
   * @param observedGeneration generation that this status is about
   */
  record Status(
      int replicas,
      int fullyLabeledReplicas,
      int readyReplicas,
      int availableReplicas,
      long observedGeneration) {
    /** Nothing has happened yet. */
    public static final Status INITIAL = new Status(0, 0, 0, 0, 0);
  }

  @Override
  Spec spec();

  /** How it stands. */
  Status status();

  /** The same with another status. */
  T withStatus(Status value);

  /** Pods that are its own. */
  default LabelSelector selector() {
    return spec().selector();
  }

  /** Whether more than the selector is known, or a controller has written a status. */
  default boolean isKnownWhole() {
    return spec().template() != null || !status().equals(Status.INITIAL);
  }

  @Override
  default long contentHash() {
    long hash = selector().toString().hashCode();
    if (isKnownWhole()) {
      hash = 31 * hash + spec().toString().hashCode();
      hash = 31 * hash + status().hashCode();
      hash = 31 * hash + meta().deletionNanos();
    }
    return hash;
  }
}
