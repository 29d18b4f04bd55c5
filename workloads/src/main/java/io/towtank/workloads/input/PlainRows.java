package io.towtank.workloads.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits rows that have nothing but printable ASCII and no quotes, which is how most traces are
 * from beginning to end, in the bytes where they lie. Whatever else comes is left to a parser that
 * knows all rules, from the beginning of its row on.
 *
 * <p>A block is first looked through for all characters that matter, and only then for rows: a
 * processor guesses right which way both loops go. Source: G. Langdale, D. Lemire, "Parsing
 * gigabytes of JSON per second", VLDB Journal 28, 2019.
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

  private final RowBlock block;
  private final byte separator;
  private final boolean hasQuotes;

  /** Whether marking all up to the comma is enough, which takes less. */
  private final boolean isLow;

  private final long separators;

  /** Places of separators, blanks, line ends and all that is not plain; of some others too. */
  private final int[] marks = new int[RowBlock.BYTES_MAX + Words.BYTES];

  private int markCount;
  private int mark;
  private boolean isMarked;

  /**
   * Rows of these bytes.
   *
   * @param hasQuotes whether quotes have a meaning
   */
  PlainRows(InputStream in, char separator, boolean hasQuotes) {
    block = new RowBlock(in, '0');
    this.separator = (byte) separator;
    this.hasQuotes = hasQuotes;
    isLow = separator <= ',';
    separators = Words.of(separator);
  }

  /**
   * Goes to the next row that is not an empty line, and puts its fields into the buffer.
   *
   * @param last number of the last field that is wanted, from 0; what is behind it is looked
   *     through for the end of the row alone
   */
  Found next(RowBuffer row, int last) throws IOException {
    boolean wantsAll = last >= RowBuffer.COLUMNS_MAX - 1;
    while (true) {
      if (block.isOver()) {
        return Found.END;
      }
      int end = wantsAll ? split(row) : pass(row, last);
      if (end >= 0) {
        block.goTo(end);
        if (row.fields() > 0) {
          return Found.ROW;
        }
      } else if (end == RowBlock.UNUSUAL || !block.fill()) {
        return Found.OTHER;
      } else {
        isMarked = false;
      }
    }
  }

  /** All from the row on that was left to others, see {@link RowBlock#rest}. */
  InputStream rest() {
    return block.rest();
  }

  /** Where the row's line ends; below 0 if that is not known yet, or if it is not plain. */
  private int split(RowBuffer row) {
    if (!isMarked) {
      markAll();
    }
    byte[] source = block.bytes();
    int[] starts = row.starts();
    int[] ends = row.ends();
    int count = 0;
    int start = block.position();
    boolean hasBlanks = false;
    for (int i = mark; i < markCount; i++) {
      int place = marks[i];
      byte found = source[place];
      if (found == separator) {
        if (count < RowBuffer.COLUMNS_MAX) {
          starts[count] = start;
          ends[count] = place;
        }
        count++;
        start = place + 1;
      } else if (found == ' ') {
        hasBlanks = true;
      } else if (found == '\t' && place == start) {
        start = place + 1;
      } else if (found < ' ' || found > '~' || isQuote(found)) {
        int next = afterLineEnd(place, found);
        mark = i + next - place;
        return next < 0 ? next : end(row, count, start, place, hasBlanks, next);
      }
    }
    if (!block.hasEnded()) {
      return RowBlock.INCOMPLETE;
    }
    mark = markCount;
    return end(row, count, start, block.limit(), hasBlanks, block.limit());
  }

  private int end(RowBuffer row, int before, int start, int end, boolean hasBlanks, int next) {
    int count = before;
    if (count > 0 || end > block.position()) {
      if (count < RowBuffer.COLUMNS_MAX) {
        row.starts()[count] = start;
        row.ends()[count] = end;
      }
      count++;
    }
    if (count > RowBuffer.COLUMNS_MAX || !block.isRow(next)) {
      return RowBlock.UNUSUAL;
    }
    return begin(row, count, hasBlanks, next);
  }

  /** The same as {@link #split} where fields behind one are not wanted. */
  private int pass(RowBuffer row, int last) {
    isMarked = false;
    byte[] source = block.bytes();
    int count = 0;
    int start = block.position();
    boolean hasBlanks = false;
    for (int word = block.position(); word < block.limit(); word += Words.BYTES) {
      long found = marks(Words.at(source, word));
      for (; found != 0; found &= found - 1) {
        int place = word + Words.first(found);
        byte c = source[place];
        if (c == separator) {
          row.starts()[count] = start;
          row.ends()[count++] = place;
          start = place + 1;
          if (count > last) {
            int next = nextLine(start);
            return next < 0 ? next : begin(row, count, hasBlanks, next);
          }
        } else if (c == ' ') {
          hasBlanks = true;
        } else if (c == '\t' && place == start) {
          start = place + 1;
        } else if (c < ' ' || c > '~' || isQuote(c)) {
          int next = afterLineEnd(place, c);
          return next < 0 ? next : end(row, count, start, place, hasBlanks, next);
        }
      }
    }
    return block.hasEnded()
        ? end(row, count, start, block.limit(), hasBlanks, block.limit())
        : RowBlock.INCOMPLETE;
  }

  private int begin(RowBuffer row, int count, boolean hasBlanks, int next) {
    row.begin(block.lines() + 1, block.bytes(), count);
    if (hasBlanks) {
      row.strip();
    }
    return next;
  }

  /** Where the next line begins; below 0 if that is not known yet, or if there are quotes. */
  private int nextLine(int from) {
    for (int word = from; word < block.limit(); word += Words.BYTES) {
      long found = Words.perhapsUpToQuote(Words.at(block.bytes(), word));
      for (; found != 0; found &= found - 1) {
        int place = word + Words.first(found);
        byte c = block.bytes()[place];
        if (c == '\n' || c == '\r' || isQuote(c)) {
          return afterLineEnd(place, c);
        }
      }
    }
    return block.hasEnded() ? block.limit() : RowBlock.INCOMPLETE;
  }

  private boolean isQuote(byte found) {
    return found == '"' && hasQuotes;
  }

  private int afterLineEnd(int place, byte found) {
    if (found == '\n') {
      return place + 1;
    }
    if (found != '\r') {
      return RowBlock.UNUSUAL;
    }
    if (place + 1 == block.limit()) {
      return block.hasEnded() ? RowBlock.UNUSUAL : RowBlock.INCOMPLETE;
    }
    return block.bytes()[place + 1] == '\n' ? place + 2 : RowBlock.UNUSUAL;
  }

  private long marks(long text) {
    return isLow ? Words.upToComma(text) : Words.upToQuote(text, separators);
  }

  private void markAll() {
    int count = 0;
    for (int word = block.position(); word < block.limit(); word += Words.BYTES) {
      long text = Words.at(block.bytes(), word);
      long found = marks(text);
      // Two are written wherever there are fewer: that takes less than a wrong guess.
      marks[count] = word + Words.first(found);
      long second = found & (found - 1);
      marks[count + 1] = word + Words.first(second);
      int next = count + Long.bitCount(found);
      count += 2;
      for (long more = second & (second - 1); more != 0; more &= more - 1) {
        marks[count++] = word + Words.first(more);
      }
      count = next;
    }
    markCount = count;
    mark = 0;
    isMarked = true;
  }
}
