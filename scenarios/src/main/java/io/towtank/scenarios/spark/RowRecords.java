package io.towtank.scenarios.spark;

import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.KeyedRows;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Rows as records: their key and place, and their bytes. */
final class RowRecords extends Records {
  private final Task task;
  private final int number;
  private final TablePart part;
  private @Nullable KeyedRows rows;
  private long row;

  RowRecords(Task task, int number, TablePart part) {
    super(number);
    this.task = task;
    this.number = number;
    this.part = part;
  }

  @Override
  void open() {
    rows = task.format(KeyedFormat.class).openRows(part);
  }

  @Override
  @Nullable Tuple2<Place, byte[]> read() {
    KeyedRows opened = rows;
    if (opened == null) {
      return null;
    }
    byte[] bytes = opened.next();
    return bytes.length == 0
        ? null
        : new Tuple2<>(new Place(opened.key(), Place.row(number, row++)), bytes);
  }

  @Override
  byte[] note() {
    return rows == null ? new byte[0] : rows.note();
  }

  @Override
  void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
