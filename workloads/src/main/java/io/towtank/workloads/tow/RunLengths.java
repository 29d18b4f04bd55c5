package io.towtank.workloads.tow;

import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers as runs of equal ones and groups of packed ones: dictionary ids and levels. Source:
 * Apache Parquet, Encodings, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class RunLengths {
  private static final int GROUP = 8;

  private RunLengths() {}

  /**
   * Reads numbers.
   *
   * @param width bits of each
   * @param into filled from the front
   * @param count how many there must be
   * @param limit what they must be below
   * @return whether all came as one run of equal numbers
   */
  static boolean read(PageBytes page, int width, int[] into, int count, int limit)
      throws IOException {
    require(width < Integer.SIZE);
    int runs = 0;
    boolean equal = true;
    for (int done = 0; done < count; runs++) {
      int header = page.count();
      int length = header >>> 1;
      int from = done;
      if ((header & 1) == 0) {
        done += Math.min(length, count - done);
        int start = page.skipPacked((width + Byte.SIZE - 1) / Byte.SIZE);
        require(done > from && page.unpack(start, width, into, from, from + 1) < limit);
        Arrays.fill(into, from + 1, done, into[from]);
      } else {
        equal = false;
        done += (int) Math.min((long) length * GROUP, count - done);
        int start = page.skipPacked(bytes(length, done - from, width, page.left()));
        require(done > from && page.unpack(start, width, into, from, done) < limit);
      }
    }
    return equal && runs == 1;
  }

  /** What groups take; the last may be cut off behind the last number that is wanted. */
  private static long bytes(int groups, int wanted, int width, int left) {
    long least = ((long) wanted * width + Byte.SIZE - 1) / Byte.SIZE;
    return Math.min((long) groups * width, Math.max(least, left));
  }

  private static void require(boolean possible) throws IOException {
    if (!possible) {
      throw new IOException("a page has runs that can't be");
    }
  }
}
