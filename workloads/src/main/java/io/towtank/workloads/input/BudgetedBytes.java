package io.towtank.workloads.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of which a reader may take only so many at a time, so that a part of a file that must be in
 * memory as a whole can't fill it.
 */
public final class BudgetedBytes extends FilterInputStream {
  private final long budget;
  private final String what;
  private long left;

  /**
   * Bytes with a budget, to be renewed before each part.
   *
   * @param what a part, for the message, such as {@code an object}
   */
  public BudgetedBytes(InputStream in, long budget, String what) {
    super(in);
    this.budget = budget;
    this.what = what;
    left = budget;
  }

  /** Begins a new part. */
  public void renew() {
    left = budget;
  }

  /** Lets everything pass until the budget is renewed. */
  public void unlimited() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    take(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    take(Math.max(0, count));
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    take(skipped);
    return skipped;
  }

  private void take(long count) throws IOException {
    left -= count;
    if (left < 0) {
      throw new IOException(what + " has more than " + budget + " bytes");
    }
  }
}
