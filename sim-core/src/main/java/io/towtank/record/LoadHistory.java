package io.towtank.record;

import java.util.List;

/**
 * How full each node was at most in each of a number of equal stretches of time.
 *
 * <p>What lies on a node are the pods that the API shows as bound to it and not ended, whether the
 * node is there or not.
 */
public final class LoadHistory {
  private final long startNanos;
  private final long intervalNanos;
  private final List<String> nodes;
  private final List<String> resources;
  private final List<char[]> frames;

  /**
   * The loads of these nodes.
   *
   * @param intervalNanos length of a stretch; the first begins at {@code startNanos}
   * @param nodes names, in the order in which they joined
   * @param resources names
   * @param frames for each stretch, by node: the most pods that were on it, then for each resource
   *     the most that was allocated in thousandths of what it has, at most 65,535; may be shorter
   *     than that for nodes that joined later, which were empty then; not to be changed
   */
  public LoadHistory(
      long startNanos,
      long intervalNanos,
      List<String> nodes,
      List<String> resources,
      List<char[]> frames) {
    this.startNanos = startNanos;
    this.intervalNanos = intervalNanos;
    this.nodes = List.copyOf(nodes);
    this.resources = List.copyOf(resources);
    this.frames = List.copyOf(frames);
  }

  /** When the first stretch begins. */
  public long startNanos() {
    return startNanos;
  }

  /** How long a stretch is. */
  public long intervalNanos() {
    return intervalNanos;
  }

  /** How many stretches there are. */
  public int frames() {
    return frames.size();
  }

  /** Names of the nodes, in the order in which they joined. */
  public List<String> nodes() {
    return nodes;
  }

  /** Names of the resources. */
  public List<String> resources() {
    return resources;
  }

  /** The most pods that were on a node in a stretch. */
  public int pods(int frame, int node) {
    return at(frame, node, 0);
  }

  /** The most that was allocated of a resource, in thousandths of what the node has. */
  public int thousandths(int frame, int node, int resource) {
    return at(frame, node, 1 + resource);
  }

  private int at(int frame, int node, int column) {
    char[] values = frames.get(frame);
    int i = node * (1 + resources.size()) + column;
    return i < values.length ? values[i] : 0;
  }
}
