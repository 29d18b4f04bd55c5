package io.towtank.workloads.google;

import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.JsonObjects;
import io.towtank.workloads.input.TablePart;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows of a part of the 2019 trace's tables, of JSON or CSV as the name of the first file says. */
final class EventTable2019 implements Closeable {
  private final Supplier<@Nullable EventRow> rows;
  private final Closeable table;

  EventTable2019(TablePart part) {
    if (isCsv(part.allPaths())) {
      CsvTable csv = CsvTable.open(part, CsvLayout.WITH_UNNAMED_COLUMNS, CsvTable::requireRows);
      rows = () -> ofCsv(csv.next());
      table = csv;
    } else {
      JsonObjects objects = new JsonObjects(List.of(part.path()));
      rows = () -> ofJson(objects);
      table = objects;
    }
  }

  /** The parts of a table: files of CSV may be cut between their lines, those of JSON not. */
  static List<TablePart> parts(String table, List<Path> files) {
    List<TablePart> parts = TablePart.ofLines(table, files);
    return parts.isEmpty() || isCsv(files)
        ? parts
        : parts.stream().map(TablePart::inOnePiece).toList();
  }

  /** The next row; null at the end. */
  @Nullable EventRow next() {
    return rows.get();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private static boolean isCsv(List<Path> files) {
    return files.get(0).toString().toLowerCase(Locale.ROOT).contains(".csv");
  }

  private static @Nullable EventRow ofCsv(@Nullable CsvRow row) {
    return row == null ? null : EventRow.of(row::text, row.position());
  }

  private static @Nullable EventRow ofJson(JsonObjects objects) {
    JsonNode object = objects.next();
    return object == null ? null : EventRow.of(object, objects.position());
  }
}
