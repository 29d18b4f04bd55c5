package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a Parquet file that another program has written; of its columns, those that are wanted. A
 * row's line is its number, from 1. What the file's footer says of sizes is held against the file
 * before anything is read; a group of rows is in memory at a time, compressed.
 */
public final class ParquetRows implements Rows {
  private static final long CHUNK_BYTES_MAX = 1 << 28;

  private final Path file;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<String> columns;
  private final List<ParquetColumn> values = new ArrayList<>();
  private final RowBuffer buffer = new RowBuffer();
  private final CsvRow row = new CsvRow(this, buffer);
  private long line;
  private long left;

  private ParquetRows(Path file, ParquetFileReader reader, MessageType schema) {
    this.file = file;
    this.reader = reader;
    this.schema = schema;
    columns = schema.getColumns().stream().map(column -> column.getPath()[0]).toList();
    columns.forEach(column -> values.add(new ParquetColumn()));
  }

  /**
   * Opens a file.
   *
   * @param wanted names of the columns that are read, where they are there
   * @param required names of those that must be there
   * @throws InputException if it can't be opened, is no Parquet file, or lacks a column
   */
  public static ParquetRows open(
      Path file, Collection<String> wanted, Collection<String> required) {
    ParquetFileReader reader = null;
    try {
      TraceFile.open(file, "a Parquet file").close();
      ParquetShape.require(file, "no Parquet file");
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ParquetPages())
              .build();
      reader = ParquetFileReader.open(new LocalInputFile(file), options);
      MessageType schema = schema(file, reader, wanted, required);
      requireSizes(file, reader);
      reader.setRequestedSchema(schema);
      return new ParquetRows(file, reader, schema);
    } catch (InputException e) {
      closeQuietly(reader, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      closeQuietly(reader, e);
      throw new InputException(file + ": the file is damaged" + detail(e), e);
    }
  }

  @Override
  public @Nullable CsvRow next() {
    try {
      while (left == 0) {
        if (!nextGroup()) {
          return null;
        }
      }
      left--;
      buffer.handleBegin(++line);
      for (int i = 0; i < values.size(); i++) {
        char[] text = values.get(i).next().toString().toCharArray();
        buffer.handleField(i, text, 0, text.length, false);
      }
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          file + ":" + Math.max(1, line) + ": the file is damaged" + detail(e), e);
    }
    if (buffer.badField() >= 0) {
      throw row.error(columns.get(buffer.badField()), "text without control characters");
    }
    return row;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public int column(String name) {
    return columns.indexOf(name);
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null) {
      return false;
    }
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages,
            ParquetColumn.shape(schema).asGroupConverter(),
            schema,
            reader.getFooter().getFileMetaData().getCreatedBy());
    List<ColumnDescriptor> descriptors = schema.getColumns();
    for (int i = 0; i < values.size(); i++) {
      values.get(i).begin(store.getColumnReader(descriptors.get(i)));
    }
    left = pages.getRowCount();
    return true;
  }

  /** The wanted columns; of one that is no single value or list of such nothing is read. */
  private static MessageType schema(
      Path file, ParquetFileReader reader, Collection<String> wanted, Collection<String> required) {
    MessageType found = reader.getFooter().getFileMetaData().getSchema();
    List<Type> fields = new ArrayList<>();
    for (Type field : found.getFields()) {
      boolean isPlain = new MessageType("one", field).getColumns().size() == 1;
      if (isPlain && wanted.contains(field.getName())) {
        fields.add(field);
      }
    }
    for (String column : required) {
      if (fields.stream().noneMatch(field -> field.getName().equals(column))) {
        TreeSet<String> names = new TreeSet<>();
        found.getFields().forEach(field -> names.add(Shown.plain(field.getName())));
        throw new InputException(
            "%s: no column '%s'%s".formatted(file, column, NearestName.hint(column, names)));
      }
    }
    return new MessageType(found.getName(), fields);
  }

  private static void requireSizes(Path file, ParquetFileReader reader) {
    long length = file.toFile().length();
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        long start = chunk.getStartingPos();
        long bytes = chunk.getTotalSize();
        if (start < ParquetShape.MAGIC_BYTES
            || bytes < 0
            || bytes > CHUNK_BYTES_MAX
            || start > length - bytes) {
          throw new InputException(
              file + ": the file is damaged: its footer names sizes that can't be");
        }
      }
    }
  }

  private static String detail(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? "" : " (" + Shown.sentence(message) + ")";
  }

  private static void closeQuietly(@Nullable Closeable reader, Exception cause) {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
