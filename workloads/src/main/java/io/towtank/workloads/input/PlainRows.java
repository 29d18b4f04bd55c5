package io.towtank.workloads.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Splits rows that have nothing but printable ASCII and no quotes, which is how most traces are
 * from beginning to end, in the bytes where they lie. Whatever else comes is left to a parser that
 * knows all rules, from the beginning of its row on.
 */
final class PlainRows {
  /** What {@link #next} found. */
  enum Found {
    /** A row. */
    ROW,
    /** The end. */
    END,
    /** A row that must be left to others, see {@link #rest}. */
    OTHER
  }

  private static final int BLOCK_BYTES = 1 << 16;
  private static final int INCOMPLETE = -1;
  private static final int UNUSUAL = -2;

  private final InputStream in;
  private final byte separator;
  private final long separators;
  private final long quotes;
  private final byte[] bytes = new byte[BLOCK_BYTES + Words.BYTES];
  private int position;
  private int limit;
  private boolean ended;
  private long lines;

  /**
   * Rows of these bytes.
   *
   * @param hasQuotes whether quotes have a meaning
   */
  PlainRows(InputStream in, char separator, boolean hasQuotes) {
    this.in = in;
    this.separator = (byte) separator;
    separators = Words.of(separator);
    quotes = hasQuotes ? Words.of('"') : separators;
  }

  /** Goes to the next row that is not an empty line, and puts its fields into the buffer. */
  Found next(RowBuffer row) throws IOException {
    while (true) {
      if (position == limit && ended) {
        return Found.END;
      }
      int end = split(row);
      if (end >= 0) {
        position = end;
        lines++;
        if (row.fields() > 0) {
          return Found.ROW;
        }
      } else if (end == UNUSUAL || !fill()) {
        return Found.OTHER;
      }
    }
  }

  /** Lines that lie before {@link #rest}. */
  long lines() {
    return lines;
  }

  /** All from the row on that was left to others. */
  InputStream rest() {
    return new SequenceInputStream(
        new ByteArrayInputStream(Arrays.copyOfRange(bytes, position, limit)), in);
  }

  /** Where the row's line ends; below 0 if that is not known yet, or if it is not plain. */
  private int split(RowBuffer row) {
    row.begin(lines + 1, bytes);
    int field = position;
    for (int word = position; word < limit; word += Words.BYTES) {
      long marks = Words.special(Words.at(bytes, word), separators, quotes);
      while (marks != 0) {
        int place = word + Words.first(marks);
        if (place >= limit) {
          break;
        }
        byte found = bytes[place];
        if (row.fields() == RowBuffer.COLUMNS_MAX) {
          return UNUSUAL;
        }
        if (found == separator) {
          row.add(field, place);
          field = place + 1;
        } else {
          int next = afterLineEnd(place, found);
          if (next >= 0 && place > position) {
            row.add(field, place);
          }
          return next;
        }
        marks &= marks - 1;
      }
    }
    if (!ended || row.fields() == RowBuffer.COLUMNS_MAX) {
      return ended ? UNUSUAL : INCOMPLETE;
    }
    row.add(field, limit);
    return limit;
  }

  private int afterLineEnd(int place, byte found) {
    if (found == '\n') {
      return place + 1;
    }
    if (found != '\r') {
      return UNUSUAL;
    }
    if (place + 1 == limit) {
      return ended ? UNUSUAL : INCOMPLETE;
    }
    return bytes[place + 1] == '\n' ? place + 2 : UNUSUAL;
  }

  /** Reads on; false if a row is longer than what is held. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    limit -= position;
    position = 0;
    if (limit == BLOCK_BYTES) {
      return false;
    }
    int count = in.read(bytes, limit, BLOCK_BYTES - limit);
    ended = count < 0;
    limit += Math.max(0, count);
    return true;
  }
}
