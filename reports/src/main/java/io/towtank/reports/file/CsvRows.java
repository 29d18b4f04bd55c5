package io.towtank.reports.file;

import io.towtank.reports.format.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * Writes CSV field by field, byte for byte what {@link Csv} gives, without a text for each number:
 * for files with a row for every pod.
 */
public final class CsvRows implements Closeable {
  private static final int BUFFER_CHARS = 1 << 14;
  private static final int LONG_CHARS_MAX = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int FRACTION_DIGITS = 9;

  private final Writer writer;
  private char[] buffer = new char[BUFFER_CHARS + BUFFER_CHARS / 4];
  private int length;
  private boolean rowBegun;

  /** Writes rows to a writer, which it closes with itself. */
  public CsvRows(Writer writer) {
    this.writer = writer;
  }

  /** Adds a field; quoted where it needs to be. */
  public CsvRows text(String value) {
    boolean first = !rowBegun;
    separate();
    // A line that begins with # is a comment to many readers.
    if ((first && value.startsWith("#")) || needsQuotes(value)) {
      append('"' + value.replace("\"", "\"\"") + '"');
    } else {
      append(value);
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
      int digits = FRACTION_DIGITS;
      while (rest % 10 == 0) {
        rest /= 10;
        digits--;
      }
      makeRoom(digits + 1);
      buffer[length] = '.';
      for (int i = length + digits; i > length; i--) {
        buffer[i] = (char) ('0' + rest % 10);
        rest /= 10;
      }
      length += digits + 1;
    }
    return this;
  }

  /** Ends the row. */
  public void end() {
    makeRoom(1);
    buffer[length++] = '\n';
    rowBegun = false;
    if (length >= BUFFER_CHARS) {
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

  private void append(String value) {
    int count = value.length();
    makeRoom(count);
    value.getChars(0, count, buffer, length);
    length += count;
  }

  private void append(long value) {
    if (value < 0) {
      append(Long.toString(value));
      return;
    }
    makeRoom(LONG_CHARS_MAX);
    int digits = 1;
    for (long above = value / 10; above > 0; above /= 10) {
      digits++;
    }
    long left = value;
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = (char) ('0' + left % 10);
      left /= 10;
    }
    length += digits;
  }

  private void makeRoom(int chars) {
    if (buffer.length - length < chars) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + chars));
    }
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private void flush() {
    int count = length;
    length = 0;
    try {
      writer.write(buffer, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      flush();
    }
  }
}
