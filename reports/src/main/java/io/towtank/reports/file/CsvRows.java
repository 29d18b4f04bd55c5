package io.towtank.reports.file;

import io.towtank.reports.format.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CSV field by field, byte for byte what {@link Csv} gives, without a text for each number:
 * for files with a row for every pod.
 */
public final class CsvRows implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONG_BYTES_MAX = 20;
  private static final int LONG_DIGITS_MAX = 19;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int FRACTION_DIGITS = 9;
  private static final int ASCII_END = 0x80;

  /** By character, whether a field with it needs quotes. */
  private static final boolean[] IS_SPECIAL = new boolean[ASCII_END];

  static {
    for (char c : new char[] {',', '"', '\n', '\r'}) {
      IS_SPECIAL[c] = true;
    }
  }

  private final OutputStream stream;
  private byte[] buffer = new byte[BUFFER_BYTES + BUFFER_BYTES / 4];
  private int length;
  private boolean rowBegun;

  /** Writes rows as UTF-8 to a stream, which it closes with itself. */
  public CsvRows(OutputStream stream) {
    this.stream = stream;
  }

  /** Adds a field; quoted where it needs to be. */
  public CsvRows text(String value) {
    // A line that begins with # is a comment to many readers.
    boolean isComment = !rowBegun && value.startsWith("#");
    separate();
    if (isComment || !appendPlain(value)) {
      append(isComment || needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }
    return this;
  }

  /** Adds a field. */
  public CsvRows number(long value) {
    separate();
    append(value);
    return this;
  }

  /** Adds a field as {@link Numbers#seconds} writes it: empty below 0. */
  public CsvRows seconds(long nanos) {
    separate();
    if (nanos < 0) {
      return this;
    }
    append(nanos / NANOS_PER_SECOND);
    int rest = (int) (nanos % NANOS_PER_SECOND);
    if (rest > 0) {
      makeRoom(FRACTION_DIGITS + 1);
      byte[] bytes = buffer;
      int at = length;
      bytes[at] = '.';
      for (int i = at + FRACTION_DIGITS; i > at; i--) {
        int tenth = rest / 10;
        bytes[i] = (byte) ('0' + rest - 10 * tenth);
        rest = tenth;
      }
      int end = at + FRACTION_DIGITS;
      while (bytes[end] == '0') {
        end--;
      }
      length = end + 1;
    }
    return this;
  }

  /** Ends the row. */
  public void end() {
    makeRoom(1);
    buffer[length++] = '\n';
    rowBegun = false;
    if (length >= BUFFER_BYTES) {
      flush();
    }
  }

  private void separate() {
    if (rowBegun) {
      makeRoom(1);
      buffer[length++] = ',';
    }
    rowBegun = true;
  }

  /** Appends a text unless it needs quotes or is not ASCII. */
  private boolean appendPlain(String value) {
    int count = value.length();
    makeRoom(count);
    byte[] bytes = buffer;
    int at = length;
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= ASCII_END || IS_SPECIAL[c]) {
        return false;
      }
      bytes[at + i] = (byte) c;
    }
    length = at + count;
    return true;
  }

  private void append(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    makeRoom(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void append(long value) {
    if (value < 0) {
      append(Long.toString(value));
      return;
    }
    makeRoom(LONG_BYTES_MAX);
    int digits = 1;
    for (long power = 10; digits < LONG_DIGITS_MAX && value >= power; power *= 10) {
      digits++;
    }
    byte[] bytes = buffer;
    long left = value;
    for (int i = length + digits - 1; i >= length; i--) {
      long tenth = left / 10;
      bytes[i] = (byte) ('0' + left - 10 * tenth);
      left = tenth;
    }
    length += digits;
  }

  private void makeRoom(int bytes) {
    if (buffer.length - length < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
    }
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ASCII_END && IS_SPECIAL[c]) {
        return true;
      }
    }
    return false;
  }

  private void flush() {
    int count = length;
    length = 0;
    try {
      stream.write(buffer, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      flush();
    }
  }
}
