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

  private long[] kept = new long[0];
  private long[] lengths = new long[0];
  private byte[] text = new byte[LENGTH_MIN];
  private int length;
  private boolean isPlain;
  private PageBytes page = new PageBytes(text, 0, 0);
  private int next;

  /** Begins a page with so many texts. */
  void begin(PageBytes newPage, Encoding encoding, int count) throws IOException {
    page = newPage;
    next = 0;
    length = 0;
    isPlain = encoding == Encoding.PLAIN;
    if (isPlain) {
      return;
    }
    if (kept.length < count) {
      kept = new long[count];
      lengths = new long[count];
    }
    switch (encoding) {
      case DELTA_BYTE_ARRAY -> Deltas.read(page, kept, count);
      case DELTA_LENGTH_BYTE_ARRAY -> Arrays.fill(kept, 0, count, 0);
      default -> throw new IOException("a page of texts is encoded as " + encoding);
    }
    Deltas.read(page, lengths, count);
  }

  /** Goes to the next text. */
  void advance() throws IOException {
    long keep = 0;
    long more;
    if (isPlain) {
      more = page.int32();
    } else {
      keep = kept[next];
      more = lengths[next++];
    }
    if (keep < 0 || keep > length || more < 0 || more > page.left()) {
      throw new IOException("a page has a text of a length that can't be");
    }
    int from = page.position();
    page.skip((int) more);
    length = (int) (keep + more);
    if (length > text.length) {
      text = Arrays.copyOf(text, Math.max(length, 2 * text.length));
    }
    if (more > FEW) {
      System.arraycopy(page.array(), from, text, (int) keep, (int) more);
    } else {
      byte[] bytes = page.array();
      for (int i = 0; i < more; i++) {
        text[(int) keep + i] = bytes[from + i];
      }
    }
  }

  /** The text. */
  String text() {
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
