package io.towtank.workloads.input;

import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Pods of a table each row of which makes some like pods, or none. */
public final class RowSource implements ArrivalSource {
  private final Rows rows;
  private final Reader reader;
  private final TraceAccounts accounts;
  private final ToLongFunction<CsvRow> time;
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

  /**
   * A source over rows that nobody else reads.
   *
   * @param accounts where rows that make pods are counted as used
   */
  public RowSource(Rows rows, Reader reader, TraceAccounts accounts) {
    this(rows, reader, accounts, row -> UNTOLD);
  }

  /**
   * The same where a row's time can be told alone.
   *
   * @param time for {@link ArrivalSource#nextTime()}
   */
  public RowSource(
      Rows rows, Reader reader, TraceAccounts accounts, ToLongFunction<CsvRow> time) {
    this.rows = rows;
    this.reader = reader;
    this.accounts = accounts;
    this.time = time;
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
    CsvRow row = rows.next();
    return row == null ? END : time.applyAsLong(row);
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
