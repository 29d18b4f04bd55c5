package io.towtank.workloads.swf;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.BlankSeparatedRows;
import io.towtank.workloads.input.CsvRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes nodes of a log's header: {@code MaxNodes}, {@code MaxProcs} and, in kilobytes for each
 * node, {@code MaxMemory}. Processors that can't be shared out evenly go to the first nodes.
 */
final class SwfNodes {
  private static final int NODES_MAX = 1_000_000;
  private static final long KILOBYTES_MAX = CsvRow.MEMORY_BYTES_MAX / 1024;
  private static final String MEMORY_DEFAULT = "256Gi";

  private SwfNodes() {}

  static List<Node> read(Path file, TraceOptions options) {
    Map<String, String> header = header(file);
    long nodes = number(file, header, "maxnodes", 0, NODES_MAX);
    long processors = number(file, header, "maxprocs", nodes, CsvRow.CPU_MILLIS_MAX / 1000);
    if (nodes == 0 || processors < nodes) {
      throw new InputException(
          file + ": the header has no 'MaxNodes' and 'MaxProcs'; expected '; MaxNodes: 128'");
    }
    long kilobytes = number(file, header, "maxmemory", 0, KILOBYTES_MAX);
    long memory =
        kilobytes > 0
            ? 1024 * kilobytes
            : options.quantity(
                SwfFormat.NODE_MEMORY,
                ResourceNames.MEMORY,
                MEMORY_DEFAULT,
                CsvRow.MEMORY_BYTES_MAX);
    List<Node> list = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      long share = processors / nodes + (i < processors % nodes ? 1 : 0);
      String name = "node-" + (i + 1);
      list.add(
          Node.builder(
                  name,
                  ResourceList.of(1000 * share, memory)
                      .with(ResourceNames.PODS, Math.max(Node.PODS_DEFAULT, share)))
              .labels(Labels.of(Labels.HOSTNAME, name))
              .build());
    }
    return list;
  }

  private static Map<String, String> header(Path file) {
    Map<String, String> header = new TreeMap<>();
    try (BlankSeparatedRows rows =
        BlankSeparatedRows.open(
            file, SwfJobs.COLUMNS, SwfJobs.COMMENT, comment -> put(header, comment))) {
      rows.next();
    } catch (IOException e) {
      throw new InputException(file + ": the file can't be read", e);
    }
    return header;
  }

  private static void put(Map<String, String> header, String comment) {
    int colon = comment.indexOf(':');
    if (colon > 0) {
      header.putIfAbsent(
          comment.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          comment.substring(colon + 1).strip());
    }
  }

  private static long number(
      Path file, Map<String, String> header, String key, long absent, long max) {
    String text = header.get(key);
    if (text == null) {
      return absent;
    }
    // Notes may follow the number.
    String first = text.split("\\s", 2)[0];
    try {
      long number = Long.parseLong(first);
      if (number >= -1 && number <= max) {
        return Math.max(absent, number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InputException(
        "%s: header '%s': found %s, expected a whole number up to %d"
            .formatted(file, key, Shown.quoted(text), max));
  }
}
