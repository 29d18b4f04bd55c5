package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file with a row in each line, fields with blanks or tabs between them, and comments in lines
 * that begin with a character of their own. Fields beyond the columns are not read. Text is UTF-8;
 * a line has at most 262,144 characters.
 */
public final class BlankSeparatedRows implements Rows {
  private static final int BUFFER_CHARS = 1 << 15;

  private final Path file;
  private final InputStream bytes;
  private final BlankRows plain;

  /** Reads the rest of a file that is not plain to its end. */
  private @Nullable Reader reader;

  private final List<String> columns;
  private final Map<String, Integer> indexByColumn = new HashMap<>();
  private final char comment;
  private final Consumer<String> comments;
  private final RowBuffer fields = new RowBuffer();
  private final CsvRow row = new CsvRow(this, fields);
  private final char[] buffer = new char[BUFFER_CHARS];
  private int position;
  private int limit;
  private char[] line = new char[256];
  private int lineLength;
  private long lineNumber;

  private BlankSeparatedRows(
      Path file, InputStream bytes, List<String> columns, char comment, Consumer<String> comments) {
    this.file = file;
    this.bytes = bytes;
    plain = new BlankRows(bytes, comment);
    this.columns = List.copyOf(columns);
    this.comment = comment;
    this.comments = comments;
    for (int i = 0; i < columns.size(); i++) {
      indexByColumn.put(columns.get(i), i);
    }
  }

  /**
   * Opens a file.
   *
   * @param columns names of the fields; a row must have all of them
   * @param comment first character of a comment
   * @param comments told each comment as it is passed, without its first character
   * @throws InputException if it can't be opened
   */
  public static BlankSeparatedRows open(
      Path file, List<String> columns, char comment, Consumer<String> comments) {
    return new BlankSeparatedRows(
        file, TraceFile.open(file, "rows of values"), columns, comment, comments);
  }

  @Override
  public @Nullable CsvRow next() {
    return nextUpTo(columns.size() - 1);
  }

  @Override
  public @Nullable CsvRow nextUpTo(int column) {
    Reader rest = reader;
    if (rest == null) {
      BlankRows.Found found = nextPlain(column);
      if (found != BlankRows.Found.OTHER) {
        return found == BlankRows.Found.ROW ? row : null;
      }
      rest = new InputStreamReader(plain.rest(), StandardCharsets.UTF_8);
      reader = rest;
    }
    return nextOf(rest);
  }

  private BlankRows.Found nextPlain(int column) {
    try {
      BlankRows.Found found = plain.next(fields, column);
      while (found == BlankRows.Found.COMMENT) {
        comments.accept(plain.comment().strip());
        found = plain.next(fields, column);
      }
      if (found == BlankRows.Found.ROW && fields.fields() <= column) {
        throw fieldsMissing(fields.fields());
      }
      return found;
    } catch (IOException e) {
      throw new InputException(
          "%s: after line %d: %s".formatted(file, plain.lines(), TraceFile.reason(file, e)), e);
    }
  }

  private @Nullable CsvRow nextOf(Reader rest) {
    while (readLine(rest)) {
      int start = 0;
      while (start < lineLength && Character.isWhitespace(line[start])) {
        start++;
      }
      if (start == lineLength) {
        continue;
      }
      if (line[start] == comment) {
        comments.accept(new String(line, start + 1, lineLength - start - 1).strip());
      } else {
        split(start);
        return row;
      }
    }
    return null;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public int column(String name) {
    return indexByColumn.getOrDefault(name, -1);
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private void split(int first) {
    fields.handleBegin(lineNumber);
    int start = first;
    int count = 0;
    while (start < lineLength && count < columns.size()) {
      int end = start;
      while (end < lineLength && !Character.isWhitespace(line[end])) {
        end++;
      }
      try {
        fields.handleField(count++, line, start, end - start, false);
      } catch (RowBuffer.TooLong e) {
        throw row.error(Shown.sentence(String.valueOf(e.getMessage())));
      }
      start = end;
      while (start < lineLength && Character.isWhitespace(line[start])) {
        start++;
      }
    }
    if (fields.badField() >= 0) {
      throw row.error(columns.get(fields.badField()), "UTF-8 text without control characters");
    }
    if (count < columns.size()) {
      throw fieldsMissing(count);
    }
  }

  private InputException fieldsMissing(int count) {
    return row.error("found %d fields, expected %d".formatted(count, columns.size()));
  }

  private boolean readLine(Reader rest) {
    lineLength = 0;
    boolean any = false;
    lineNumber++;
    while (fill(rest)) {
      any = true;
      char c = buffer[position++];
      if (c == '\n') {
        return true;
      }
      if (lineLength == RowBuffer.ROW_CHARS_MAX) {
        throw new InputException(
            "%s:%d: expected at most %d characters in a line"
                .formatted(file, lineNumber, RowBuffer.ROW_CHARS_MAX));
      }
      if (lineLength == line.length) {
        line = Arrays.copyOf(line, 2 * lineLength);
      }
      line[lineLength++] = c;
    }
    return any;
  }

  private boolean fill(Reader rest) {
    if (position < limit) {
      return true;
    }
    try {
      position = 0;
      limit = Math.max(0, rest.read(buffer));
      return limit > 0;
    } catch (IOException e) {
      throw new InputException(
          "%s: after line %d: %s".formatted(file, lineNumber - 1, TraceFile.reason(file, e)), e);
    }
  }
}
