package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.TupleNumbers;
import java.util.Arrays;
import java.util.List;

/**
 * Nodes by group. Those of one group that have the same raw scores are a cell, in which totals
 * differ by the rests alone; so the best of a cell stay the best whatever becomes of the others.
 *
 * <p>A node's key is its cell and its rest in one int, so that those of a given total are found by
 * a look along one array.
 */
final class GroupTable {
  private static final int OUT = -1;

  /** Key of a node that is in its group, but in no cell yet. */
  private static final int PENDING = -2;

  private static final int REST_BITS = 16;
  private static final int REST_MASK = (1 << REST_BITS) - 1;
  private static final int CELLS_MAX = 1 << (Integer.SIZE - 1 - REST_BITS);
  private static final int NEVER = -1;
  private static final int BLOCK = 1 << 8;

  private final RestTable rests;
  private int[] groupOf = new int[0];
  private int[] members = new int[0];
  private int[] keys = new int[0];
  private int[] pending = new int[0];
  private int pendingCount;

  private TupleNumbers cells = new TupleNumbers(2);
  private final int[] cell = new int[2];
  private GroupTotals[] totals = new GroupTotals[0];
  private long[] cellScores = new long[0];

  /** By cell, the rest of those with the best total; {@link #NEVER} if there are none. */
  private int[] bestRests = new int[0];

  private int bestCount;
  private int soleBestKey;
  private int cursor;
  private int cursorRow;

  GroupTable(RestTable rests) {
    this.rests = rests;
  }

  /** Begins anew, with no node anywhere. */
  void clear(int rows) {
    groupOf = new int[rows];
    keys = new int[rows];
    pending = new int[rows];
    members = new int[0];
    takeOutAll();
  }

  /** Says which group a node is in that is out. */
  void place(int row, int group) {
    groupOf[row] = group;
    if (group >= members.length) {
      members = Arrays.copyOf(members, 2 * group + 1);
    }
  }

  /** Takes all nodes out of their groups' counts; they stay in the groups. */
  void takeOutAll() {
    Arrays.fill(keys, OUT);
    Arrays.fill(members, 0);
    pendingCount = 0;
    cells = new TupleNumbers(2);
    for (GroupTotals total : totals) {
      total.clear();
    }
  }

  /** How many nodes of a group are in. */
  int members(int group) {
    return members[group];
  }

  /** Whether a node is in, and in one of the groups. */
  boolean isIn(int row, boolean[] chosen) {
    return keys[row] != OUT && chosen[groupOf[row]];
  }

  /** Rows of all nodes that are in and in one of the groups. */
  int[] rowsOf(boolean[] chosen, int count) {
    int[] rows = new int[count];
    int n = 0;
    for (int row = 0; row < keys.length; row++) {
      if (isIn(row, chosen)) {
        rows[n++] = row;
      }
    }
    return rows;
  }

  /** A node is in another group. */
  void move(int row, int group) {
    int before = groupOf[row];
    place(row, group);
    if (before != group && keys[row] != OUT) {
      members[before]--;
      members[group]++;
      leaveCell(row);
    }
  }

  /** The node's raw scores may be others; its rest is to be refreshed. */
  void describedAnew(int row) {
    leaveCell(row);
  }

  /** Takes over the node's rest. */
  void refresh(int row) {
    int rest = rests.rest(row);
    int key = keys[row];
    if (rest == RestTable.REFUSED) {
      takeOut(row);
    } else if (key == OUT) {
      members[groupOf[row]]++;
      pend(row);
    } else if (key >= 0 && rest != (key & REST_MASK)) {
      if (rest == RestTable.STALE) {
        leaveCell(row);
      } else {
        GroupTotals own = totals[key >>> REST_BITS];
        own.remove(key & REST_MASK);
        own.add(rest);
        keys[row] = (key & ~REST_MASK) | rest;
      }
    }
  }

  /** Takes a node out, if it is in. */
  void takeOut(int row) {
    int key = keys[row];
    if (key != OUT) {
      members[groupOf[row]]--;
      if (key >= 0) {
        totals[key >>> REST_BITS].remove(key & REST_MASK);
      }
      keys[row] = OUT;
    }
  }

  private void leaveCell(int row) {
    int key = keys[row];
    if (key >= 0) {
      totals[key >>> REST_BITS].remove(key & REST_MASK);
      pend(row);
    }
  }

