package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.Labels;
import io.towtank.model.PersistentVolume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A label of a volume that says where it can be reached.
 *
 * @param key one of {@link #KEYS}
 * @param values the zones or regions, of which a node must be in one
 */
record VolumeTopology(String key, SortedSet<String> values) {
  private static final String BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final String BETA_REGION = "failure-domain.beta.kubernetes.io/region";

  /** Labels that are looked at. Source: kube-scheduler v1.34, {@code topologyLabels}. */
  private static final List<String> KEYS =
      List.of(BETA_ZONE, BETA_REGION, Labels.ZONE, Labels.REGION);

  private static final String DELIMITER = "__";

  VolumeTopology {
    values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /** What the volume's labels say; a label that names an empty zone says nothing. */
  static List<VolumeTopology> of(PersistentVolume volume) {
    List<VolumeTopology> topologies = new ArrayList<>();
    for (String key : KEYS) {
      String value = volume.labels().get(key);
      SortedSet<String> values = value == null ? null : parse(value);
      if (values != null) {
        topologies.add(new VolumeTopology(key, values));
      }
    }
    return topologies;
  }

  private static @Nullable SortedSet<String> parse(String value) {
    SortedSet<String> values = new TreeSet<>();
    int start = 0;
    while (true) {
      int end = value.indexOf(DELIMITER, start);
      String part = (end < 0 ? value.substring(start) : value.substring(start, end)).strip();
      if (part.isEmpty()) {
        return null;
      }
      values.add(part);
      if (end < 0) {
        return values;
      }
      start = end + DELIMITER.length();
    }
  }

  /** Whether a node with these labels has any zone or region. */
  static boolean isAnyIn(Labels node) {
    for (String key : KEYS) {
      if (node.contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a node with these labels is there; it may have the newer label for an older one. */
  boolean isMetBy(Labels node) {
    String value = node.get(key);
    if (value == null) {
      value =
          switch (key) {
            case BETA_ZONE -> node.get(Labels.ZONE);
            case BETA_REGION -> node.get(Labels.REGION);
            default -> null;
          };
    }
    return value != null && values.contains(value);
  }
}
