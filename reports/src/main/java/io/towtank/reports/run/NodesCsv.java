package io.towtank.reports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.NodeRow;
import io.towtank.reports.file.Csv;
import io.towtank.reports.format.Numbers;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code nodes.csv}: one row for each node, three columns for each resource that any node has. */
final class NodesCsv {
  private NodesCsv() {}

  static void write(List<NodeRow> nodes, Writer writer) throws IOException {
    Map<String, String> units = new LinkedHashMap<>();
    for (NodeRow node : nodes) {
      node.resources().forEach(amount -> units.putIfAbsent(amount.resource(), amount.unit()));
    }
    try (CsvWriter csv = Csv.to(writer)) {
      List<String> head = new ArrayList<>(List.of("name", "zone", "model", "pods", "pods_peak"));
      units.forEach(
          (resource, unit) -> {
            head.add(resource + "_allocatable_" + unit);
            head.add(resource + "_allocated_" + unit);
            head.add(resource + "_allocated_mean_" + unit);
          });
      head.add("device_free_milli");
      csv.writeRecord(head);
      for (NodeRow node : nodes) {
        csv.writeRecord(row(node, units));
      }
    }
  }

  private static List<String> row(NodeRow node, Map<String, String> units) {
    List<String> cells = new ArrayList<>();
    cells.add(node.name());
    cells.add(node.zone());
    cells.add(node.model());
    cells.add(Integer.toString(node.pods()));
    cells.add(Integer.toString(node.podsPeak()));
    for (String resource : units.keySet()) {
      List<String> figures = List.of("", "", "");
      for (NodeRow.Amount amount : node.resources()) {
        if (amount.resource().equals(resource)) {
          figures =
              List.of(
                  Long.toString(amount.allocatable()),
                  Long.toString(amount.allocated()),
                  Numbers.plain(amount.allocatedMean()));
        }
      }
      cells.addAll(figures);
    }
    cells.add(
        node.deviceFreeMilli().stream().map(String::valueOf).collect(Collectors.joining(";")));
    return cells;
  }
}
