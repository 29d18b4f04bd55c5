package io.towtank.scheduling.cache;

import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which images lie on how many nodes. The size that the first node reported counts for all, as in
 * kube-scheduler's cache.
 */
final class ImageCensus {
  private static final class Entry {
    private long sizeBytes;
    private int nodes;

    Entry(long sizeBytes) {
      this.sizeBytes = sizeBytes;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();

  void add(Node node) {
    sizes(node)
        .forEach(
            (name, bytes) -> entries.computeIfAbsent(name, unused -> new Entry(bytes)).nodes++);
  }

  /** Takes a node's new description for the old one; whether that changes anything. */
  boolean update(Node older, Node newer) {
    if (!older.images().equals(newer.images())) {
      remove(older);
      add(newer);
      return true;
    }
    // The last node that holds an image says anew how large it is.
    boolean isChanged = false;
    for (Map.Entry<String, Long> size : sizes(newer).entrySet()) {
      Entry entry = entries.get(size.getKey());
      if (entry != null && entry.nodes == 1 && entry.sizeBytes != size.getValue()) {
        entry.sizeBytes = size.getValue();
        isChanged = true;
      }
    }
    return isChanged;
  }

  void remove(Node node) {
    for (String name : sizes(node).keySet()) {
      Entry entry = entries.get(name);
      if (entry != null && --entry.nodes == 0) {
        entries.remove(name);
      }
    }
  }

  /** The images by name: a node counts once for a name, however often it reports it. */
  private static Map<String, Long> sizes(Node node) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (ContainerImage image : node.images()) {
      for (String name : image.names()) {
        sizes.putIfAbsent(name, image.sizeBytes());
      }
    }
    return sizes;
  }

  int nodeCount(String image) {
    Entry entry = entries.get(image);
    return entry == null ? 0 : entry.nodes;
  }

  long sizeBytes(String image) {
    Entry entry = entries.get(image);
    return entry == null ? 0 : entry.sizeBytes;
  }
}
