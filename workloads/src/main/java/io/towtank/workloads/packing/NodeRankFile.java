package io.towtank.workloads.packing;

import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.input.TextLines;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ranks of nodes as a file gives them: {@code <rank>-<node>} in each line, as in the orders
 * published for the experiments of Q. Weng et al., "Beware of Fragmentation", USENIX ATC 2023.
 */
public final class NodeRankFile {
  private static final Pattern LINE = Pattern.compile("([0-9]{1,18})-(.+)");

  private NodeRankFile() {}

  /**
   * The rank of each node by its name.
   *
   * @throws InputException if a line is no such line, names an unknown node, or repeats a node or a
   *     rank; or if a node has no rank
   */
  public static SortedMap<String, Long> read(Path file, List<Node> nodes) {
    SortedSet<String> missing = new TreeSet<>();
    nodes.forEach(node -> missing.add(node.name()));
    SortedSet<String> known = new TreeSet<>(missing);
    SortedMap<String, Long> ranks = new TreeMap<>();
    Map<Long, String> nodeByRank = new HashMap<>();
    TextLines.read(
        file,
        (line, position) -> {
          Matcher matcher = LINE.matcher(line);
          if (!matcher.matches()) {
            throw new InputException(
                "%s: found '%s', expected a line such as 0042-node-7, the rank first"
                    .formatted(position, Shown.plain(line)));
          }
          String name = matcher.group(2);
          long rank = Long.parseLong(matcher.group(1));
          if (!known.contains(name)) {
            String nearest = NearestName.nearest(name, known);
            throw new InputException(
                "%s: there is no node '%s'%s"
                    .formatted(
                        position,
                        Shown.plain(name),
                        nearest.isEmpty() ? "" : "; did you mean '" + Shown.plain(nearest) + "'?"));
          }
          if (!missing.remove(name)) {
            throw new InputException(
                position + ": node '" + Shown.plain(name) + "' has a rank already");
          }
          String other = nodeByRank.put(rank, name);
          if (other != null) {
            throw new InputException(
                "%s: rank %d is that of node '%s' already"
                    .formatted(position, rank, Shown.plain(other)));
          }
          ranks.put(name, rank);
        });
    if (!missing.isEmpty()) {
      throw new InputException(
          "%s: %d nodes have no rank, the first of them is '%s'"
              .formatted(file, missing.size(), Shown.plain(missing.first())));
    }
    return ranks;
  }
}
