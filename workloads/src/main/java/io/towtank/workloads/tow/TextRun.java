package io.towtank.workloads.tow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;

/**
 * Texts of a page that are not in a dictionary, one after the other. Source: Apache Parquet,
 * Encodings, "Delta-length byte array", "Delta Strings" and "Plain".
 */
final class TextRun {
  /** Bytes that are copied one by one sooner than by a call. */
  private static final int FEW = 8;

  private static final int LENGTH_MIN = 64;

  /** Of each text the bytes that it has from the one before it, and those of its own. */
  private long[] kept = new long[0];

  private long[] more = new long[0];
  private int gap;
  private byte[] bytes = new byte[0];
  private int at;
  private int reached;
  private byte[] text = new byte[LENGTH_MIN];
  private int length;

  /** Begins a page with so many texts. */
  void begin(PageBytes page, Encoding encoding, int count) throws IOException {
    if (kept.length < count) {
      kept = new long[count];
      more = new long[count];
    }
    gap = encoding == Encoding.PLAIN ? Integer.BYTES : 0;
    switch (encoding) {
      case PLAIN -> {
        Arrays.fill(kept, 0, count, 0);
        bytes = page.array();
        at = page.position();
        for (int i = 0; i < count; i++) {
          more[i] = page.int32();
          page.skip((int) more[i]);
        }
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        Arrays.fill(kept, 0, count, 0);
        beginLengths(page, count);
      }
      case DELTA_BYTE_ARRAY -> {
        Deltas.read(page, kept, count);
        beginLengths(page, count);
      }
      default -> throw new IOException("a page of texts is encoded as " + encoding);
    }
    page.requireEnd();
    reached = -1;
    length = 0;
  }

  /**
   * A text of the page.
   *
   * @param number from 0; not below that of the text before
   */
  String text(int number) {
    while (reached < number) {
      advance();
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  private void beginLengths(PageBytes page, int count) throws IOException {
    Deltas.read(page, more, count);
    bytes = page.array();
    at = page.position();
    long before = 0;
    for (int i = 0; i < count; i++) {
      if (kept[i] < 0 || kept[i] > before || more[i] < 0 || more[i] > page.left()) {
        throw new IOException("a page has a text of a length that can't be");
      }
      page.skip((int) more[i]);
      before = kept[i] + more[i];
    }
  }

  private void advance() {
    reached++;
    int keep = (int) kept[reached];
    int own = (int) more[reached];
    int from = at + gap;
    at = from + own;
    length = keep + own;
    if (length > text.length) {
      text = Arrays.copyOf(text, Math.max(length, 2 * text.length));
    }
    if (own > FEW) {
      System.arraycopy(bytes, from, text, keep, own);
      return;
    }
    for (int i = 0; i < own; i++) {
      text[keep + i] = bytes[from + i];
    }
  }
}
