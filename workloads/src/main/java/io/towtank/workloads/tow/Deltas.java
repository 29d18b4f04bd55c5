package io.towtank.workloads.tow;

import java.io.IOException;

/**
 * Numbers told by their differences. Source: Apache Parquet, Encodings, "Delta Encoding
 * (DELTA_BINARY_PACKED)".
 */
final class Deltas {
  private static final int BLOCK_MAX = 1 << 20;
  private static final int BLOCK_STEP = 128;
  private static final int PART_STEP = 32;

  private Deltas() {}

  /**
   * Reads numbers, and passes over what fills up the last of their blocks.
   *
   * @param into filled from the front
   * @param count how many there must be
   */
  static void read(PageBytes page, long[] into, int count) throws IOException {
    int block = page.count();
    int parts = page.count();
    int found = page.count();
    long value = page.zigzag();
    if (block < BLOCK_STEP
        || block > BLOCK_MAX
        || block % BLOCK_STEP != 0
        || parts < 1
        || block % parts != 0
        || block / parts % PART_STEP != 0
        || found != count) {
      throw new IOException("a page has differences that can't be");
    }
    int length = block / parts;
    if (count > 0) {
      into[0] = value;
    }
    for (int done = 1; done < count; ) {
      long least = page.zigzag();
      PageBytes widths = page.part(parts);
      for (int i = 0; i < parts && done < count; i++) {
        int width = widths.unsignedByte();
        if (width > Long.SIZE) {
          throw new IOException("a page has differences of " + width + " bits");
        }
        int until = Math.min(count, done + length);
        page.unpack(page.skipPacked((long) length / Byte.SIZE * width), width, into, done, until);
        for (int k = done; k < until; k++) {
          value += least + into[k];
          into[k] = value;
        }
        done = until;
      }
    }
  }
}
