package io.towtank.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a set may be down by choice at a time.
 *
 * @param selector pods of the set; null for none
 * @param disruptionsAllowed status: how many more may be evicted now
 * @param disruptedPods status: names of pods whose eviction is granted and already counted
 */
public record PodDisruptionBudget(
    String namespace,
    String name,
    @Nullable LabelSelector selector,
    int disruptionsAllowed,
    SortedSet<String> disruptedPods,
    long resourceVersion)
    implements ApiObject<PodDisruptionBudget> {
  /** Copies the names. */
  public PodDisruptionBudget {
    disruptedPods = Collections.unmodifiableSortedSet(new TreeSet<>(disruptedPods));
  }

  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return 31L * disruptionsAllowed + disruptedPods.hashCode();
  }

  @Override
  public PodDisruptionBudget withResourceVersion(long version) {
    return new PodDisruptionBudget(
        namespace, name, selector, disruptionsAllowed, disruptedPods, version);
  }
}
