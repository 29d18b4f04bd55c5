package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Holds one row's fields as UTF-8, stripped of blanks around them, so that only those that are
 * asked for become objects. The bytes are its own, or those of whoever split the row.
 */
final class RowBuffer extends AbstractBaseCsvCallbackHandler<RowBuffer> {
  static final int FIELD_CHARS_MAX = 1 << 16;
  static final int ROW_CHARS_MAX = 1 << 18;
  static final int COLUMNS_MAX = 256;

  /** What the decoder puts where bytes are not UTF-8. */
  private static final char UNDECODABLE = '\uFFFD';

  private static final int BYTES_INITIAL = 1 << 10;
  private static final int BYTES_PER_CHAR = 3;
  private static final int DATE_CHARS = 10;
  private static final int DATE_AND_TIME_CHARS = 19;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final char DELETE = 0x7F;
  private static final char CONTROLS_END = 0x9F;

  private byte[] own = new byte[BYTES_INITIAL];
  private byte[] bytes = own;
  private final int[] starts = new int[COLUMNS_MAX];
  private final int[] ends = new int[COLUMNS_MAX];
  private final byte[] name = new byte[Names.NAME_CHARS_MAX + 1 + Words.BYTES];
  private final byte[] date = new byte[DATE_CHARS + Words.BYTES];
  private long days = -1;
  private int fields;
  private int characters;
  private int length;
  private boolean isAscii;
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

  private long lineInFile(long lineRead) {
    return lineRead > headerLines ? lineRead + linesBefore : lineRead;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = lineInFile(startingLineNumber);
    bytes = own;
    fields = 0;
    characters = 0;
    length = 0;
    isAscii = true;
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
    if (characters + count > ROW_CHARS_MAX) {
      throw new TooLong("more than " + ROW_CHARS_MAX + " characters");
    }
    int start = offset;
    int end = offset + count;
    while (start < end && isBlank(source[start])) {
      start++;
    }
    while (start < end && isBlank(source[end - 1])) {
      end--;
    }
    // Below 0 as soon as one character is not from ' ' to '~'; then each is looked at.
    int unusual = 0;
    for (int i = start; i < end; i++) {
      unusual |= (source[i] - ' ') | ('~' - source[i]);
    }
    characters += end - start;
    starts[index] = length;
    if (unusual < 0) {
      addUnusual(index, source, start, end);
    } else {
      ensure(end - start);
      for (int i = start; i < end; i++) {
        own[length++] = (byte) source[i];
      }
    }
    ends[index] = length;
    fields = index + 1;
  }

