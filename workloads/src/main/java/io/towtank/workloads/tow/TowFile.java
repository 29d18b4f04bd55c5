package io.towtank.workloads.tow;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.input.ParquetShape;
import io.towtank.workloads.input.TraceFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A workload file that is open. Its footer is taken for hostile: what it says of sizes is held
 * against the file's own before anything is read.
 */
final class TowFile implements Closeable {
  private static final String NO_WORKLOAD =
      "no workload file; expected one that 'towtank trace convert' has written";
  private static final long CHUNK_BYTES_MAX = 1 << 28;
  private static final long GROUP_ROWS_MAX = 100_000_000;

  private final Path path;
  private final ParquetFileReader reader;
  private final Provenance provenance;

  private TowFile(Path path, ParquetFileReader reader) {
    this.path = path;
    this.reader = reader;
    provenance =
        Provenance.of(path.toString(), reader.getFooter().getFileMetaData().getKeyValueMetaData());
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it can't be opened or is no workload file
   */
  static TowFile open(Path path) {
    ParquetFileReader reader = null;
    try {
      TraceFile.open(path, "a workload").close();
      ParquetShape.require(path, NO_WORKLOAD);
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ZstdPages())
              .usePageChecksumVerification(true)
              .build();
      reader = ParquetFileReader.open(new LocalInputFile(path), options);
      TowFile file = new TowFile(path, reader);
      file.requireSchema();
      file.requireSizes(path.toFile().length());
      return file;
    } catch (InputException e) {
      closeQuietly(reader, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      closeQuietly(reader, e);
      throw new InputException(path + ": the file is damaged" + detail(e), e);
    }
  }

  Path path() {
    return path;
  }

  ParquetFileReader reader() {
    return reader;
  }

  Provenance provenance() {
    return provenance;
  }

  /** What was wrong, in brackets, for the end of a message. */
  static String detail(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? "" : " (" + Shown.sentence(message) + ")";
  }

  /** The columns of a choice in which there is anything. */
  MessageType filled(MessageType wanted) {
    List<Type> filled = new ArrayList<>();
    for (Type field : wanted.getFields()) {
      if (field.isRepetition(Type.Repetition.REQUIRED) || !isEmpty(field.getName())) {
        filled.add(field);
      }
    }
    return new MessageType(wanted.getName(), filled);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean isEmpty(String column) {
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        Statistics<?> statistics = chunk.getStatistics();
        if (chunk.getPath().toDotString().equals(column)
            && (statistics == null
                || !statistics.isNumNullsSet()
                || statistics.getNumNulls() != chunk.getValueCount())) {
          return false;
        }
      }
    }
    return true;
  }

  private void requireSchema() {
    MessageType found = reader.getFooter().getFileMetaData().getSchema();
    for (Type expected : TowSchema.TYPE.getFields()) {
      Type column =
          found.containsField(expected.getName()) ? found.getType(expected.getName()) : null;
      if (!expected.equals(column)) {
        throw new InputException(
            "%s: column '%s': found %s, expected %s"
                .formatted(path, expected.getName(), column == null ? "none" : column, expected));
      }
    }
    if (found.getFieldCount() != TowSchema.TYPE.getFieldCount()) {
      throw new InputException(
          "%s: found %d columns, expected %d"
              .formatted(path, found.getFieldCount(), TowSchema.TYPE.getFieldCount()));
    }
  }

  private void requireSizes(long length) {
    long rows = 0;
    for (BlockMetaData group : reader.getRowGroups()) {
      boolean possible =
          group.getRowCount() > 0
              && group.getRowCount() <= GROUP_ROWS_MAX
              && group.getColumns().size() == TowSchema.TYPE.getFieldCount();
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        long start = chunk.getStartingPos();
        long bytes = chunk.getTotalSize();
        possible &=
            start >= ParquetShape.MAGIC_BYTES
                && bytes >= 0
                && bytes <= CHUNK_BYTES_MAX
                && start <= length - bytes
                && chunk.getValueCount() == group.getRowCount();
      }
      if (!possible) {
        throw new InputException(
            path + ": the file is damaged: its footer names sizes that can't be");
      }
      rows += group.getRowCount();
    }
    if (rows != provenance.rows()) {
      throw new InputException(
          "%s: the file is damaged: found %d rows, expected %d"
              .formatted(path, rows, provenance.rows()));
    }
  }

  private static void closeQuietly(@Nullable Closeable file, Exception cause) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
