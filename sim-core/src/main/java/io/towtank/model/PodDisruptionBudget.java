package io.towtank.model;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a set may be down by choice at a time.
 *
 * @param spec what its user declares
 * @param status how many more may be evicted now, and why
 */
public record PodDisruptionBudget(ObjectMeta meta, Spec spec, Status status, long resourceVersion)
    implements MetaObject<PodDisruptionBudget> {
  /** Which pods that are not ready may be evicted. */
  public enum UnhealthyPodEvictionPolicy {
    /** Those whose set has all the healthy pods that it should have. */
    IF_HEALTHY_BUDGET,
    /** All. */
    ALWAYS_ALLOW
  }

  /**
   * What its user declares: one of the two limits.
   *
   * @param selector pods of the set; null for none, an empty one for all of the namespace
   * @param minAvailable pods that must stay healthy; null for no such limit
   * @param maxUnavailable pods that may be down; null for no such limit
   * @param unhealthyPodEvictionPolicy which pods that are not ready may be evicted
   */
  public record Spec(
      @Nullable LabelSelector selector,
      @Nullable IntOrPercent minAvailable,
      @Nullable IntOrPercent maxUnavailable,
      UnhealthyPodEvictionPolicy unhealthyPodEvictionPolicy) {}

  /**
   * How it stands.
   *
   * @param disruptionsAllowed how many more pods may be evicted now
   * @param currentHealthy pods that are ready
   * @param desiredHealthy pods that must be ready
   * @param expectedPods pods that there should be
   * @param observedGeneration generation that this status is about
   * @param disruptedPods pods whose eviction is granted and already counted, by name, with the time
   *     of the grant
   */
  public record Status(
      int disruptionsAllowed,
      int currentHealthy,
      int desiredHealthy,
      int expectedPods,
      long observedGeneration,
      NavigableMap<String, Long> disruptedPods) {
    /** Nothing is worked out yet, so nothing is allowed. */
    public static final Status INITIAL = new Status(0, 0, 0, 0, 0, new TreeMap<>());

    /** Copies the pods. */
    public Status {
      disruptedPods = Collections.unmodifiableNavigableMap(new TreeMap<>(disruptedPods));
    }

    /** The same after one more eviction is granted. */
    public Status granted(String podName, long atNanos) {
      NavigableMap<String, Long> pods = new TreeMap<>(disruptedPods);
      pods.put(podName, atNanos);
      return new Status(
          disruptionsAllowed - 1,
          currentHealthy,
          desiredHealthy,
          expectedPods,
          observedGeneration,
          pods);
    }
  }

  /** An object yet to be stored. */
  public PodDisruptionBudget(ObjectMeta meta, Spec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  /** One of which only the selector and what its status allows are known. */
  public PodDisruptionBudget(
      String namespace,
      String name,
      @Nullable LabelSelector selector,
      int disruptionsAllowed,
      SortedSet<String> disruptedPods,
      long resourceVersion) {
    this(
        ObjectMeta.of(namespace, name),
        new Spec(selector, null, null, UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET),
        new Status(disruptionsAllowed, 0, 0, 0, 0, unknownTimes(disruptedPods)),
        resourceVersion);
  }

  private static NavigableMap<String, Long> unknownTimes(SortedSet<String> names) {
    NavigableMap<String, Long> times = new TreeMap<>();
    names.forEach(name -> times.put(name, Pod.NEVER));
    return times;
  }

  /** Pods of the set; null for none. */
  public @Nullable LabelSelector selector() {
    return spec.selector();
  }

  /** How many more may be evicted now. */
  public int disruptionsAllowed() {
    return status.disruptionsAllowed();
  }

  /** Names of pods whose eviction is granted and already counted. */
  public NavigableSet<String> disruptedPods() {
    return status.disruptedPods().navigableKeySet();
  }

  /**
   * Whether the pod is of the set: an empty selector means all pods of the namespace, none means no
   * pod.
   */
  public boolean covers(Pod pod) {
    LabelSelector selector = spec.selector();
    return selector != null
        && namespace().equals(pod.namespace())
        && selector.matches(pod.labels());
  }

  /**
   * Whether a pod of the set can go without being counted: it is not ready, and the budget's policy
   * lets such pods go. Source: Kubernetes docs, "Unhealthy Pod Eviction Policy".
   */
  public boolean isFree(Pod pod) {
    return !pod.ready()
        && (spec.unhealthyPodEvictionPolicy() == UnhealthyPodEvictionPolicy.ALWAYS_ALLOW
            || (status.currentHealthy() >= status.desiredHealthy() && status.desiredHealthy() > 0));
  }

  @Override
  public PodDisruptionBudget withMeta(ObjectMeta value) {
    return new PodDisruptionBudget(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public PodDisruptionBudget withSpec(Spec value) {
    return new PodDisruptionBudget(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public PodDisruptionBudget withStatus(Status value) {
    return new PodDisruptionBudget(meta, spec, value, resourceVersion);
  }

  @Override
  public PodDisruptionBudget withResourceVersion(long version) {
    return new PodDisruptionBudget(meta, spec, status, version);
  }

  @Override
  public long contentHash() {
    long hash = 31L * status.disruptionsAllowed() + disruptedPods().hashCode();
    if (status.observedGeneration() != 0 || meta.isDeleted()) {
      hash = 31 * hash + status.toString().hashCode();
      hash = 31 * hash + meta.deletionNanos();
    }
    return hash;
  }
}
