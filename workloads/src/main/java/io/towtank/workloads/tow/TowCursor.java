package io.towtank.workloads.tow;

import io.towtank.text.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Goes through the rows of a workload file, one group of rows in memory at a time, and of each
 * column one page of it decoded.
 */
final class TowCursor implements Closeable {
  private static final Binary POD = Binary.fromString(TowSchema.POD);

  private final TowFile file;
  private final MessageType schema;
  private final Predicate<BlockMetaData> wanted;
  private final TowColumn[] columns;
  private final TowColumn[] filled;
  private int group;
  private long leftOfGroup;
  private int rowsOfRun;
  private int rowOfRun;
  private long row;

  /**
   * Stands before the first row.
   *
   * @param wanted groups of rows that are not skipped
   */
  TowCursor(TowFile file, Predicate<BlockMetaData> wanted) {
    this.file = file;
    this.wanted = wanted;
    schema = file.filled(TowSchema.TYPE);
    columns = new TowColumn[TowSchema.TYPE.getFieldCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new TowColumn();
    }
    filled = new TowColumn[schema.getFieldCount()];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = column(schema.getFieldName(i));
    }
    file.reader().setRequestedSchema(schema);
  }

  /** Whether a group of rows may hold anything but pods. */
  static boolean mayHoldMachines(BlockMetaData group) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().toDotString().equals(TowSchema.KIND)) {
        Statistics<?> kinds = chunk.getStatistics();
        return kinds == null
            || !kinds.hasNonNullValue()
            || !POD.equals(kinds.genericGetMin())
            || !POD.equals(kinds.genericGetMax());
      }
    }
    return true;
  }

  /** A column; it stays the same object for all rows. */
  TowColumn column(String name) {
    return columns[TowSchema.TYPE.getFieldIndex(name)];
  }

  /** Goes to the next row; false if there is none. */
  boolean next() {
    try {
      row++;
      if (++rowOfRun >= rowsOfRun && !nextRun()) {
        row--;
        return false;
      }
      return true;
    } catch (IOException | RuntimeException e) {
      throw damaged(TowFile.detail(e), e);
    }
  }

  /** Number of the current row in the run, from 0; columns are asked by it. */
  int rowOfRun() {
    return rowOfRun;
  }

  /** Rows of the current run: a piece of the table that lies within one page of each column. */
  int rowsOfRun() {
    return rowsOfRun;
  }

  /** Number of the current group of rows, from 1; each has dictionaries of its own. */
  int group() {
    return group;
  }

  /** Rows read so far, those that were skipped included. */
  long row() {
    return row;
  }

  /** File and row, to begin a message with. */
  String position() {
    return file.path() + ": row " + row;
  }

  /** The error that the current row can't be. */
  InputException damaged(String detail, Exception cause) {
    return new InputException(position() + ": the file is damaged" + detail, cause);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean nextRun() throws IOException {
    if (leftOfGroup == 0 && !nextGroup()) {
      return false;
    }
    int rows = (int) Math.min(leftOfGroup, Integer.MAX_VALUE);
    for (TowColumn column : filled) {
      rows = Math.min(rows, column.rowsLeft());
    }
    for (TowColumn column : filled) {
      column.beginRun(rows);
    }
    leftOfGroup -= rows;
    rowsOfRun = rows;
    rowOfRun = 0;
    return true;
  }

  private boolean nextGroup() throws IOException {
    ParquetFileReader reader = file.reader();
    List<BlockMetaData> groups = reader.getRowGroups();
    while (group < groups.size() && !wanted.test(groups.get(group))) {
      row += groups.get(group++).getRowCount();
      reader.skipNextRowGroup();
    }
    if (group == groups.size()) {
      return false;
    }
    long expected = groups.get(group++).getRowCount();
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null || pages.getRowCount() != expected) {
      throw new IOException("a group of rows is missing");
    }
    List<ColumnDescriptor> descriptors = schema.getColumns();
    for (int i = 0; i < filled.length; i++) {
      filled[i].begin(pages.getPageReader(descriptors.get(i)), descriptors.get(i));
    }
    leftOfGroup = expected;
    return true;
  }
}
