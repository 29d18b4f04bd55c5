package io.towtank.scheduling.engine;

import java.util.Arrays;

/**
 * Totals by row, and at each step up a tree the highest of those below with how often it occurs: a
 * tournament that tells the best total, and which rows have it, without a look at all.
 *
 * <p>A game is one long, the highest total above the count, and eight of them lie side by side, so
 * that a new total costs one line of the processor's cache for each step.
 */
final class TotalsTree {
  /** Total of a row that does not take part; less than those of all that do. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int WIDTH_BITS = 3;
  private static final int WIDTH = 1 << WIDTH_BITS;
  private static final long COUNT = 0xffff_ffffL;
  private static final long OUT = (long) NONE << Integer.SIZE;

  /** Rows first, then ever shorter levels, the last of one game. */
  private final long[][] levels;

  /** A tree of rows that do not take part. */
  TotalsTree(int rows) {
    int height = 1;
    while (rows > 1 << (WIDTH_BITS * (height - 1))) {
      height++;
    }
    levels = new long[height][];
    for (int level = 0; level < height; level++) {
      int width = WIDTH_BITS * level;
      int games = Math.max(1, (rows + (1 << width) - 1) >>> width);
      levels[level] = new long[level == height - 1 ? games : (games + WIDTH - 1) / WIDTH * WIDTH];
      Arrays.fill(levels[level], OUT);
    }
  }

  private static long game(int total) {
    return total == NONE ? OUT : (long) total << Integer.SIZE | 1;
  }

  /** The row's total, {@link #NONE} if it does not take part. */
  int get(int row) {
    return (int) (levels[0][row] >> Integer.SIZE);
  }

  /** Sets a row's total, {@link #NONE} to take it out. */
  void set(int row, int total) {
    int i = row;
    long before = levels[0][i];
    long after = game(total);
    for (int level = 0; before != after; ) {
      levels[level][i] = after;
      if (++level == levels.length) {
        return;
      }
      i >>= WIDTH_BITS;
      long winner = levels[level][i];
      long next = winner;
      if (after >> Integer.SIZE > winner >> Integer.SIZE) {
        next = after;
      } else {
        if (after >> Integer.SIZE == winner >> Integer.SIZE) {
          next += after & COUNT;
        }
        if (before >> Integer.SIZE == winner >> Integer.SIZE) {
          next -= before & COUNT;
        }
        if ((next & COUNT) == 0) {
          next = join(levels[level - 1], i << WIDTH_BITS);
        }
      }
      before = winner;
      after = next;
    }
  }

  /** Sets a row's total; {@link #rebuild} must follow. */
  void put(int row, int total) {
    levels[0][row] = game(total);
  }

  /** Plays all games anew. */
  void rebuild() {
    for (int level = 1; level < levels.length; level++) {
      for (int i = 0; i << WIDTH_BITS < levels[level - 1].length; i++) {
        levels[level][i] = join(levels[level - 1], i << WIDTH_BITS);
      }
    }
  }

  private static long join(long[] games, int from) {
    long best = games[from];
    for (int i = from + 1; i < from + WIDTH; i++) {
      long other = games[i];
      if (other >> Integer.SIZE == best >> Integer.SIZE) {
        best += other & COUNT;
      } else if (other > best) {
        best = other;
      }
    }
    return best;
  }

  /** How many rows have the highest total; 0 if none takes part. */
  int bestCount() {
    return (int) levels[levels.length - 1][0];
  }

  /** The row of the i-th best total, in row order. */
  int best(int i) {
    long best = levels[levels.length - 1][0] >> Integer.SIZE;
    int game = 0;
    int skip = i;
    for (int level = levels.length - 2; level >= 0; level--) {
      game <<= WIDTH_BITS;
      long[] games = levels[level];
      while (games[game] >> Integer.SIZE != best || skip >= (int) games[game]) {
        if (games[game] >> Integer.SIZE == best) {
          skip -= (int) games[game];
        }
        game++;
      }
    }
    return game;
  }
}
