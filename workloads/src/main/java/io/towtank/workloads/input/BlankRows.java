package io.towtank.workloads.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits rows of printable ASCII with blanks or tabs between their fields in the bytes where they
 * lie, as {@link PlainRows} does those with separators. Whatever else comes is left to others, from
 * the beginning of its row on.
 */
final class BlankRows {
  /** What {@link #next} found. */
  enum Found {
    /** A row. */
    ROW,
    /** A comment. */
    COMMENT,
    /** The end. */
    END,
    /** A row that must be left to others, see {@link #rest}. */
    OTHER
  }

  private static final int MARKS_AT_ONCE = 4;

  private final RowBlock block;
  private final byte comment;

  /** Places where fields begin and end, of line ends and all that is neither plain nor a blank. */
  private final int[] marks = new int[RowBlock.BYTES_MAX + 2 * Words.BYTES];

  private int markCount;
  private int mark;
  private boolean isMarked;
  private int commentStart;
  private int commentEnd;

  /**
   * Rows of these bytes.
   *
   * @param comment what lines begin with that are no rows
   */
  BlankRows(InputStream in, char comment) {
    block = new RowBlock(in, ' ');
    this.comment = (byte) comment;
  }

  /**
   * Goes to the next line that is not empty, and puts its first fields into the buffer unless it is
   * a comment.
   *
   * @param last number of the last field that is wanted, from 0
   */
  Found next(RowBuffer row, int last) throws IOException {
    while (!block.isOver()) {
      if (!isMarked) {
        markAll();
      }
      commentStart = -1;
      int end = split(row, last);
      if (end >= 0) {
        boolean isComment = commentStart >= 0;
        block.goTo(end);
        if (isComment || row.fields() > 0) {
          return isComment ? Found.COMMENT : Found.ROW;
        }
      } else if (end == RowBlock.UNUSUAL || !block.fill()) {
        return Found.OTHER;
      } else {
        isMarked = false;
      }
    }
    return Found.END;
  }

  /** The comment without its first character. */
  String comment() {
    return new String(
        block.bytes(), commentStart + 1, commentEnd - commentStart - 1, StandardCharsets.UTF_8);
  }

  /** Lines before the next row. */
  long lines() {
    return block.lines();
  }

  /** All from the row on that was left to others, see {@link RowBlock#rest}. */
  InputStream rest() {
    return block.rest();
  }

  /** Where the row's line ends; below 0 if that is not known yet, or if it is not plain. */
  private int split(RowBuffer row, int last) {
    byte[] source = block.bytes();
    int[] starts = row.starts();
    int[] ends = row.ends();
    int count = 0;
    boolean isField = false;
    int i = mark;
    for (; i < markCount && count <= last; i++) {
      int place = marks[i];
      byte c = source[place];
      if (c > ' ' && c <= '~') {
        if (count == 0 && c == comment) {
          return comment(place);
        }
        starts[count] = place;
        isField = true;
      } else if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
        if (isField) {
          ends[count++] = place;
          isField = false;
        }
        if (c == '\n') {
          mark = i + 1;
          return end(row, count, place + 1);
        }
      } else {
        return RowBlock.UNUSUAL;
      }
    }
    if (count > last) {
      for (; i < markCount; i++) {
        if (source[marks[i]] == '\n') {
          mark = i + 1;
          return end(row, count, marks[i] + 1);
        }
      }
    }
    if (!block.hasEnded()) {
      return RowBlock.INCOMPLETE;
    }
    mark = markCount;
    return end(row, count, block.limit());
  }

  private int end(RowBuffer row, int count, int next) {
    if (!block.isRow(next)) {
      return RowBlock.UNUSUAL;
    }
    row.begin(block.lines() + 1, block.bytes(), count);
    return next;
  }

  private int comment(int from) {
    byte[] source = block.bytes();
    int end = from;
    while (end < block.limit() && source[end] != '\n') {
      end++;
    }
    if (end == block.limit() && !block.hasEnded()) {
      return RowBlock.INCOMPLETE;
    }
    commentStart = from;
    commentEnd = end;
    while (mark < markCount && marks[mark] <= end) {
      mark++;
    }
    return StrictMath.min(end + 1, block.limit());
  }

  private void markAll() {
    byte[] source = block.bytes();
    int limit = block.limit();
    int count = 0;
    // A row begins as if a blank stood before it.
    long before = Words.upToBlank(Words.of(' '));
    for (int word = block.position(); word < limit; word += Words.BYTES) {
      long text = Words.at(source, word);
      long blanks = Words.upToBlank(text);
      long found = (blanks ^ ((blanks << 8) | (before >>> 56))) | Words.notPrintable(text);
      before = blanks;
      int next = count + Long.bitCount(found);
      // Some are written wherever there are fewer: that takes less than a wrong guess.
      for (int i = 0; i < MARKS_AT_ONCE; i++) {
        marks[count + i] = word + Words.first(found);
        found &= found - 1;
      }
      for (int i = count + MARKS_AT_ONCE; i < next; i++) {
        marks[i] = word + Words.first(found);
        found &= found - 1;
      }
      count = next;
    }
    // The last field ends where the bytes do, unless more follow.
    if (before >>> 56 == 0) {
      marks[count++] = limit;
    }
    markCount = count;
    mark = 0;
    isMarked = true;
  }
}
