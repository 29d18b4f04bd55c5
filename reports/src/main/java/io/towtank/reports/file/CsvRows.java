package io.towtank.reports.file;

import io.towtank.reports.format.Numbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes CSV field by field, byte for byte what {@link Csv} gives, without a text for each number:
 * for files with a row for every pod.
 */
public final class CsvRows implements Closeable {
  private static final int BUFFER_CHARS = 1 << 14;

  private final Writer writer;
  private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS + BUFFER_CHARS / 4);
  private char[] chars = new char[BUFFER_CHARS + BUFFER_CHARS / 4];
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
      buffer.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      buffer.append(value);
    }
    return this;
  }

  /** Adds a field. */
  public CsvRows number(long value) {
    separate();
    buffer.append(value);
    return this;
  }

  /** Adds a field as {@link Numbers#seconds} writes it: empty below 0. */
  public CsvRows seconds(long nanos) {
    separate();
    Numbers.appendSeconds(buffer, nanos);
    return this;
  }

  /** Ends the row. */
  public void end() {
    buffer.append('\n');
    rowBegun = false;
    if (buffer.length() >= BUFFER_CHARS) {
      flush();
    }
  }

  private void separate() {
    if (rowBegun) {
      buffer.append(',');
    }
    rowBegun = true;
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
    int length = buffer.length();
    if (chars.length < length) {
      chars = new char[length];
    }
    buffer.getChars(0, length, chars, 0);
    buffer.setLength(0);
    try {
      writer.write(chars, 0, length);
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
