package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values (RFC 4180) with a header row, read row by row.
 *
 * <p>Text is UTF-8, a byte-order mark is skipped, blank lines are skipped. A field has at most
 * 65,536 characters, a row at most 256 fields and 262,144 characters.
 */
public final class CsvTable implements Closeable {
  private static final int FIELD_CHARS_MAX = 1 << 16;
  private static final int ROW_CHARS_MAX = 1 << 18;
  private static final int COLUMNS_MAX = 256;
  private static final int BYTE_ORDER_MARK_BYTES = 3;
  private static final String TEXT = "UTF-8 text without control characters";

  /** What the decoder puts where bytes are not UTF-8. */
  private static final char UNDECODABLE = '\uFFFD';

  private final Path file;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;
  private final Map<String, Integer> indexByColumn = new HashMap<>();
  private final long headerLine;
  private long lastLine;
  private @Nullable CsvRow ahead;

  private CsvTable(Path file, InputStream bytes) throws IOException {
    this.file = file;
    reader =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(2 * ROW_CHARS_MAX)
            .build(
                CsvRecordHandler.builder()
                    .maxFields(COLUMNS_MAX)
                    .maxFieldSize(FIELD_CHARS_MAX)
                    .maxRecordSize(ROW_CHARS_MAX)
                    .build(),
                text(bytes));
    records = reader.iterator();
    CsvRecord header = nextRecord();
    if (header == null) {
      throw new InputException(file + ": the file has no header row");
    }
    headerLine = lastLine;
    columns = names(header);
    for (int i = 0; i < columns.size(); i++) {
      if (indexByColumn.put(columns.get(i), i) != null) {
        throw headerError("column '" + Shown.plain(columns.get(i)) + "' is there twice");
      }
    }
  }

  /**
   * Opens a file and reads its header.
   *
   * @param checkHeader calls {@link #requireColumns}
   * @throws InputException if the file can't be opened or its header is not as it should be
   */
  public static CsvTable open(Path file, Consumer<CsvTable> checkHeader) {
    InputStream bytes = TraceFile.open(file);
    try {
      CsvTable table = new CsvTable(file, bytes);
      checkHeader.accept(table);
      return table;
    } catch (IOException e) {
      close(bytes, e);
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    } catch (InputException e) {
      close(bytes, e);
      throw e;
    }
  }

  /** Names of the columns, in the file's order. */
  public List<String> columns() {
    return columns;
  }

  /** Whether there is a column of this name. */
  public boolean hasColumn(String column) {
    return indexByColumn.containsKey(column);
  }

  /**
   * Makes sure that the header is as a format wants it, and that there is a row after it.
   *
   * @param legal columns that may be there
   * @param alsoLegal further names that may be there
   * @param required columns that must be there
   * @throws InputException naming the first column that is unknown or missing
   */
  public void requireColumns(
      Collection<String> legal, Predicate<String> alsoLegal, Collection<String> required) {
    for (String column : columns) {
      if (!legal.contains(column) && !alsoLegal.test(column)) {
        throw headerError(
            "unknown column '" + Shown.plain(column) + "'" + NearestName.hint(column, legal));
      }
    }
    for (String column : required) {
      if (!hasColumn(column)) {
        throw headerError("no column '" + column + "'; the header must name " + list(required));
      }
    }
    ahead = read();
    if (ahead == null) {
      throw new InputException(file + ": there are no rows after the header");
    }
  }

  /**
   * The next row, or null at the end.
   *
   * @throws InputException if it can't be read or has another number of fields than the header
   */
  public @Nullable CsvRow next() {
    CsvRow row = ahead;
    if (row == null) {
      return read();
    }
    ahead = null;
    return row;
  }

  /** An error in the header row. */
  public InputException headerError(String what) {
    return new InputException(file + ":" + headerLine + ": " + what);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  int index(String column) {
    return indexByColumn.getOrDefault(column, -1);
  }

  Path file() {
    return file;
  }

  private List<String> names(CsvRecord header) {
    List<String> names = new ArrayList<>();
    for (String name : header.getFields()) {
      if (name.isBlank()) {
        throw headerError("column " + (names.size() + 1) + " of the header has no name");
      }
      if (!isText(name.strip())) {
        throw headerError(
            "column %d of the header: found '%s', expected %s"
                .formatted(names.size() + 1, Shown.plain(name), TEXT));
      }
      names.add(name.strip());
    }
    return List.copyOf(names);
  }

  private @Nullable CsvRow read() {
    CsvRecord record = nextRecord();
    if (record == null) {
      return null;
    }
    CsvRow row = new CsvRow(this, record);
    if (record.getFieldCount() != columns.size()) {
      throw row.error(
          "found %d fields, expected %d as in the header"
              .formatted(record.getFieldCount(), columns.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!isText(record.getField(i).strip())) {
        throw row.error(columns.get(i), TEXT);
      }
    }
    return row;
  }

  private @Nullable CsvRecord nextRecord() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      lastLine = record.getStartingLineNumber();
      return record;
    } catch (UncheckedIOException | CsvParseException e) {
      throw new InputException(file + ": after line " + lastLine + ": " + trouble(e), e);
    }
  }

  private String trouble(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io
        ? TraceFile.reason(file, io)
        : "no row can be read (%s); expected at most %d fields of at most %d characters, quotes closed"
            .formatted(
                Shown.sentence(String.valueOf(cause.getMessage())), COLUMNS_MAX, FIELD_CHARS_MAX);
  }

  private static Reader text(InputStream bytes) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(bytes, BYTE_ORDER_MARK_BYTES);
    byte[] start = pushback.readNBytes(BYTE_ORDER_MARK_BYTES);
    boolean marked =
        start.length == BYTE_ORDER_MARK_BYTES
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!marked) {
      pushback.unread(start);
    }
    return new InputStreamReader(pushback, StandardCharsets.UTF_8);
  }

  private static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == UNDECODABLE || Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names);
  }

  private static void close(InputStream bytes, Exception cause) {
    try {
      bytes.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
