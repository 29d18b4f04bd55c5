package io.towtank.workloads.parts;

import io.towtank.workloads.input.SortedRuns;
import io.towtank.workloads.input.TemporaryFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts more rows than memory holds in the order of their turns, those of one turn in the order in
 * which they were added. What is sorted can be read several times.
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
  private final SortedRuns<Row> runs =
      new SortedRuns<>(Row.BY_TURN, RUNS_AT_A_TIME, new RowStorage());

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
      addRun();
    }
  }

  /** After the last row: merges runs until few enough are left to be merged as they are read. */
  void sort() {
    if (runs.isEmpty()) {
      last.sort(Row.BY_TURN);
      return;
    }
    addRun();
    runs.merge();
  }

  /** The rows from the first on. */
  Reader open() {
    if (!runs.isEmpty()) {
      return new Reader(runs.open());
    }
    Iterator<Row> rows = last.iterator();
    return new Reader(() -> rows.hasNext() ? rows.next() : null);
  }

  @Override
  public void close() throws IOException {
    last.clear();
    runs.close();
  }

  private void addRun() {
    last.sort(Row.BY_TURN);
    runs.add(last);
    last.clear();
    lastBytes = 0;
  }

  /** Rows in order. */
  static final class Reader {
    private final SortedRuns.Source<Row> rows;

    private Reader(SortedRuns.Source<Row> rows) {
      this.rows = rows;
    }

    /** The next row; an empty one at the end. */
    byte[] next() {
      try {
        Row row = rows.next();
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

  private static final class RowStorage implements SortedRuns.Storage<Row> {
    @Override
    public SortedRuns.Sink<Row> sink(FileChannel file) {
      return new Writer(file);
    }

    @Override
    public SortedRuns.Source<Row> source(FileChannel file, long position, long count) {
      return new RunReader(file, position, count);
    }
  }

  /** Of a row come its turn, its size and its bytes. */
  private static final class Writer implements SortedRuns.Sink<Row> {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private Writer(FileChannel file) {
      this.file = file;
    }

    @Override
    public void write(Row row) throws IOException {
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

    @Override
    public void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    }
  }

  private static final class RunReader implements SortedRuns.Source<Row> {
    private final FileChannel file;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long position;
    private long left;

    private RunReader(FileChannel file, long position, long count) {
      this.file = file;
      this.position = position;
      left = count;
    }

    @Override
    public @Nullable Row next() throws IOException {
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
