package io.towtank.model;

import org.jspecify.annotations.Nullable;

/**
 * Which taints a pod puts up with.
 *
 * @param key taint key; empty together with {@code EXISTS} matches every key
 * @param operator how key and value are compared
 * @param value taint value for {@code EQUAL}
 * @param effect effect tolerated; null tolerates all
 * @param tolerationSeconds how long a NoExecute taint is tolerated; null for ever
 */
public record Toleration(
    String key,
    Operator operator,
    String value,
    @Nullable TaintEffect effect,
    @Nullable Long tolerationSeconds) {

  /** How a toleration compares. */
  public enum Operator {
    /** Key and value are equal. */
    EQUAL,
    /** The key is equal, whatever the value. */
    EXISTS
  }

  /**
   * Whether this toleration covers the taint. Source: Kubernetes docs, "Taints and Tolerations".
   */
  public boolean tolerates(Taint taint) {
    if (effect != null && effect != taint.effect()) {
      return false;
    }
    if (!key.isEmpty() && !key.equals(taint.key())) {
      return false;
    }
    return switch (operator) {
      case EXISTS -> true;
      case EQUAL -> value.equals(taint.value()) && !key.isEmpty();
    };
  }
}
