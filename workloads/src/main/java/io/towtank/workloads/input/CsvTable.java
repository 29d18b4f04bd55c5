package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files of separated values (RFC 4180) of one layout, read row by row, one file after the other.
 *
 * <p>Text is UTF-8, a byte-order mark is skipped, blank lines are skipped. A field has at most
 * 65,536 characters, a row at most 256 fields and 262,144 characters. There is one row at a time:
 * each call of {@link #next()} gives the same object with other values.
 */
public final class CsvTable implements Rows {
  private static final String TEXT = "UTF-8 text without control characters";

  private final List<Path> files;
  private final TablePart part;
  private final CsvLayout layout;
  private final RowBuffer buffer = new RowBuffer();
  private final CsvRow row = new CsvRow(this, buffer);
  private final List<String> columns;
  private final Map<String, Integer> indexByColumn = new HashMap<>();
  private int opened;
  private @Nullable CsvRecords records;
  private Path file;
  private long headerLine;
  private long lastLine;
  private boolean hasRowAhead;

  private CsvTable(TablePart part, CsvLayout layout) {
    if (part.files().isEmpty()) {
      throw new IllegalArgumentException("no files");
    }
    this.part = part;
    files = part.allPaths();
    this.layout = layout;
    file = files.get(0);
    // A file by itself must still have the columns of the table's first.
    opened = layout.hasHeader() ? 0 : Math.max(0, part.file());
    openNext();
    columns = layout.hasHeader() ? header() : layout.columns();
    if (opened <= part.file()) {
      close(this, new IOException());
      opened = part.file();
      openNext();
      requireSameHeader();
    }
    for (int i = 0; i < columns.size(); i++) {
      if (indexByColumn.put(columns.get(i), i) != null) {
        throw headerError("column '" + Shown.plain(columns.get(i)) + "' is there twice");
      }
    }
  }

  /**
   * Opens a file with commas and a header row.
   *
   * @param checkHeader calls {@link #requireColumns}
   * @throws InputException if the file can't be opened or its header is not as it should be
   */
  public static CsvTable open(Path file, Consumer<CsvTable> checkHeader) {
    return open(List.of(file), CsvLayout.WITH_HEADER, checkHeader);
  }

  /**
   * Opens a file of rows without a header.
   *
   * @throws InputException if the file can't be opened or has no rows
   */
  public static CsvTable open(Path file, CsvLayout layout) {
    return open(List.of(file), layout, CsvTable::requireRows);
  }

  /**
   * Opens files of one layout as one table.
   *
   * @param files in the order in which they are read; at least one
   * @param check calls {@link #requireColumns} or {@link #requireRows}
   * @throws InputException if the first file can't be opened or is not as it should be
   */
  public static CsvTable open(List<Path> files, CsvLayout layout, Consumer<CsvTable> check) {
    return open(TablePart.whole("", files), layout, check);
  }

  /**
   * Opens some rows of a table.
   *
   * @param check calls {@link #requireColumns} or {@link #requireRows}
   * @throws InputException if the file can't be opened or is not as it should be
   */
  public static CsvTable open(TablePart part, CsvLayout layout, Consumer<CsvTable> check) {
    CsvTable table = new CsvTable(part, layout);
    try {
      check.accept(table);
      return table;
    } catch (InputException e) {
      close(table, e);
      throw e;
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  /** Whether there is a column of this name. */
  public boolean hasColumn(String column) {
    return indexByColumn.containsKey(column);
  }

  @Override
  public int column(String name) {
    return indexByColumn.getOrDefault(name, -1);
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
    requireRows();
  }

  /**
   * Makes sure that there is a row.
   *
   * @throws InputException if there is none
   */
  public void requireRows() {
    hasRowAhead = hasRowAhead || read();
    if (!hasRowAhead && part.isFirst() && !part.isStretch()) {
      throw new InputException(
          file + (layout.hasHeader() ? ": there are no rows after the header" : ": no rows"));
    }
  }

  /**
   * Leaves out the first row if it is of no use, such as a header that somebody added.
   *
   * @return whether it was left out
   */
  public boolean skipFirstRowIf(Predicate<CsvRow> unwanted) {
    if (!part.isFirst()) {
      return false;
    }
    hasRowAhead = hasRowAhead || read();
    boolean skip = hasRowAhead && unwanted.test(row);
    hasRowAhead &= !skip;
    return skip;
  }

  @Override
  public @Nullable CsvRow next() {
    boolean found = hasRowAhead || read();
    hasRowAhead = false;
    return found ? row : null;
  }

  /** An error in the header row. */
  public InputException headerError(String what) {
    return new InputException(file + ":" + headerLine + ": " + what);
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
    }
  }

  @Override
  public Path file() {
    return file;
  }

  private void openNext() {
    file = files.get(opened++);
    lastLine = 0;
    InputStream opening = bytesOfFile();
    try {
      records = new CsvRecords(opening, layout, buffer);
    } catch (IOException e) {
      close(opening, e);
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private InputStream bytesOfFile() {
    if (!part.isStretch() || opened - 1 != part.file()) {
      return TraceFile.open(file, layout.hasHeader() ? "a header row" : "rows of values");
    }
    long header = layout.hasHeader() && part.fromByte() > 0 ? 1 : 0;
    buffer.skipLines(header, part.linesBefore() - header);
    try {
      return part.open(layout.hasHeader());
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private void requireSameHeader() {
    if (layout.hasHeader() && !header().equals(columns)) {
      throw headerError("found other columns than in " + files.get(0));
    }
  }

  private List<String> header() {
    if (!nextRecord(RowBuffer.COLUMNS_MAX - 1)) {
      throw closing(new InputException(file + ": the file has no header row"));
    }
    headerLine = lastLine;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < buffer.fields(); i++) {
      String name = buffer.text(i);
      if (name.isEmpty() && layout.allowsUnnamed()) {
        name = "column-" + (i + 1);
      } else if (name.isEmpty()) {
        throw closing(headerError("column " + (i + 1) + " of the header has no name"));
      }
      if (buffer.badField() == i) {
        throw closing(
            headerError(
                "column %d of the header: found '%s', expected %s"
                    .formatted(i + 1, Shown.plain(name), TEXT)));
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  @Override
  public @Nullable CsvRow nextUpTo(int column) {
    boolean found = hasRowAhead || read(column);
    hasRowAhead = false;
    if (found && buffer.fields() <= column) {
      throw fieldsMissing();
    }
    return found ? row : null;
  }

  private boolean read() {
    if (!read(RowBuffer.COLUMNS_MAX - 1)) {
      return false;
    }
    if (buffer.fields() != columns.size()) {
      throw fieldsMissing();
    }
    if (buffer.badField() >= 0) {
      throw row.error(columns.get(buffer.badField()), TEXT);
    }
    return true;
  }

  private InputException fieldsMissing() {
    return row.error(
        "found %d fields, expected %d%s"
            .formatted(
                buffer.fields(), columns.size(), layout.hasHeader() ? " as in the header" : ""));
  }

  /** Reads a row as far as some column. */
  private boolean read(int last) {
    while (!nextRecord(last)) {
      if (opened == files.size() || part.file() != TablePart.ALL) {
        return false;
      }
      close(this, new IOException());
      openNext();
      requireSameHeader();
    }
    return true;
  }

  private boolean nextRecord(int last) {
    try {
      boolean found = records != null && records.next(last);
      lastLine = found ? buffer.line() : lastLine;
      return found;
    } catch (IOException | UncheckedIOException | CsvParseException | RowBuffer.TooLong e) {
      throw new InputException(file + ": after line " + lastLine + ": " + trouble(e), e);
    }
  }

  private String trouble(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io
        ? TraceFile.reason(file, io)
        : "no row can be read (%s); expected at most %d fields of at most %d characters, quotes closed"
            .formatted(
                Shown.sentence(String.valueOf(cause.getMessage())),
                RowBuffer.COLUMNS_MAX,
                RowBuffer.FIELD_CHARS_MAX);
  }

  private InputException closing(InputException problem) {
    close(this, problem);
    return problem;
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names);
  }

  private static void close(Closeable stream, Exception cause) {
    try {
      stream.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
