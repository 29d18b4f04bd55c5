package io.towtank.workloads.towtank;

import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import java.util.List;
import java.util.stream.Collectors;

/** The columns that are named after an extended resource, such as {@code example.com/fpga}. */
final class ExtendedColumns {
  private final List<String> columns;

  private ExtendedColumns(List<String> columns) {
    this.columns = columns;
  }

  static ExtendedColumns of(CsvTable table) {
    return new ExtendedColumns(
        table.columns().stream().filter(ExtendedColumns::isOne).collect(Collectors.toList()));
  }

  static boolean isOne(String column) {
    return Names.isKey(column) && ResourceNames.isExtended(column);
  }

  /** The resources with the row's amounts of these columns added; empty cells add nothing. */
  ResourceList addTo(ResourceList resources, CsvRow row) {
    ResourceList sum = resources;
    for (String column : columns) {
      if (!row.isEmpty(column)) {
        sum = sum.with(column, row.quantity(column, column, CsvRow.EXTENDED_MAX));
      }
    }
    return sum;
  }
}
