package io.towtank.model;

/** A mark on a node that keeps pods away unless they tolerate it. */
public record Taint(String key, String value, TaintEffect effect) {
  /** Taint that cordoning a node adds. */
  public static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  /** {@code key=value:effect}, as {@code kubectl} prints it. */
  @Override
  public String toString() {
    return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect.kubernetesName();
  }
}
