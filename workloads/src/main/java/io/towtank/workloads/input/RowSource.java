package io.towtank.workloads.input;

import io.towtank.model.PodArrival;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pods of a table each row of which makes some like pods, or none. */
public final class RowSource implements ArrivalSource {
  private final Rows rows;
  private final Reader reader;
  private final TraceAccounts accounts;
  private @Nullable PodBatch batch;
  private int given;
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
    this.rows = rows;
    this.reader = reader;
    this.accounts = accounts;
  }

  @Override
  public @Nullable PodArrival next() {
    PodBatch current = batch;
    while (current == null || given == current.count()) {
      CsvRow row = rows.next();
      if (row == null) {
        return null;
      }
      current = reader.read(row);
      if (current != null) {
        accounts.use();
        given = 0;
        last = row;
      }
    }
    batch = current;
    return current.arrival(given++);
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
