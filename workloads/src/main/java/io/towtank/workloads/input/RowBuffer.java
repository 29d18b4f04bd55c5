package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/**
 * Holds one row's fields as characters, stripped of blanks around them, so that only those that are
 * asked for become objects.
 */
final class RowBuffer extends AbstractBaseCsvCallbackHandler<RowBuffer> {
  static final int FIELD_CHARS_MAX = 1 << 16;
  static final int ROW_CHARS_MAX = 1 << 18;
  static final int COLUMNS_MAX = 256;

  /** What the decoder puts where bytes are not UTF-8. */
  private static final char UNDECODABLE = '\uFFFD';

  private static final int CHARS_INITIAL = 1 << 10;
  private static final char DELETE = 0x7F;
  private static final char CONTROLS_END = 0x9F;

  private char[] chars = new char[CHARS_INITIAL];
  private final int[] starts = new int[COLUMNS_MAX];
  private final int[] ends = new int[COLUMNS_MAX];
  private int fields;
  private int length;
  private long line;
  private int badField;
  private long headerLines;
  private long linesBefore;

  /**
   * Makes lines count from within a file.
   *
   * @param header 1 if the first line is the file's first, else 0
   * @param before lines that are left out after it
   */
  void skipLines(long header, long before) {
    headerLines = header;
    linesBefore = before;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber > headerLines ? startingLineNumber + linesBefore : startingLineNumber;
    fields = 0;
    length = 0;
    badField = -1;
  }

  @Override
  protected void handleField(int index, char[] source, int offset, int count, boolean quoted) {
    if (index == COLUMNS_MAX) {
      throw new TooLong("more than " + COLUMNS_MAX + " fields");
    }
    if (count > FIELD_CHARS_MAX) {
      throw new TooLong(
          "field " + (index + 1) + " has more than " + FIELD_CHARS_MAX + " characters");
    }
    if (length + count > ROW_CHARS_MAX) {
      throw new TooLong("more than " + ROW_CHARS_MAX + " characters");
    }
    if (length + count > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length + count, 2 * chars.length));
    }
    int start = offset;
    int end = offset + count;
    while (start < end && isBlank(source[start])) {
      start++;
    }
    while (start < end && isBlank(source[end - 1])) {
      end--;
    }
    starts[index] = length;
    // Below 0 as soon as one character is not from ' ' to '~'; then each is looked at.
    int unusual = 0;
    for (int i = start; i < end; i++) {
      unusual |= (source[i] - ' ') | ('~' - source[i]);
    }
    for (int i = start; unusual < 0 && i < end; i++) {
      if (isNoText(source[i]) && badField < 0) {
        badField = index;
      }
    }
    System.arraycopy(source, start, chars, length, end - start);
    length += end - start;
    ends[index] = length;
    fields = index + 1;
  }

  @Override
  protected RowBuffer buildRecord() {
    return this;
  }

  int fields() {
    return fields;
  }

  long line() {
    return line;
  }

  /** First field with a character that is no text; -1 if there is none. */
  int badField() {
    return badField;
  }

  int length(int field) {
    return ends[field] - starts[field];
  }

  String text(int field) {
    int start = starts[field];
    return start == ends[field] ? "" : new String(chars, start, ends[field] - start);
  }

  /** Values of fields, each with a line end after it; a field below 0 has none. */
  String joined(int[] wanted) {
    StringBuilder joined = new StringBuilder();
    for (int field : wanted) {
      if (field >= 0) {
        joined.append(chars, starts[field], length(field));
      }
      joined.append('\n');
    }
    return joined.toString();
  }

  int hash(int[] wanted) {
    int hash = 0;
    for (int field : wanted) {
      int end = field < 0 ? 0 : ends[field];
      for (int i = field < 0 ? 0 : starts[field]; i < end; i++) {
        hash = 31 * hash + chars[i];
      }
      hash = 31 * hash + '\n';
    }
    return hash;
  }

  boolean isJoined(int[] wanted, char[] text) {
    int place = 0;
    for (int field : wanted) {
      int start = field < 0 ? 0 : starts[field];
      int end = field < 0 ? 0 : ends[field];
      int next = place + end - start;
      if (next >= text.length
          || text[next] != '\n'
          || !Arrays.equals(chars, start, end, text, place, next)) {
        return false;
      }
      place = next + 1;
    }
    return place == text.length;
  }

  char charAt(int field, int index) {
    return chars[starts[field] + index];
  }

  private static boolean isBlank(char c) {
    return (c <= ' ' || c >= DELETE) && Character.isWhitespace(c);
  }

  private static boolean isNoText(char c) {
    return c < ' ' || (c >= DELETE && (c <= CONTROLS_END || c == UNDECODABLE));
  }

  /** A row beyond what is read. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong(String message) {
      super(message);
    }
  }
}
