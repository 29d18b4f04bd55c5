package io.towtank.workloads.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set of fields of an object, by their paths; list items have no step of their own. */
final class FieldTree {
  private final Map<String, FieldTree> childByName = new HashMap<>();

  private FieldTree() {}

  /** Fields such as {@code spec.containers.env}. */
  static FieldTree of(String... paths) {
    FieldTree root = new FieldTree();
    for (String path : paths) {
      FieldTree at = root;
      for (String step : path.split("\\.", -1)) {
        at = at.childByName.computeIfAbsent(step, unused -> new FieldTree());
      }
    }
    return root;
  }

  /** The set of these fields and, below each of these paths, of those. */
  static FieldTree of(List<String> fields, List<String> paths, List<String> below) {
    List<String> all = new ArrayList<>(fields);
    paths.forEach(path -> below.forEach(field -> all.add(path + "." + field)));
    return of(all.toArray(new String[0]));
  }

  /** What of the set lies at or below a field; null for nothing. */
  @Nullable FieldTree child(String name) {
    return childByName.get(name);
  }

  /** Whether this is a field of the set itself. */
  boolean isLeaf() {
    return childByName.isEmpty();
  }
}
