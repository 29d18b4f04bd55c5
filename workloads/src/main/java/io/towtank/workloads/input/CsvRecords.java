package io.towtank.workloads.input;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file of separated values: as {@link PlainRows} as long as they are plain, by
 * FastCSV from the first on that is not.
 */
final class CsvRecords implements Closeable {
  private static final int BYTE_ORDER_MARK_BYTES = 3;

  /** Stands for a quote where there are none: no text has it. */
  private static final char NO_QUOTE = '\uFFFF';

  private final InputStream bytes;
  private final CsvLayout layout;
  private final RowBuffer buffer;
  private final PlainRows plain;
  private @Nullable Iterator<RowBuffer> parsed;
  private boolean isClosed;

  /**
   * Rows of these bytes, which are closed with it.
   *
   * @param buffer where each row is put
   */
  CsvRecords(InputStream bytes, CsvLayout layout, RowBuffer buffer) throws IOException {
    this.bytes = bytes;
    this.layout = layout;
    this.buffer = buffer;
    plain = new PlainRows(withoutByteOrderMark(bytes), layout.separator(), layout.hasQuotes());
  }

  /**
   * Goes to the next row that is not an empty line.
   *
   * @param last number of the last field that is wanted, from 0; others may be left out
   * @return false at the end
   */
  boolean next(int last) throws IOException {
    if (isClosed) {
      return false;
    }
    if (parsed == null) {
      PlainRows.Found found = plain.next(buffer, last);
      if (found != PlainRows.Found.OTHER) {
        return found == PlainRows.Found.ROW;
      }
      parsed = parser();
    }
    if (!parsed.hasNext()) {
      return false;
    }
    parsed.next();
    return true;
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    bytes.close();
  }

  private Iterator<RowBuffer> parser() throws IOException {
    return CsvReader.builder()
        .fieldSeparator(layout.separator())
        .quoteCharacter(layout.hasQuotes() ? '"' : NO_QUOTE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(2 * RowBuffer.ROW_CHARS_MAX)
        .build(buffer, new InputStreamReader(plain.rest(), StandardCharsets.UTF_8))
        .iterator();
  }

  private static InputStream withoutByteOrderMark(InputStream bytes) throws IOException {
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
    return pushback;
  }
}
