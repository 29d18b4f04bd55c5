package io.towtank.workloads.input;

import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pods of a table each row of which makes some like pods, or none. */
public final class RowSource implements ArrivalSource {
  private final Rows rows;
  private final Reader reader;
  private final TraceAccounts accounts;
  private final int timeColumn;
  private final Clock clock;
  private @Nullable CsvRow last;

  /** What a format has to say of a row. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The row's pods.
     *
     * @return null if it makes none, which the reader has counted as dropped
     */
    @Nullable PodBatch read(CsvRow row);
  }

  /** What a format has to say of a row that is passed over for its time alone. */
  @FunctionalInterface
  public interface Clock {
    /**
     * When the row's pods arrive, or what grows as that does.
     *
     * @return also {@link ArrivalSource#UNTOLD}
     */
    long timeOf(CsvRow row);
  }

  /**
   * A source over rows that nobody else reads.
   *
   * @param accounts where rows that make pods are counted as used
   */
  public RowSource(Rows rows, Reader reader, TraceAccounts accounts) {
    this(rows, reader, accounts, -1);
  }

  /**
   * The same where pods arrive, or would if they are made, at the time of a column, in seconds, or
   * in the order of those times.
   *
   * @param timeColumn its number; -1 if there is none
   */
  public RowSource(Rows rows, Reader reader, TraceAccounts accounts, int timeColumn) {
    this(rows, reader, accounts, timeColumn, row -> row.timeIfPlain(timeColumn));
  }

  /** The same where all pods are known to be in order of arrival. */
  public static RowSource inOrder(Rows rows, Reader reader, TraceAccounts accounts) {
    return new RowSource(rows, reader, accounts, 0, row -> END);
  }

  /**
   * The same where the time of arrival does not stand in one column.
   *
   * @param lastColumn number of the last column that the clock looks at
   */
  public RowSource(Rows rows, Reader reader, TraceAccounts accounts, int lastColumn, Clock clock) {
    this.rows = rows;
    this.reader = reader;
    this.accounts = accounts;
    timeColumn = lastColumn;
    this.clock = clock;
  }

  @Override
  public @Nullable PodBatch next() {
    for (CsvRow row = rows.next(); row != null; row = rows.next()) {
      PodBatch batch = reader.read(row);
      if (batch != null) {
        accounts.use();
        last = row;
        return batch;
      }
    }
    return null;
  }

  @Override
  public long nextTime() {
    if (timeColumn < 0) {
      return UNTOLD;
    }
    CsvRow row = rows.nextUpTo(timeColumn);
    return row == null ? END : clock.timeOf(row);
  }

  @Override
  public String position() {
    return last == null ? "" : last.position();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
