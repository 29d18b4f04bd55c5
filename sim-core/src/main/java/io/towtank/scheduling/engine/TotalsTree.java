package io.towtank.scheduling.engine;

import java.util.Arrays;

/**
 * Totals by row, and at each step up a tree the highest of those below with how often it occurs: a
 * tournament that tells the best total, and which rows have it, without a look at all.
 *
 * <p>A game is one long, the highest total above the count. Games lie side by side, and so do their
 * players, so that a new total costs one line of the processor's cache for each step.
 */
final class TotalsTree {
  /** Total of a row that does not take part; less than those of all that do. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int WIDTH_BITS = 3;
  private static final int WIDTH = 1 << WIDTH_BITS;
  private static final long COUNT = 0xffff_ffffL;
  private static final long OUT = (long) NONE << Integer.SIZE;

  private final int[] totals;

  /** Games between rows first, then ever shorter levels, the last of one game. */
  private final long[][] levels;

  /** A tree of rows that do not take part. */
  TotalsTree(int rows) {
    int height = 1;
    while (rows > 1 << (WIDTH_BITS * height)) {
      height++;
    }
    totals = new int[padded(rows)];
    Arrays.fill(totals, NONE);
    levels = new long[height][];
    for (int level = 0; level < height; level++) {
      int width = WIDTH_BITS * (level + 1);
      int games = (rows + (1 << width) - 1) >>> width;
      levels[level] = new long[level == height - 1 ? 1 : padded(games)];
      Arrays.fill(levels[level], OUT);
    }
  }

  private static int padded(int length) {
    return Math.max(1, (length + WIDTH - 1) / WIDTH) * WIDTH;
  }

  private static long game(int total) {
    return total == NONE ? OUT : (long) total << Integer.SIZE | 1;
  }

  /** The row's total, {@link #NONE} if it does not take part. */
  int get(int row) {
    return totals[row];
  }

  /** Looks at what {@link #set} will look at, so that it is near then. */
  int touch(int row) {
    return totals[row] + (int) levels[0][row >> WIDTH_BITS];
  }

  /** Sets a row's total, {@link #NONE} to take it out. */
  void set(int row, int total) {
    int earlier = totals[row];
    if (earlier == total) {
      return;
    }
    totals[row] = total;
    int i = row >> WIDTH_BITS;
    long winner = levels[0][i];
    int highest = (int) (winner >> Integer.SIZE);
    if (total < highest && earlier < highest) {
      return;
    }
    long before = game(earlier);
    long after = game(total);
    for (int level = 0; ; ) {
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
          next = join(level, i);
        }
      }
      if (next == winner) {
        return;
      }
      levels[level][i] = next;
      if (++level == levels.length) {
        return;
      }
      before = winner;
      after = next;
      i >>= WIDTH_BITS;
      winner = levels[level][i];
    }
  }

  /** Sets a row's total; {@link #rebuild} must follow. */
  void put(int row, int total) {
    totals[row] = total;
  }

  /** Plays all games anew. */
  void rebuild() {
    for (int level = 0; level < levels.length; level++) {
      int players = level == 0 ? totals.length : levels[level - 1].length;
      for (int i = 0; i << WIDTH_BITS < players; i++) {
        levels[level][i] = join(level, i);
      }
    }
  }

  private long join(int level, int game) {
    int from = game << WIDTH_BITS;
    return level == 0 ? join(totals, from) : join(levels[level - 1], from);
  }

  private static long join(int[] totals, int from) {
    int best = totals[from];
    int count = 1;
    for (int i = from + 1; i < from + WIDTH; i++) {
      if (totals[i] == best) {
        count++;
      } else if (totals[i] > best) {
        best = totals[i];
        count = 1;
      }
    }
    return best == NONE ? OUT : (long) best << Integer.SIZE | count;
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
    int best = (int) (levels[levels.length - 1][0] >> Integer.SIZE);
    int game = 0;
    int skip = i;
    for (int level = levels.length - 2; level >= 0; level--) {
      game <<= WIDTH_BITS;
      long[] games = levels[level];
      while ((int) (games[game] >> Integer.SIZE) != best || skip >= (int) games[game]) {
        if ((int) (games[game] >> Integer.SIZE) == best) {
          skip -= (int) games[game];
        }
        game++;
      }
    }
    int row = game << WIDTH_BITS;
    while (totals[row] != best || skip-- > 0) {
      row++;
    }
    return row;
  }
}
