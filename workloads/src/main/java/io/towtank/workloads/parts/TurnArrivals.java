package io.towtank.workloads.parts;

import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.TablePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods of a format whose rows have turns, followed by one process: rows are read once and sorted,
 * in temporary files if they are many, and followed from there as often as they are asked for.
 */
public final class TurnArrivals {
  private static final long RUN_BYTES = 1 << 25;

  private final KeyedFormat format;
  private final Path path;
  private final TraceOptions options;
  private final TraceAccounts accounts;
  private final long runBytes;
  private List<byte[]> notes = List.of();
  private @Nullable TurnSort sorted;
  private int open;

  /**
   * Pods of a trace.
   *
   * @param accounts where rows are counted as they are followed
   */
  public TurnArrivals(KeyedFormat format, Path path, TraceOptions options, TraceAccounts accounts) {
    this(format, path, options, accounts, RUN_BYTES);
  }

  TurnArrivals(
      KeyedFormat format, Path path, TraceOptions options, TraceAccounts accounts, long runBytes) {
    this.format = format;
    this.path = path;
    this.options = options;
    this.accounts = accounts;
    this.runBytes = runBytes;
  }

  /**
   * The pods from the first on. What is sorted is kept until all that were opened are closed.
   *
   * @throws io.towtank.text.InputException if the trace or an option can't be used
   */
  public ArrivalSource open() {
    TurnSort rows = sorted;
    if (rows == null) {
      // Options that are wrong are found before the trace is read.
      format.fold(options, List.of(), new TraceAccounts());
      rows = read();
      sorted = rows;
    }
    open++;
    return new Source(format.fold(options, notes, accounts), rows.open());
  }

  private TurnSort read() {
    TurnSort rows = new TurnSort(runBytes);
    boolean isRead = false;
    try {
      List<byte[]> noted = new ArrayList<>();
      for (TablePart part : format.parts(path, options)) {
        noted.add(read(part, rows));
      }
      rows.sort();
      notes = noted;
      isRead = true;
      return rows;
    } finally {
      if (!isRead) {
        close(rows);
      }
    }
  }

  private byte[] read(TablePart part, TurnSort into) {
    try (KeyedRows rows = format.openRows(part)) {
      for (byte[] row = rows.next(); row.length > 0; row = rows.next()) {
        into.add(rows.turn(), row);
      }
      return rows.note();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeOne() {
    open--;
    TurnSort rows = sorted;
    if (open == 0 && rows != null) {
      sorted = null;
      close(rows);
    }
  }

  private static void close(TurnSort rows) {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Source implements ArrivalSource {
    private final RowFold fold;
    private final TurnSort.Reader rows;
    private long place;
    private boolean isClosed;

    private Source(RowFold fold, TurnSort.Reader rows) {
      this.fold = fold;
      this.rows = rows;
    }

    @Override
    public @Nullable PodBatch next() {
      for (byte[] row = rows.next(); row.length > 0; row = rows.next()) {
        PodBatch pods = fold.take(0, place++, row);
        if (pods != null) {
          return pods;
        }
      }
      return fold.remaining();
    }

    @Override
    public String position() {
      return path.toString();
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        closeOne();
      }
    }
  }
}
