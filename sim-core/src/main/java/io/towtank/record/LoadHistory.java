package io.towtank.record;

import java.util.List;

/**
 * How full each node was at most in each of a number of stretches of time.
 *
 * <p>What lies on a node are the pods that the API shows as bound to it and not ended, whether the
 * node is there or not.
 */
public final class LoadHistory {
  private final List<String> nodes;
  private final List<String> resources;
  private final List<Stretch> stretches;

  /**
   * A stretch of time, which ends where the next one begins.
   *
   * @param loads by node: the most pods that were on it, then for each resource the most that was
   *     allocated in thousandths of what it has, at most 65,535; may be shorter than that for nodes
   *     that joined later, which were empty then; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // written once and read once; no copies
  public record Stretch(long beginNanos, char[] loads) {}

  /**
   * The loads of these nodes.
   *
   * @param nodes names, in the order in which they joined
   * @param resources names
   * @param stretches in order of time
   */
  public LoadHistory(List<String> nodes, List<String> resources, List<Stretch> stretches) {
    this.nodes = List.copyOf(nodes);
    this.resources = List.copyOf(resources);
    this.stretches = List.copyOf(stretches);
  }

  /** When a stretch begins. */
  public long beginNanos(int frame) {
    return stretches.get(frame).beginNanos();
  }

  /** How many stretches there are. */
  public int frames() {
    return stretches.size();
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
    char[] values = stretches.get(frame).loads();
    int i = node * (1 + resources.size()) + column;
    return i < values.length ? values[i] : 0;
  }
}