  private void pend(int row) {
    keys[row] = PENDING;
    if (pendingCount < pending.length) {
      pending[pendingCount++] = row;
      return;
    }
    pendingCount = 0;
    for (int other = 0; other < keys.length; other++) {
      if (keys[other] == PENDING) {
        pending[pendingCount++] = other;
      }
    }
  }

  /** Puts into cells whoever is in none yet; false if there are too many cells. */
  boolean count() {
    for (int i = 0; i < pendingCount; i++) {
      int row = pending[i];
      if (keys[row] == PENDING) {
        cell[0] = groupOf[row];
        cell[1] = rests.raws(row);
        int number = cells.of(cell);
        if (number >= CELLS_MAX) {
          return false;
        }
        if (number >= totals.length) {
          growTo(2 * number + 2);
        }
        int rest = rests.rest(row);
        totals[number].add(rest);
        keys[row] = number << REST_BITS | rest;
      }
    }
    pendingCount = 0;
    return true;
  }

  private void growTo(int size) {
    int known = totals.length;
    totals = Arrays.copyOf(totals, size);
    for (int i = known; i < size; i++) {
      totals[i] = new GroupTotals();
    }
    cellScores = new long[size];
    bestRests = new int[size];
  }

  /**
   * Finds the best total among the nodes of some groups; all must be counted.
   *
   * @param chosen which groups
   * @param scores what is added to the rests of each group
   */
  void rank(boolean[] chosen, long[] scores) {
    int size = cells.size();
    for (int c = 0; c < size; c++) {
      int group = cells.get(c, 0);
      cellScores[c] = chosen[group] && totals[c].size() > 0 ? scores[group] : NEVER;
    }
    List<ScorePlan.Part> normalized = rests.plan().specNormalized();
    for (int i = 0; i < normalized.size(); i++) {
      addNormalized(i, normalized.get(i));
    }
    long best = Long.MIN_VALUE;
    for (int c = 0; c < size; c++) {
      if (cellScores[c] != NEVER) {
        best = Math.max(best, cellScores[c] + totals[c].highest());
      }
    }
    bestCount = 0;
    int bestCells = 0;
    for (int c = 0; c < size; c++) {
      bestRests[c] = NEVER;
      if (cellScores[c] != NEVER && cellScores[c] + totals[c].highest() == best) {
        bestRests[c] = totals[c].highest();
        bestCount += totals[c].count(bestRests[c]);
        bestCells++;
        soleBestKey = c << REST_BITS | bestRests[c];
      }
    }
    if (bestCells > 1) {
      soleBestKey = OUT;
    }
    cursor = 0;
    cursorRow = -1;
  }

  private void addNormalized(int i, ScorePlan.Part part) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int c = 0; c < cells.size(); c++) {
      if (cellScores[c] != NEVER) {
        long raw = rests.raw(cells.get(c, 1), i);
        lowest = Math.min(lowest, raw);
        highest = Math.max(highest, raw);
      }
    }
    ScoreNormalization normalization = part.normalization();
    for (int c = 0; c < cells.size(); c++) {
      if (cellScores[c] != NEVER) {
        long raw = rests.raw(cells.get(c, 1), i);
        cellScores[c] += part.weight() * normalization.normalize(raw, lowest, highest);
      }
    }
  }

  /** How many nodes have the best total. */
  int bestCount() {
    return bestCount;
  }

  /** Row of the i-th of them. */
  int best(int i) {
    if (cursorRow < 0 || i < cursor) {
      cursor = 0;
      cursorRow = nextBest(0);
    }
    while (cursor < i) {
      if (soleBestKey != OUT && cursorRow + BLOCK < keys.length) {
        int there = countSole(cursorRow + 1);
        if (cursor + there < i) {
          cursor += there;
          cursorRow += BLOCK;
          continue;
        }
      }
      cursor++;
      cursorRow = nextBest(cursorRow + 1);
    }
    return cursorRow;
  }

  /** How many of a block of rows have the one best key; without branches, so that it is fast. */
  private int countSole(int from) {
    int others = 0;
    for (int row = from; row < from + BLOCK; row++) {
      int difference = keys[row] ^ soleBestKey;
      others += (difference | -difference) >>> (Integer.SIZE - 1);
    }
    return BLOCK - others;
  }

  private int nextBest(int from) {
    int row = from;
    if (soleBestKey != OUT) {
      while (keys[row] != soleBestKey) {
        row++;
      }
      return row;
    }
    while (keys[row] < 0 || bestRests[keys[row] >>> REST_BITS] != (keys[row] & REST_MASK)) {
      row++;
    }
    return row;
  }
}
