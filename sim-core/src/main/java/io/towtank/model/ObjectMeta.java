package io.towtank.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all objects have that are declared and looked after: Kubernetes' {@code metadata}.
 *
 * @param uid number that the API gives the object, unique over all kinds but pods, which are
 *     numbered on their own; 0 before
 * @param createdNanos when the API stored it
 * @param deletionNanos when its deletion was asked for; {@link Pod#NEVER} before
 * @param generation version of what is declared: 1 at first, one more for each change of the spec
 * @param owner its controller, null for none
 * @param finalizers what must be done before it can be gone
 */
public record ObjectMeta(
    String namespace,
    String name,
    Labels labels,
    long uid,
    long createdNanos,
    long deletionNanos,
    long generation,
    @Nullable OwnerReference owner,
    List<String> finalizers) {
  /** Finalizer: dependents go first. Source: Kubernetes, {@code FinalizerDeleteDependents}. */
  public static final String FOREGROUND_DELETION = "foregroundDeletion";

  /**
   * Finalizer: dependents lose their owner. Source: Kubernetes, {@code FinalizerOrphanDependents}.
   */
  public static final String ORPHAN = "orphan";

  /** Copies the finalizers. */
  public ObjectMeta {
    finalizers = List.copyOf(finalizers);
  }

  /** Of an object yet to be stored. */
  public static ObjectMeta of(String namespace, String name) {
    return new ObjectMeta(
        namespace, name, Labels.EMPTY, 0, Pod.NEVER, Pod.NEVER, 0, null, List.of());
  }

  /** {@code namespace/name}. */
  public String key() {
    return namespace + "/" + name;
  }

  /** Whether its deletion was asked for. */
  public boolean isDeleted() {
    return deletionNanos != Pod.NEVER;
  }

  /** The same with other labels. */
  public ObjectMeta withLabels(Labels value) {
    return new ObjectMeta(
        namespace, name, value, uid, createdNanos, deletionNanos, generation, owner, finalizers);
  }

  /** The same with another owner. */
  public ObjectMeta withOwner(@Nullable OwnerReference value) {
    return new ObjectMeta(
        namespace, name, labels, uid, createdNanos, deletionNanos, generation, value, finalizers);
  }

  /** The same as the API stores it. */
  public ObjectMeta stored(long newUid, long atNanos) {
    return new ObjectMeta(
        namespace, name, labels, newUid, atNanos, Pod.NEVER, 1, owner, finalizers);
  }

  /** The same, in the next version of an object: identity and generation are the API's to set. */
  public ObjectMeta inNextVersionOf(ObjectMeta before, long newGeneration) {
    return new ObjectMeta(
        namespace,
        name,
        labels,
        before.uid,
        before.createdNanos,
        deletionNanos,
        newGeneration,
        owner,
        finalizers);
  }

  /** The same, deletion having been asked for. */
  public ObjectMeta deleted(long atNanos) {
    return new ObjectMeta(
        namespace, name, labels, uid, createdNanos, atNanos, generation, owner, finalizers);
  }

  /** The same with one more finalizer. */
  public ObjectMeta withFinalizer(String finalizer) {
    if (finalizers.contains(finalizer)) {
      return this;
    }
    List<String> all = new ArrayList<>(finalizers);
    all.add(finalizer);
    return withFinalizers(all);
  }

  /** The same without a finalizer. */
  public ObjectMeta withoutFinalizer(String finalizer) {
    List<String> rest = new ArrayList<>(finalizers);
    return rest.remove(finalizer) ? withFinalizers(rest) : this;
  }

  private ObjectMeta withFinalizers(List<String> value) {
    return new ObjectMeta(
        namespace, name, labels, uid, createdNanos, deletionNanos, generation, owner, value);
  }
}
