package io.towtank.scheduling.framework;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What PreFilter says of a pod.
 *
 * @param status success; skip, to leave out this plugin's Filter; or a refusal for all nodes
 * @param nodeNames the only nodes worth filtering; null for all
 */
public record PreFilterResult(Status status, @Nullable SortedSet<String> nodeNames) {
  /** All nodes are worth filtering. */
  public static final PreFilterResult ALL_NODES = new PreFilterResult(Status.SUCCESS, null);

  /** The plugin's Filter has no say on this pod. */
  public static final PreFilterResult SKIP = new PreFilterResult(Status.SKIP, null);

  /** Only these nodes. */
  public static PreFilterResult ofNodes(Collection<String> names) {
    return new PreFilterResult(
        Status.SUCCESS, Collections.unmodifiableSortedSet(new TreeSet<>(names)));
  }

  /** The pod is refused for all nodes. */
  public static PreFilterResult refused(Status status) {
    return new PreFilterResult(status, null);
  }
}
