package io.towtank.workloads.tow;

import io.towtank.text.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a workload file, one group of rows in memory at a time. */
final class TowCursor implements Closeable {
  private static final Binary POD = Binary.fromString(TowSchema.POD);
  private static final List<String> SAME_MOSTLY = List.of(TowSchema.KIND, TowSchema.NAMESPACE);

  private final TowFile file;
  private final MessageType schema;
  private final Predicate<BlockMetaData> wanted;
  private final TowColumn[] columns;
  private final TowColumn[] filled;
  private int group;
  private long left;
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
      columns[i] =
          new TowColumn(
              TowSchema.TYPE.getType(i).asPrimitiveType().getPrimitiveTypeName().javaType
                  == Binary.class);
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
        return !POD.equals(onlyValue(chunk));
      }
    }
    return true;
  }

  /**
   * What each row of a group has in a column that is nearly always the same; null where they differ
   * or where that is not known. It counts only where the dictionary, which has a checksum, says so
   * too.
   */
  private static @Nullable String onlyText(BlockMetaData rows, String column) {
    for (ColumnChunkMetaData chunk : rows.getColumns()) {
      if (chunk.getPath().toDotString().equals(column) && SAME_MOSTLY.contains(column)) {
        return onlyValue(chunk) instanceof Binary only ? only.toStringUsingUTF8() : null;
      }
    }
    return null;
  }

  /**
   * What each row of a group has in a column; null where they differ or where that is not known.
   */
  private static @Nullable Object onlyValue(ColumnChunkMetaData chunk) {
    Statistics<?> values = chunk.getStatistics();
    return values != null
            && values.hasNonNullValue()
            && values.isNumNullsSet()
            && values.getNumNulls() == 0
            && values.genericGetMin().equals(values.genericGetMax())
        ? values.genericGetMin()
        : null;
  }

  /** A column of the current row; it stays the same object for all rows. */
  TowColumn column(String name) {
    return columns[TowSchema.TYPE.getFieldIndex(name)];
  }

  /** Goes to the next row; false if there is none. */
  boolean next() {
    try {
      while (left == 0) {
        if (!nextGroup()) {
          return false;
        }
      }
      row++;
      left--;
      for (TowColumn column : filled) {
        column.read();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      throw damaged(TowFile.detail(e), e);
    }
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
    BlockMetaData rows = groups.get(group++);
    long expected = rows.getRowCount();
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null || pages.getRowCount() != expected) {
      throw new IOException("a group of rows is missing");
    }
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages, new Columns(), schema, reader.getFooter().getFileMetaData().getCreatedBy());
    List<ColumnDescriptor> descriptors = schema.getColumns();
    for (int i = 0; i < filled.length; i++) {
      filled[i].forget();
      filled[i].begin(store.getColumnReader(descriptors.get(i)));
      String only = onlyText(rows, descriptors.get(i).getPath()[0]);
      if (only != null) {
        filled[i].beginAll(only);
      }
    }
    left = expected;
    return true;
  }

  /** Hands each column of the file to ours. */
  private final class Columns extends GroupConverter {
    @Override
    public Converter getConverter(int index) {
      return filled[index];
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
