package io.towtank.scenarios.reproduce;

import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the trace and the published results of Weng et al., "Beware of Fragmentation":
 *
 * <pre>
 *   openb_node_list_gpu_node.csv
 *   openb_pod_list_LIST.csv                        one for each list
 *   fgd-published/gpu_allocation_ratio.csv
 *   fgd-published/gpu_frag_percent_of_cluster.csv  may be absent
 *   fgd-order/LIST_tTUNE_sSEED_arrivals.txt        may be absent
 *   fgd-order/LIST_tTUNE_sSEED_noderank.txt        may be absent
 * </pre>
 *
 * <p>Each file may be compressed, with {@code .gz} or {@code .zst} behind its name.
 */
final class FgdFolder {
  private static final String POD_LIST = "openb_pod_list_";
  private static final String CSV = ".csv";
  private static final List<String> ENDINGS = List.of("", ".gz", ".zst");

  private final Path folder;

  FgdFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder + ": no such directory; expected one with the openb trace and published results");
    }
    this.folder = folder;
  }

  /** A published run's orders. */
  record Orders(Path arrivals, Path nodeRanks) {}

  Path nodeList() {
    return required("openb_node_list_gpu_node" + CSV);
  }

  Path publishedAllocation() {
    return required("fgd-published/gpu_allocation_ratio" + CSV);
  }

  /** Null where the folder has none. */
  @Nullable Path publishedFragmentation() {
    return find("fgd-published/gpu_frag_percent_of_cluster" + CSV);
  }

  /** The pod lists by the names of lists. */
  SortedMap<String, Path> podLists() {
    SortedMap<String, Path> lists = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        int end = name.indexOf(CSV);
        if (name.startsWith(POD_LIST) && end > 0 && ENDINGS.contains(name.substring(end + 4))) {
          lists.putIfAbsent(listName(name.substring(0, end)), file);
        }
      }
    } catch (IOException e) {
      throw new InputException(folder + ": can't be read: " + e.getMessage(), e);
    }
    return lists;
  }

  /** The list's name in a name of the trace's files: {@code default}. */
  static String listName(String workload) {
    return workload.startsWith(POD_LIST) ? workload.substring(POD_LIST.length()) : workload;
  }

  /** The orders of a published run; null where one of the two files is missing. */
  @Nullable Orders orders(String list, String tune, long seed) {
    String stem = "fgd-order/" + list + "_t" + tune + "_s" + seed;
    Path arrivals = find(stem + "_arrivals.txt");
    Path ranks = find(stem + "_noderank.txt");
    return arrivals == null || ranks == null ? null : new Orders(arrivals, ranks);
  }

  private Path required(String name) {
    Path file = find(name);
    if (file == null) {
      throw new InputException(
          folder.resolve(name) + ": no such file, nor one with .gz or .zst behind its name");
    }
    return file;
  }

  private @Nullable Path find(String name) {
    for (String ending : ENDINGS) {
      Path file = folder.resolve(name + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
