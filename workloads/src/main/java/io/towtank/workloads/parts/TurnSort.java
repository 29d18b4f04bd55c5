package io.towtank.workloads.parts;

import io.towtank.workloads.input.TemporaryFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts more rows than memory holds in the order of their turns, those of one turn in the order in
 * which they were added: sorted runs are written to a temporary file, one after the other, and
 * merged; so many at a time that memory stays small, in as many passes as that takes. What is
 * sorted can be read several times.
 *
 * @see TemporaryFile
 */
final class TurnSort implements Closeable {
  /** Runs merged at a time: each holds a buffer of 64 KiB. */
  static final int RUNS_AT_A_TIME = 64;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

  /** What a row takes in memory besides its bytes, about. */
  private static final int ROW_BYTES = 64;

  private static final byte[] END = new byte[0];

  private final long runBytes;
  private final List<Row> last = new ArrayList<>();
  private long lastBytes;
  private List<Run> runs = new ArrayList<>();
  private @Nullable FileChannel file;

  /**
   * A sort of no rows yet.
   *
   * @param runBytes size of what is in memory, about
   */
  TurnSort(long runBytes) {
    this.runBytes = runBytes;
  }

  /** Adds a row, which is not empty. */
  void add(long turn, byte[] row) {
    last.add(new Row(turn, row));
    lastBytes += ROW_BYTES + row.length;
    if (lastBytes >= runBytes) {
      try {
        writeRun();
      } catch (IOException e) {
        throw TemporaryFile.unusable(e);
      }
    }
  }

  /** After the last row: merges runs until few enough are left to be merged as they are read. */
  void sort() {
    try {
      if (file == null) {
        last.sort(Row.BY_TURN);
        return;
      }
      writeRun();
      while (runs.size() > RUNS_AT_A_TIME) {
        mergeOnce();
      }
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  /** The rows from the first on. */
  Reader open() {
    try {
      return file == null ? new Reader(last) : new Reader(new Merge(file, runs));
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  @Override
  public void close() throws IOException {
    last.clear();
    if (file != null) {
      file.close();
    }
  }

  private void writeRun() throws IOException {
    last.sort(Row.BY_TURN);
    FileChannel to = file == null ? TemporaryFile.open() : file;
    file = to;
    long start = to.position();
    Writer writer = new Writer(to);
    for (Row row : last) {
      writer.write(row);
    }
    writer.flush();
    runs.add(new Run(start, last.size()));
    last.clear();
    lastBytes = 0;
  }

  private void mergeOnce() throws IOException {
    FileChannel from = file;
    if (from == null) {
      return;
    }
    List<Run> merged = new ArrayList<>();
    try (from) {
      FileChannel to = TemporaryFile.open();
      file = to;
      for (int first = 0; first < runs.size(); first += RUNS_AT_A_TIME) {
        List<Run> some = runs.subList(first, Math.min(first + RUNS_AT_A_TIME, runs.size()));
        long start = to.position();
        long count = 0;
        Merge merge = new Merge(from, some);
        Writer writer = new Writer(to);
        for (Row row = merge.next(); row != null; row = merge.next()) {
          writer.write(row);
          count++;
        }
        writer.flush();
        merged.add(new Run(start, count));
      }
    }
    runs = merged;
  }

  /** Rows in order. */
  static final class Reader {
    private final List<Row> rows;
    private final @Nullable Merge merge;
    private int given;

    private Reader(List<Row> rows) {
      this.rows = rows;
      merge = null;
    }

    private Reader(Merge merge) {
      rows = List.of();
      this.merge = merge;
    }

    /** The next row; an empty one at the end. */
    byte[] next() {
      if (merge == null) {
        return given < rows.size() ? rows.get(given++).bytes : END;
      }
      try {
        Row row = merge.next();
        return row == null ? END : row.bytes;
      } catch (IOException e) {
        throw TemporaryFile.unusable(e);
      }
    }
  }

  private static final class Row {
    private static final Comparator<Row> BY_TURN = Comparator.comparingLong(row -> row.turn);

    private final long turn;
    private final byte[] bytes;

    private Row(long turn, byte[] bytes) {
      this.turn = turn;
      this.bytes = bytes;
    }
  }

  private record Run(long position, long count) {}

  private record Head(Row row, int number, RunReader reader) {}

  /** Merges runs of one file; of rows of one turn, those of the earlier run come first. */
  private static final class Merge {
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.comparing(Head::row, Row.BY_TURN).thenComparingInt(Head::number));

    private Merge(FileChannel file, List<Run> runs) throws IOException {
      for (int i = 0; i < runs.size(); i++) {
        add(i, new RunReader(file, runs.get(i)));
      }
    }

    private @Nullable Row next() throws IOException {
      Head first = heads.poll();
      if (first == null) {
        return null;
      }
      add(first.number, first.reader);
      return first.row;
    }

    private void add(int number, RunReader reader) throws IOException {
      Row row = reader.next();
      if (row != null) {
        heads.add(new Head(row, number, reader));
      }
    }
  }

  /** Of a row come its turn, its size and its bytes. */
  private static final class Writer {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private Writer(FileChannel file) {
      this.file = file;
    }

    private void write(Row row) throws IOException {
      if (buffer.remaining() < HEAD_BYTES) {
        flush();
      }
      buffer.putLong(row.turn).putInt(row.bytes.length);
      int offset = 0;
      while (offset < row.bytes.length) {
        if (!buffer.hasRemaining()) {
          flush();
        }
        int count = Math.min(buffer.remaining(), row.bytes.length - offset);
        buffer.put(row.bytes, offset, count);
        offset += count;
      }
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    }
  }

  private static final class RunReader {
    private final FileChannel file;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long position;
    private long left;

    private RunReader(FileChannel file, Run run) {
      this.file = file;
      position = run.position;
      left = run.count;
    }

    private @Nullable Row next() throws IOException {
      if (left == 0) {
        return null;
      }
      left--;
      read(head.array());
      byte[] bytes = new byte[head.getInt(Long.BYTES)];
      read(bytes);
      return new Row(head.getLong(0), bytes);
    }

    private void read(byte[] bytes) throws IOException {
      int offset = 0;
      while (offset < bytes.length) {
        if (!buffer.hasRemaining()) {
          fill();
        }
        int count = Math.min(buffer.remaining(), bytes.length - offset);
        buffer.get(bytes, offset, count);
        offset += count;
      }
    }

    private void fill() throws IOException {
      buffer.clear();
      int count = file.read(buffer, position);
      if (count <= 0) {
        throw new EOFException("a temporary file is shorter than what was written");
      }
      position += count;
      buffer.flip();
    }
  }
}
