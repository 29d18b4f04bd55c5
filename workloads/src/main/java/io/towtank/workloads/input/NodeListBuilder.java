package io.towtank.workloads.input;

import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Gathers the nodes of a file: a bounded number, no name twice. */
public final class NodeListBuilder {
  private static final int NODES_MAX = 1_000_000;

  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private NodeListBuilder() {}

  /**
   * Reads a node list.
   *
   * @param checkHeader calls {@link CsvTable#requireColumns}
   * @param readRow adds the nodes of one row
   * @param accounts where each row is counted as used
   */
  public static List<Node> read(
      Path file,
      Consumer<CsvTable> checkHeader,
      BiConsumer<CsvRow, NodeListBuilder> readRow,
      TraceAccounts accounts) {
    return read(List.of(file), CsvLayout.WITH_HEADER, checkHeader, readRow, accounts);
  }

  /**
   * Reads a node list in files of a layout.
   *
   * @param check calls {@link CsvTable#requireColumns} or {@link CsvTable#requireRows}
   * @param readRow adds the nodes of one row
   * @param accounts where each row is counted as used
   */
  public static List<Node> read(
      List<Path> files,
      CsvLayout layout,
      Consumer<CsvTable> check,
      BiConsumer<CsvRow, NodeListBuilder> readRow,
      TraceAccounts accounts) {
    NodeListBuilder builder = new NodeListBuilder();
    Path file = files.get(0);
    try (CsvTable table = CsvTable.open(files, layout, check)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        readRow.accept(row, builder);
        accounts.use();
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
    return List.copyOf(builder.nodes);
  }

  /**
   * Adds a node that a row made.
   *
   * @throws InputException if there is one of this name, or there are a million nodes
   */
  public void add(CsvRow row, Node node) {
    if (!names.add(node.name())) {
      throw row.error("node '" + Shown.plain(node.name()) + "' is there twice");
    }
    if (nodes.size() == NODES_MAX) {
      throw row.error("more than " + NODES_MAX + " nodes");
    }
    nodes.add(node);
  }
}
