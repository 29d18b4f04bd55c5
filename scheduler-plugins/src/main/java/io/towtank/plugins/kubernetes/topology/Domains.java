package io.towtank.plugins.kubernetes.topology;

import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domains of one topology key, numbered from 0: nodes with equal values of a label. */
public final class Domains {
  /** Where the label is missing. */
  public static final int NONE = -1;

  private final int[] ofRow;
  private final int[] sizes;
  private final int unnamed;

  private Domains(int[] ofRow, int[] sizes, int unnamed) {
    this.ofRow = ofRow;
    this.sizes = sizes;
    this.unnamed = unnamed;
  }

  /** The domains of all nodes there are. */
  static Domains of(String key, NodeJournal nodes) {
    int[] ofRow = new int[nodes.indexBound()];
    Arrays.fill(ofRow, NONE);
    int[] sizes = new int[ofRow.length];
    Map<String, Integer> numbers = new HashMap<>();
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      NodeInfo node = all.get(n);
      String value = node.node().labels().get(key);
      if (value != null) {
        Integer known = numbers.putIfAbsent(value, numbers.size());
        int number = known == null ? numbers.size() - 1 : known;
        ofRow[node.index()] = number;
        sizes[number]++;
      }
    }
    return new Domains(ofRow, Arrays.copyOf(sizes, numbers.size()), numbers.getOrDefault("", NONE));
  }

  /** Domain of the node at an index, {@link #NONE} if it has none. */
  public int of(int row) {
    return ofRow[row];
  }

  /** How many domains there are. */
  public int count() {
    return sizes.length;
  }

  /** The domain whose value is empty, {@link #NONE} if there is none. */
  public int unnamed() {
    return unnamed;
  }

  /** Whether the domain is a single node's, and its value not empty. */
  public boolean isSingle(int domain) {
    return sizes[domain] == 1 && domain != unnamed;
  }
}
