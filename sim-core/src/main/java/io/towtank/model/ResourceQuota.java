package io.towtank.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much the pods and other objects of a namespace may ask for in all.
 *
 * @param spec what its user declares
 * @param status what is taken
 */
public record ResourceQuota(ObjectMeta meta, Spec spec, Status status, long resourceVersion)
    implements MetaObject<ResourceQuota> {
  /**
   * Names by which quotas limit numbers of objects; {@code pods}, those that have not ended, is
   * none of them. Source: Kubernetes v1.34, {@code ObjectCountQuotaResourceNameFor}.
   */
  public static final SortedSet<String> COUNTED_OBJECTS =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  "count/controllerrevisions.apps",
                  "count/cronjobs.batch",
                  "count/daemonsets.apps",
                  "count/deployments.apps",
                  "count/jobs.batch",
                  "count/limitranges",
                  "count/persistentvolumeclaims",
                  "count/poddisruptionbudgets.policy",
                  "count/pods",
                  "count/replicasets.apps",
                  "count/replicationcontrollers",
                  "count/resourcequotas",
                  "count/services",
                  "count/statefulsets.apps",
                  "persistentvolumeclaims",
                  "replicationcontrollers",
                  "resourcequotas",
                  "services")));

  /** Which pods are counted. */
  public enum Scope {
    /** Those with an active deadline. */
    TERMINATING,
    /** Those without one. */
    NOT_TERMINATING,
    /** Those of quality-of-service class BestEffort. */
    BEST_EFFORT,
    /** Those of another class. */
    NOT_BEST_EFFORT
  }

  /**
   * What its user declares.
   *
   * @param hard the most of each, by name: {@code cpu} and {@code requests.cpu}, {@code
   *     limits.cpu}, {@code pods}, {@code count/jobs.batch} and so on
   * @param scopes pods must be in all of these to be counted
   */
  public record Spec(ResourceList hard, List<Scope> scopes) {
    /** Copies the scopes. */
    public Spec {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * How it stands.
   *
   * @param used what is taken of each that is limited
   */
  public record Status(ResourceList used) {
    /** Nothing is taken. */
    public static final Status INITIAL = new Status(ResourceList.EMPTY);
  }

  /** An object yet to be stored. */
  public ResourceQuota(ObjectMeta meta, Spec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  /** The most of each. */
  public ResourceList hard() {
    return spec.hard();
  }

  /** What is taken of each. */
  public ResourceList used() {
    return status.used();
  }

  @Override
  public ResourceQuota withMeta(ObjectMeta value) {
    return new ResourceQuota(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public ResourceQuota withSpec(Spec value) {
    return new ResourceQuota(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public ResourceQuota withStatus(Status value) {
    return new ResourceQuota(meta, spec, value, resourceVersion);
  }

  @Override
  public ResourceQuota withResourceVersion(long version) {
    return new ResourceQuota(meta, spec, status, version);
  }

  @Override
  public long contentHash() {
    return 31L * spec.toString().hashCode() + status.used().hashCode() + 7 * meta.deletionNanos();
  }
}
