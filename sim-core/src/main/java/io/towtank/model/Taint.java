package io.towtank.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mark on a node that keeps pods away unless they tolerate it. Two are equal whenever they were
 * added.
 *
 * @param timeAddedNanos when it was added; {@link Pod#NEVER} where that is not known
 */
public record Taint(String key, String value, TaintEffect effect, long timeAddedNanos) {
  /** Taint that cordoning a node adds. */
  public static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  /** Taint of a node that says it is not ready. */
  public static final String NOT_READY = "node.kubernetes.io/not-ready";

  /** Taint of a node that has not been heard of. */
  public static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  /** Taint by which people say that a node is down for good: its pods may be removed by force. */
  public static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  /** Taint of a node that is short of memory. */
  public static final String MEMORY_PRESSURE = "node.kubernetes.io/memory-pressure";

  /** Taint of a node that is short of disk. */
  public static final String DISK_PRESSURE = "node.kubernetes.io/disk-pressure";

  /** Taint of a node that is short of process ids. */
  public static final String PID_PRESSURE = "node.kubernetes.io/pid-pressure";

  /** Taint of a node without a network. */
  public static final String NETWORK_UNAVAILABLE = "node.kubernetes.io/network-unavailable";

  /** A taint added at a time that is not known. */
  public Taint(String key, String value, TaintEffect effect) {
    this(key, value, effect, Pod.NEVER);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Taint taint
        && key.equals(taint.key)
        && value.equals(taint.value)
        && effect == taint.effect;
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, value, effect.kubernetesName());
  }

  /** {@code key=value:effect}, as {@code kubectl} prints it. */
  @Override
  public String toString() {
    return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect.kubernetesName();
  }
}
