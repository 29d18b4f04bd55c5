package io.towtank.workloads.parts;

import java.io.Closeable;

/** Rows of a part as bytes that say all that is needed to follow them. */
public interface KeyedRows extends Closeable {
  /**
   * The next row; an empty one at the end.
   *
   * @throws io.towtank.text.InputException if it can't be read
   */
  byte[] next();

  /** What holds the row together with others that {@link #next()} gave last. */
  long key();

  /**
   * When the row that {@link #next()} gave last has its turn, not below 0; for formats whose rows
   * have turns.
   */
  default long turn() {
    return 0;
  }

  /** After the last row: what those who follow rows of other parts must know of this part. */
  byte[] note();
}
