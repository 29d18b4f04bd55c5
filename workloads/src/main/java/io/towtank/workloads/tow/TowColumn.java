package io.towtank.workloads.tow;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;

/**
 * One column, decoded a page at a time. A row is told by its number in the run, which is a piece of
 * the table that lies within one page of each column.
 */
final class TowColumn {
  /** Of {@link #id}: there is no value, or it has no number. */
  static final int NO_ID = -1;

  /** Parquet's own writer ends a page after 20,000 rows. */
  private static final int PAGE_ROWS_MAX = 1 << 20;

  private final TextRun textsInOrder = new TextRun();
  private @Nullable PageReader pages;
  private @Nullable ColumnDescriptor descriptor;
  private TowDictionary dictionary = TowDictionary.NONE;

  private Content content = Content.NOTHING;
  private boolean isConstant = true;
  private boolean hasGaps;
  private int[] levels = new int[0];

  /** Of the page's rows, in the dictionary; of texts in order where rows have none. */
  private int[] ids = new int[0];

  private long[] numbers = new long[0];
  private int pageRows;
  private int given;
  private int start;

  /** What a page's rows have, those apart that have nothing. */
  private enum Content {
    NOTHING,
    IDS,
    NUMBERS,
    TEXTS_IN_ORDER
  }

  /** Begins a group of rows. */
  void begin(PageReader newPages, ColumnDescriptor newDescriptor) throws IOException {
    pages = newPages;
    descriptor = newDescriptor;
    pageRows = 0;
    given = 0;
    DictionaryPage page = newPages.readDictionaryPage();
    dictionary = page == null ? TowDictionary.NONE : TowDictionary.of(page, newDescriptor);
  }

  /** Rows left of the page, at least 1; decodes the next page where there are none. */
  int rowsLeft() throws IOException {
    while (given == pageRows) {
      nextPage();
    }
    return pageRows - given;
  }

  /** Begins a run of so many rows. */
  void beginRun(int rows) {
    start = given;
    given += rows;
  }

  /** Whether all rows of the run are known to have the same value, or none. */
  boolean isConstant() {
    return isConstant;
  }

  /** Whether no row of the run has a value. */
  boolean isEmpty() {
    return content == Content.NOTHING;
  }

  /** Whether the run's values, where there are any, have numbers in the group's dictionary. */
  boolean hasIds() {
    return content == Content.IDS || content == Content.NOTHING;
  }

  /** Whether the run's values are texts that are in no dictionary. */
  boolean hasTextsInOrder() {
    return content == Content.TEXTS_IN_ORDER;
  }

  /** What {@link #id} is below in the group of rows. */
  int idLimit() {
    return dictionary.size();
  }

  /** A value's number in the dictionary, or {@link #NO_ID}. */
  int id(int row) {
    return content == Content.IDS ? ids[start + row] : NO_ID;
  }

  /**
   * Adds to the keys of a run's rows: 0 for no value, or the number in the dictionary plus one,
   * times the unit.
   */
  void addIds(long[] keys, int rows, long unit) {
    if (content == Content.IDS) {
      for (int i = 0; i < rows; i++) {
        keys[i] += (ids[start + i] + 1) * unit;
      }
    }
  }

  /** Copies a run's numbers, another one where there is none. */
  void copyNumbers(long[] into, int rows, long absent) {
    if (content == Content.NUMBERS && !hasGaps) {
      System.arraycopy(numbers, start, into, 0, rows);
    } else {
      for (int i = 0; i < rows; i++) {
        into[i] = number(i, absent);
      }
    }
  }

  /** Whether a row has a value here. */
  boolean hasValue(int row) {
    return content != Content.NOTHING && (!hasGaps || levels[start + row] != 0);
  }

  /**
   * A row's text; empty where there is none.
   *
   * @param row not below that of the text before, unless {@link #hasIds}
   */
  String text(int row) {
    if (!hasValue(row)) {
      return "";
    }
    return content == Content.IDS
        ? dictionary.texts()[ids[start + row]]
        : textsInOrder.text(hasGaps ? ids[start + row] : start + row);
  }

  /** A row's number, or another one where there is none. */
  long number(int row, long absent) {
    if (!hasValue(row)) {
      return absent;
    }
    return content == Content.NUMBERS
        ? numbers[start + row]
        : dictionary.numbers()[ids[start + row]];
  }

