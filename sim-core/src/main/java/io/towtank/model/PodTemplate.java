package io.towtank.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a controller makes pods from. Two templates are equal if they say the same.
 *
 * <p>Pods made from one template share its spec.
 */
public final class PodTemplate {
  private final Labels labels;
  private final PodSpec spec;
  private final PodBehavior behavior;
  private final int deletionCost;
  private final String content;
  private final String hash;

  /** A template for pods with these labels. */
  public PodTemplate(Labels labels, PodSpec spec, PodBehavior behavior) {
    this(labels, spec, behavior, 0);
  }

  /**
   * A template for pods with these labels.
   *
   * @param deletionCost see {@link Pod#deletionCost()}
   */
  public PodTemplate(Labels labels, PodSpec spec, PodBehavior behavior, int deletionCost) {
    this.labels = labels;
    this.spec = spec;
    this.behavior = behavior;
    this.deletionCost = deletionCost;
    String costs = deletionCost == 0 ? "" : "\n" + deletionCost;
    content = labels + "\n" + PodSpecText.of(spec) + "\n" + behavior + costs;
    hash = PodSpecText.shortHash(content);
  }

  /** Labels of the pods. */
  public Labels labels() {
    return labels;
  }

  /** Spec of the pods. */
  public PodSpec spec() {
    return spec;
  }

  /** What the pods' containers do. */
  public PodBehavior behavior() {
    return behavior;
  }

  /**
   * A short text that is another for other content, for {@code pod-template-hash} and the like; the
   * same on every JVM, but not the value that Kubernetes would give.
   */
  public String hash() {
    return hash;
  }

  /** The same with one more label. */
  public PodTemplate withLabel(String key, String value) {
    return new PodTemplate(labels.with(key, value), spec, behavior, deletionCost);
  }

  /** The same without a label. */
  public PodTemplate withoutLabel(String key) {
    if (!labels.contains(key)) {
      return this;
    }
    SortedMap<String, String> rest = labels.toMap();
    rest.remove(key);
    return new PodTemplate(Labels.of(rest), spec, behavior, deletionCost);
  }

  /** A pod yet to be named by its controller's rules: labels, spec and behaviour are set. */
  public Pod.Builder pod(String namespace, String name, OwnerReference owner) {
    return Pod.builder(name, spec)
        .namespace(namespace)
        .labels(labels)
        .behavior(behavior)
        .deletionCost(deletionCost)
        .owner(owner);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PodTemplate template && content.equals(template.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return "template " + hash;
  }
}
