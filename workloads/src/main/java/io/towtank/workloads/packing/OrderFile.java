package io.towtank.workloads.packing;

import io.towtank.model.Pod;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.TextLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Order of arrival as a file gives it: a pod's name in each line.
 *
 * <p>A line that names no pod names a copy, {@code <pod>-tuned-<n>}: one more pod that asks for
 * what the named one does. These names are those of the orders published for the experiments of Q.
 * Weng et al., "Beware of Fragmentation", USENIX ATC 2023.
 */
final class OrderFile {
  private static final String COPY = "-tuned-";
  private static final int HINT_NAMES_MAX = 20_000;

  private OrderFile() {}

  /**
   * The pods that the file names, in its order.
   *
   * @throws InputException if a line names no pod or one for the second time, or there is no line
   */
  static List<Pod> arrange(List<Pod> pods, Path file) {
    Map<String, Pod> podsByName = new HashMap<>();
    for (Pod pod : pods) {
      if (podsByName.put(pod.name(), pod) != null) {
        throw new InputException(
            "%s: pods are ordered by name, but the workload has two named '%s'"
                .formatted(file, Shown.plain(pod.name())));
      }
    }
    List<Pod> arranged = new ArrayList<>();
    Set<String> named = new HashSet<>();
    TextLines.read(
        file,
        (name, position) -> {
          if (!named.add(name)) {
            throw new InputException(
                position + ": pod '" + Shown.plain(name) + "' stands twice; expected it once");
          }
          arranged.add(pod(name, position.toString(), podsByName));
        });
    if (arranged.isEmpty()) {
      throw new InputException(file + ": found no names, expected one in each line");
    }
    return arranged;
  }

  private static Pod pod(String name, String position, Map<String, Pod> podsByName) {
    Pod pod = podsByName.get(name);
    if (pod != null) {
      return pod;
    }
    int copy = name.lastIndexOf(COPY);
    Pod original = copy < 0 ? null : podsByName.get(name.substring(0, copy));
    if (original != null && Names.isName(name)) {
      return PackingWorkload.copy(original, name);
    }
    throw new InputException(
        "%s: the workload has no pod '%s'%s"
            .formatted(
                position,
                Shown.plain(name),
                hint(copy < 0 ? name : name.substring(0, copy), podsByName)));
  }

  private static String hint(String name, Map<String, Pod> podsByName) {
    String nearest =
        NearestName.nearest(
            name, podsByName.keySet().stream().sorted().limit(HINT_NAMES_MAX).toList());
    return nearest.isEmpty() ? "" : "; did you mean '" + Shown.plain(nearest) + "'?";
  }
}