  private void nextPage() throws IOException {
    DataPage page = pages == null ? null : pages.readPage();
    ColumnDescriptor column = descriptor;
    if (page == null || column == null) {
      throw new IOException("a page is missing");
    }
    int rows = page.getValueCount();
    if (rows < 0 || rows > PAGE_ROWS_MAX) {
      throw new IOException("a page of " + rows + " rows, expected at most " + PAGE_ROWS_MAX);
    }
    pageRows = rows;
    given = 0;
    if (page instanceof DataPageV2 current) {
      int values = readLevels(PageBytes.of(current.getDefinitionLevels()), column, rows);
      if (current.getNullCount() != rows - values) {
        throw new IOException("a page tells a wrong number of values");
      }
      decode(PageBytes.of(current.getData()), current.getDataEncoding(), column, values);
    } else if (page instanceof DataPageV1 old) {
      PageBytes bytes = PageBytes.of(old.getBytes());
      boolean hasLevels = column.getMaxDefinitionLevel() > 0;
      int values = readLevels(hasLevels ? bytes.part(bytes.int32()) : bytes, column, rows);
      decode(bytes, old.getValueEncoding(), column, values);
    } else {
      throw new IOException("a page of an unknown kind");
    }
  }

  /** Finds out which rows have a value, and how many. */
  private int readLevels(PageBytes page, ColumnDescriptor column, int rows) throws IOException {
    hasGaps = false;
    if (column.getMaxDefinitionLevel() == 0) {
      return rows;
    }
    if (levels.length < rows) {
      levels = new int[rows];
    }
    if (RunLengths.read(page, 1, levels, rows, 2)) {
      return levels[0] * rows;
    }
    int values = 0;
    for (int i = 0; i < rows; i++) {
      values += levels[i];
    }
    hasGaps = values != rows;
    return values;
  }

  private void decode(PageBytes page, Encoding encoding, ColumnDescriptor column, int values)
      throws IOException {
    isConstant = values == 0;
    if (values == 0) {
      content = Content.NOTHING;
    } else if (encoding.usesDictionary()) {
      decodeIds(page, values);
    } else if (TowDictionary.isText(column)) {
      decodeTexts(page, encoding, values);
    } else {
      decodeNumbers(page, encoding, column, values);
    }
  }

  private void decodeIds(PageBytes page, int values) throws IOException {
    content = Content.IDS;
    makeRoomForIds();
    boolean equal = RunLengths.read(page, page.unsignedByte(), ids, values, dictionary.size());
    page.requireEnd();
    isConstant = equal && !hasGaps;
    if (hasGaps) {
      int from = values;
      for (int i = pageRows - 1; i >= 0; i--) {
        ids[i] = levels[i] == 0 ? NO_ID : ids[--from];
      }
    }
  }

  private void makeRoomForIds() {
    if (ids.length < pageRows) {
      ids = new int[pageRows];
    }
  }

  private void decodeTexts(PageBytes page, Encoding encoding, int values) throws IOException {
    content = Content.TEXTS_IN_ORDER;
    textsInOrder.begin(page, encoding, values);
    if (hasGaps) {
      makeRoomForIds();
      int number = 0;
      for (int i = 0; i < pageRows; i++) {
        ids[i] = levels[i] == 0 ? NO_ID : number++;
      }
    }
  }

  private void decodeNumbers(PageBytes page, Encoding encoding, ColumnDescriptor column, int values)
      throws IOException {
    content = Content.NUMBERS;
    if (numbers.length < pageRows) {
      numbers = new long[pageRows];
    }
    boolean isInt32 = TowDictionary.isInt32(column);
    switch (encoding) {
      case DELTA_BINARY_PACKED -> {
        Deltas.read(page, numbers, values);
        for (int i = 0; isInt32 && i < values; i++) {
          numbers[i] = (int) numbers[i];
        }
      }
      case PLAIN -> {
        for (int i = 0; i < values; i++) {
          numbers[i] = isInt32 ? page.int32() : page.int64();
        }
      }
      default -> throw new IOException("a page of numbers is encoded as " + encoding);
    }
    page.requireEnd();
    if (hasGaps) {
      int from = values;
      for (int i = pageRows - 1; i >= 0; i--) {
        numbers[i] = levels[i] == 0 ? 0 : numbers[--from];
      }
    }
  }
}