  private void addUnusual(int index, char[] source, int start, int end) {
    for (int i = start; i < end; i++) {
      isAscii &= source[i] <= DELETE;
      if (isNoText(source[i]) && badField < 0) {
        badField = index;
      }
    }
    ensure(BYTES_PER_CHAR * (end - start));
    byte[] encoded = new String(source, start, end - start).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, own, length, encoded.length);
    length += encoded.length;
  }

  private void ensure(int more) {
    if (length + more + Words.BYTES > own.length) {
      own = Arrays.copyOf(own, Math.max(length + more + Words.BYTES, 2 * own.length));
      bytes = own;
    }
  }

  @Override
  protected RowBuffer buildRecord() {
    return this;
  }

  /** Where fields start; whoever splits a row puts it here before {@link #begin}. */
  int[] starts() {
    return starts;
  }

  /** Where fields end. */
  int[] ends() {
    return ends;
  }

  /**
   * Begins a row of printable ASCII that lies in somebody else's bytes, which stay as they are
   * until the next row; at least a word follows the last field.
   */
  void begin(long lineNumber, byte[] source, int count) {
    line = lineInFile(lineNumber);
    bytes = source;
    fields = count;
    isAscii = true;
    badField = -1;
  }

  /** Strips the fields of such a row. */
  void strip() {
    for (int i = 0; i < fields; i++) {
      strip(i);
    }
  }

  private void strip(int field) {
    int start = starts[field];
    int end = ends[field];
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (start < end && bytes[end - 1] == ' ') {
      end--;
    }
    starts[field] = start;
    ends[field] = end;
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

  boolean isEmpty(int field) {
    return starts[field] == ends[field];
  }

  String text(int field) {
    int start = starts[field];
    int end = ends[field];
    return start == end
        ? ""
        : new String(
            bytes,
            start,
            end - start,
            isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Whether the field begins with this character of ASCII. */
  boolean startsWith(int field, char c) {
    return starts[field] < ends[field] && bytes[starts[field]] == c;
  }

  /** Whether this character of ASCII is in the field. */
  boolean contains(int field, char c) {
    return Words.find(c, bytes, starts[field], ends[field]) < ends[field];
  }

  /** A name made of the field, see {@link Names#of}. */
  String nameOf(String prefix, int field) {
    if (!isAscii || prefix.length() > Names.NAME_CHARS_MAX) {
      return Names.of(prefix, text(field));
    }
    int length = Names.add(name, putPrefix(prefix), bytes, starts[field], ends[field]);
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The same behind a name that was made before and a hyphen. */
  String nameBehind(String first, int field) {
    if (!isAscii || first.length() > Names.NAME_CHARS_MAX) {
      return Names.of(first + "-", text(field));
    }
    int hyphen = putPrefix(first);
    name[hyphen] = '-';
    int length = Names.add(name, hyphen + 1, bytes, starts[field], ends[field]);
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  // The replacement of this method makes an array of its own.
  @SuppressWarnings("deprecation")
  private int putPrefix(String prefix) {
    prefix.getBytes(0, prefix.length(), name, 0);
    return prefix.length();
  }

  /** Whether the field can be the name of an object. */
  boolean isName(int field) {
    return Names.isName(bytes, starts[field], ends[field]);
  }

  /** See {@link PlainNumbers#digits}. */
  long digits(int field) {
    return PlainNumbers.digits(bytes, starts[field], ends[field]);
  }

  /** See {@link PlainNumbers#decimal}. */
  double decimal(int field) {
    return PlainNumbers.decimal(bytes, starts[field], ends[field]);
  }

  /**
   * Seconds since 1970 of a date and time such as {@code 2026-03-01T12:00:00}; -1 where it is no
   * such time, or before 1970.
   */
  long secondsOfDate(int field) {
    int start = starts[field];
    if (ends[field] - start != DATE_AND_TIME_CHARS || bytes[start + DATE_CHARS] != 'T') {
      return -1;
    }
    // Dates repeat from column to column and from row to row.
    if (!Words.areSame(bytes, start, date, 0, DATE_CHARS)) {
      System.arraycopy(bytes, start, date, 0, DATE_CHARS);
      days = PlainNumbers.daysOfDate(date, 0);
    }
    long second = Words.secondsOfDay(bytes, start + DATE_CHARS + 1);
    return days < 0 || second < 0 ? -1 : days * SECONDS_PER_DAY + second;
  }

  /** See {@link PlainNumbers#nanosOfSeconds}. */
  long nanosOfSeconds(int field, long secondsEnd) {
    return PlainNumbers.nanosOfSeconds(bytes, starts[field], ends[field], secondsEnd);
  }

  /**
   * Values of fields in one piece, with a word behind it: where they lie side by side as they were
   * read, else each with a line end after it. A field below 0 has none.
   */
  byte[] joined(ColumnGroup wanted) {
    if (isOnePiece(wanted)) {
      int start = starts[wanted.first()];
      int size = ends[wanted.last()] - start;
      byte[] joined = new byte[size + Words.BYTES];
      System.arraycopy(bytes, start, joined, 0, size);
      return joined;
    }
    int size = wanted.columns().length;
    for (int field : wanted.columns()) {
      size += field < 0 ? 0 : ends[field] - starts[field];
    }
    byte[] joined = new byte[size + Words.BYTES];
    int place = 0;
    for (int field : wanted.columns()) {
      if (field >= 0) {
        int count = ends[field] - starts[field];
        System.arraycopy(bytes, starts[field], joined, place, count);
        place += count;
      }
      joined[place++] = '\n';
    }
    return joined;
  }

  /** Hash of {@link #joined}. */
  int hash(ColumnGroup wanted) {
    if (isOnePiece(wanted)) {
      return (int) Words.hash(0, bytes, starts[wanted.first()], ends[wanted.last()]);
    }
    long hash = 0;
    for (int field : wanted.columns()) {
      hash = Words.hash(hash, bytes, field < 0 ? 0 : starts[field], field < 0 ? 0 : ends[field]);
    }
    return (int) hash;
  }

  /** Whether {@link #joined} is this. */
  boolean isJoined(ColumnGroup wanted, byte[] text) {
    int size = text.length - Words.BYTES;
    if (isOnePiece(wanted)) {
      int start = starts[wanted.first()];
      return ends[wanted.last()] - start == size && Words.areSame(bytes, start, text, 0, size);
    }
    int place = 0;
    for (int field : wanted.columns()) {
      int start = field < 0 ? 0 : starts[field];
      int count = field < 0 ? 0 : ends[field] - start;
      if (place + count >= size
          || text[place + count] != '\n'
          || !Words.areSame(bytes, start, text, place, count)) {
        return false;
      }
      place += count + 1;
    }
    return place == size;
  }

  /** Whether fields lie side by side with their separators between them, which are no line ends. */
  private boolean isOnePiece(ColumnGroup wanted) {
    return wanted.isSideBySide() && bytes != own;
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
