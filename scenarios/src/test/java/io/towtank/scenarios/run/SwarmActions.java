package io.towtank.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What people do in a random scenario; in the end all that is declared works. */
record SwarmActions(String text) {
  static SwarmActions of(
      SwarmDraw draw,
      SwarmCluster cluster,
      SwarmObjects objects,
      int minutes,
      SortedMap<String, String> files) {
    List<String> lines = new ArrayList<>();
    if (draw.chance(0.7)) {
      for (SwarmObjects.Declared one : objects.deployments()) {
        deployment(draw, one, minutes, files, lines);
      }
      for (SwarmObjects.Declared one : objects.statefulSets()) {
        if (draw.chance(0.2)) {
          replace(draw, "statefulset/", one, minutes, files, lines);
          continue;
        }
        if (draw.chance(0.3)) {
          scale(draw, "statefulset/", one, minutes, lines);
        }
        if (draw.chance(0.4)) {
          release(draw.between(0, minutes * 60), one, "2", files, lines);
        }
      }
      for (SwarmObjects.Declared one : objects.daemonSets()) {
        if (draw.chance(0.2)) {
          replace(draw, "daemonset/", one, minutes, files, lines);
        } else if (draw.chance(0.4)) {
          release(draw.between(0, minutes * 60), one, "2", files, lines);
        }
      }
      if (draw.chance(0.3)) {
        String node = draw.any(cluster.names());
        int from = draw.between(0, minutes * 60);
        lines.add("at: " + from + "s, cordon: " + node);
        lines.add("at: " + (from + draw.between(1, 900)) + "s, uncordon: " + node);
      }
    }
    StringBuilder text = new StringBuilder(lines.isEmpty() ? "" : "actions:\n");
    lines.forEach(line -> text.append("  - {").append(line).append("}\n"));
    return new SwarmActions(text.toString());
  }

  private static void deployment(
      SwarmDraw draw,
      SwarmObjects.Declared one,
      int minutes,
      SortedMap<String, String> files,
      List<String> lines) {
    String target = "deployment/" + one.name();
    // By then there is a first revision to go back to.
    int at = draw.between(60, minutes * 60);
    switch (draw.between(0, 7)) {
      case 0 -> scale(draw, "deployment/", one, minutes, lines);
      case 1 -> {
        release(at, one, "2", files, lines);
        release(at + draw.between(0, 120), one, "3", files, lines);
        scale(draw, "deployment/", one, minutes, lines);
      }
      case 2 -> {
        release(at, one, "broken", files, lines);
        lines.add("at: " + (at + draw.between(1200, 2400)) + "s, rollback: " + target);
      }
      case 3 -> {
        lines.add("at: " + at + "s, pause: " + target);
        release(at + draw.between(0, 60), one, "2", files, lines);
        lines.add("at: " + (at + draw.between(61, 900)) + "s, resume: " + target);
      }
      case 4 -> replace(draw, "deployment/", one, minutes, files, lines);
      default -> {}
    }
  }

  /** Deletes an object, and perhaps declares it anew. */
  private static void replace(
      SwarmDraw draw,
      String kind,
      SwarmObjects.Declared one,
      int minutes,
      SortedMap<String, String> files,
      List<String> lines) {
    int at = draw.between(0, minutes * 60);
    lines.add(
        "at: "
            + at
            + "s, delete: "
            + kind
            + one.name()
            + ", propagation: "
            + draw.any("background", "foreground", "orphan"));
    // While it waits for its pods to go it can't be declared anew.
    if (draw.chance(0.7)) {
      release(at + draw.between(1800, 3600), one, "2", files, lines);
    }
  }

  private static void scale(
      SwarmDraw draw, String kind, SwarmObjects.Declared one, int minutes, List<String> lines) {
    for (int i = draw.between(1, 3); i > 0; i--) {
      lines.add(
          "at: "
              + draw.between(0, minutes * 60)
              + "s, scale: "
              + kind
              + one.name()
              + ", replicas: "
              + draw.between(0, one.replicas()));
    }
  }

  /** Another template: of another image, or of one that ends at once. */
  private static void release(
      int at,
      SwarmObjects.Declared one,
      String version,
      SortedMap<String, String> files,
      List<String> lines) {
    String file = one.name() + "-" + version + ".yaml";
    String manifest = one.manifest().replace("app:1", "app:" + version);
    files.put(
        file,
        version.equals("broken")
            ? manifest.replace("annotations: {", "annotations: {towtank.io/exit-after: 3s, ")
            : manifest);
    lines.add("at: " + at + "s, apply: " + file);
  }
}
