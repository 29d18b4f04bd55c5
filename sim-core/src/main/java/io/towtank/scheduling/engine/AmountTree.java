package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import java.util.Arrays;

/**
 * Rows of an {@link AmountTable} in trees, one for each type of node: each inner vertex parts the
 * rows below it by one amount, and each vertex knows the least and the most of every amount below
 * it. A k-d tree of buckets that splits where rows gather and closes up where they leave.
 */
final class AmountTree {
  static final int NONE = -1;

  /** More rows than that part, unless they are all alike. */
  private static final int BUCKET_MAX = 16;

  /** As many rows in two buckets, or fewer, join. */
  private static final int JOIN_MAX = 8;

  private final AmountTable table;
  private final int width;
  private final int resources;
  private final int[] roots;
  private final double[][] scales;

  private final int[] bucketOf;
  private final int[] placeOf;

  private int[] parent = new int[0];
  private int[] left = new int[0];
  private int[] right = new int[0];
  private int[] column = new int[0];
  private long[] threshold = new long[0];
  private int[] count = new int[0];
  private int[][] rows = new int[0][];

  /**
   * By bucket the amounts of its rows as {@link AmountColumns}, each as long as its rows' array.
   */
  private long[][] cells = new long[0][];

  private long[] bounds = new long[0];
  private int free = NONE;

  AmountTree(AmountTable table, int rowCount, int types) {
    this.table = table;
    width = table.width();
    resources = width - AmountsView.SCORING_AMOUNTS;
    roots = new int[types];
    Arrays.fill(roots, NONE);
    scales = new double[types][];
    bucketOf = new int[rowCount];
    Arrays.fill(bucketOf, NONE);
    placeOf = new int[rowCount];
  }

  /** Sets how much a unit of each amount counts when rows of a type are parted. */
  void setScale(int type, double[] scale) {
    scales[type] = scale;
  }

  /** The vertex above all rows of a type, {@link #NONE} if there are no rows. */
  int root(int type) {
    return roots[type];
  }

  boolean isBucket(int vertex) {
    return left[vertex] == NONE;
  }

  int left(int vertex) {
    return left[vertex];
  }

  int right(int vertex) {
    return right[vertex];
  }

  /** How many rows a bucket has, 1 or more. */
  int count(int bucket) {
    return count[bucket];
  }

  /** The rows of a bucket: the first {@link #count} of these. */
  int[] rows(int bucket) {
    return rows[bucket];
  }

  /** Their amounts, as {@link AmountColumns} as long as {@link #rows}. */
  long[] cells(int bucket) {
    return cells[bucket];
  }

  /** Where the bounds of all vertices lie. */
  long[] bounds() {
    return bounds;
  }

  /** Where in {@link #bounds} the least of each amount lies. */
  int least(int vertex) {
    return 2 * width * vertex;
  }

  /** Where the most of each amount lies. */
  int most(int vertex) {
    return 2 * width * vertex + width;
  }

  /** Whether scoring counts more than what is requested, for some row below. */
  boolean hasDefaults(int vertex) {
    int most = most(vertex) + resources;
    return bounds[most + ResourceIndex.CPU] != 0 || bounds[most + ResourceIndex.MEMORY] != 0;
  }

  /** Whether all rows of a bucket are alike. */
  boolean isPoint(int vertex) {
    int least = least(vertex);
    int most = most(vertex);
    for (int i = 0; i < width; i++) {
      if (bounds[least + i] != bounds[most + i]) {
        return false;
      }
    }
    return true;
  }

  boolean contains(int row) {
    return bucketOf[row] != NONE;
  }

  /** Adds a row with the amounts that it has in the table; they must stay until it is removed. */
  void add(int type, int row) {
    if (roots[type] == NONE) {
      roots[type] = bucket(NONE);
    }
    int vertex = roots[type];
    while (left[vertex] != NONE) {
      vertex = table.get(row, column[vertex]) <= threshold[vertex] ? left[vertex] : right[vertex];
    }
    for (int above = parent[vertex]; above != NONE && widen(above, row); ) {
      above = parent[above];
    }
    if (count[vertex] >= BUCKET_MAX && isPoint(vertex) && !isAt(vertex, row)) {
      vertex = bucketBeside(type, vertex, row);
    }
    put(vertex, row);
    if (count[vertex] > BUCKET_MAX) {
      split(vertex, scales[type]);
    }
  }

  /** Whether a row is like the first of a bucket of rows that are all alike. */
  private boolean isAt(int bucket, int row) {
    long[] values = table.values();
    for (int i = 0; i < width; i++) {
      if (values[row * width + i] != bounds[least(bucket) + i]) {
        return false;
      }
    }
    return true;
  }

  /** A bucket for a row alone, beside one that can be very large and is left as it is. */
  private int bucketBeside(int type, int large, int row) {
    int inner = bucket(parent[large]);
    int beside = bucket(inner);
    putInPlace(type, parent[large], large, inner);
    parent[large] = inner;
    System.arraycopy(bounds, least(large), bounds, least(inner), 2 * width);
    widen(inner, row);
    int parting = part(inner, scales[type]);
    boolean isBelow = table.get(row, parting) <= threshold[inner];
    left[inner] = isBelow ? beside : large;
    right[inner] = isBelow ? large : beside;
    return beside;
  }

  /** Hangs a vertex where another one was, below one or at the root. */
  private void putInPlace(int type, int above, int before, int after) {
    if (above == NONE) {
      roots[type] = after;
    } else if (left[above] == before) {
      left[above] = after;
    } else {
      right[above] = after;
    }
  }

  /** Parts a vertex in the middle of the amount that is widest apart; {@link #NONE} if none is. */
  private int part(int vertex, double[] scale) {
    int best = NONE;
    double widest = 0;
    for (int i = 0; i < width; i++) {
      double apart = (bounds[most(vertex) + i] - bounds[least(vertex) + i]) * scale[i];
      if (apart > widest) {
        widest = apart;
        best = i;
      }
    }
    if (best != NONE) {
      long lowest = bounds[least(vertex) + best];
      column[vertex] = best;
      threshold[vertex] = lowest + (bounds[most(vertex) + best] - lowest) / 2;
    }
    return best;
  }

  private void put(int bucket, int row) {
    widen(bucket, row);
    int place = count[bucket]++;
    if (place == rows[bucket].length) {
      lengthen(bucket);
    }
    rows[bucket][place] = row;
    bucketOf[row] = bucket;
    placeOf[row] = place;
    long[] values = table.values();
    long[] amounts = cells[bucket];
    int stride = rows[bucket].length;
    int from = row * width;
    for (int i = 0; i < resources; i++) {
      amounts[i * stride + place] = values[from + i];
    }
    for (int i = ResourceIndex.CPU; i <= ResourceIndex.MEMORY; i++) {
      amounts[(resources + i) * stride + place] = values[from + i] + values[from + resources + i];
    }
  }

  private void lengthen(int bucket) {
    int before = rows[bucket].length;
    rows[bucket] = Arrays.copyOf(rows[bucket], 2 * before);
    long[] longer = new long[2 * before * width];
    for (int i = 0; i < width; i++) {
      System.arraycopy(cells[bucket], i * before, longer, 2 * before * i, before);
    }
    cells[bucket] = longer;
  }

  /** An amount of a bucket's row, as the table has it. */
  private long cell(int bucket, int place, int column) {
    int stride = rows[bucket].length;
    long amount = cells[bucket][column * stride + place];
    return column < resources
        ? amount
        : amount - cells[bucket][(column - resources) * stride + place];
  }

  private void split(int bucket, double[] scale) {
    int parting = part(bucket, scale);
    if (parting == NONE) {
      return;
    }
    int below = bucket(bucket);
    int above = bucket(bucket);
    left[bucket] = below;
    right[bucket] = above;
    for (int i = 0; i < count[bucket]; i++) {
      int row = rows[bucket][i];
      put(table.get(row, parting) <= threshold[bucket] ? below : above, row);
    }
  }

  /** Removes a row. */
  void remove(int type, int row) {
    int bucket = bucketOf[row];
    bucketOf[row] = NONE;
    int last = rows[bucket][--count[bucket]];
    if (last != row) {
      int place = placeOf[row];
      rows[bucket][place] = last;
      placeOf[last] = place;
      long[] amounts = cells[bucket];
      int stride = rows[bucket].length;
      for (int i = 0; i < width; i++) {
        amounts[i * stride + place] = amounts[i * stride + count[bucket]];
      }
    }
    if (count[bucket] == 0) {
      narrowUpwards(close(type, bucket));
      return;
    }
    int above = parent[bucket];
    if (above != NONE
        && left[left[above]] == NONE
        && left[right[above]] == NONE
        && count[left[above]] + count[right[above]] <= JOIN_MAX) {
      join(above);
      narrowUpwards(parent[above]);
    } else if (narrowBucket(bucket, row)) {
      narrowUpwards(above);
    }
  }

  private void narrowUpwards(int from) {
    int vertex = from;
    while (vertex != NONE && narrow(vertex)) {
      vertex = parent[vertex];
    }
  }

  /** Puts an empty bucket's sibling in their parent's place; the vertex above that. */
  private int close(int type, int bucket) {
    int above = parent[bucket];
    release(bucket);
    if (above == NONE) {
      roots[type] = NONE;
      return NONE;
    }
    int sibling = left[above] == bucket ? right[above] : left[above];
    int top = parent[above];
    release(above);
    parent[sibling] = top;
    putInPlace(type, top, above, sibling);
    return top;
  }

  private void join(int vertex) {
    int below = left[vertex];
    int above = right[vertex];
    left[vertex] = NONE;
    count[vertex] = 0;
    empty(vertex);
    for (int i = 0; i < count[below]; i++) {
      put(vertex, rows[below][i]);
    }
    for (int i = 0; i < count[above]; i++) {
      put(vertex, rows[above][i]);
    }
    release(below);
    release(above);
  }

  private boolean widen(int vertex, int row) {
    long[] values = table.values();
    long[] all = bounds;
    boolean changed = false;
    int place = row * width;
    int end = most(vertex);
    for (int least = least(vertex); least < end; least++) {
      long value = values[place++];
      if (value < all[least]) {
        all[least] = value;
        changed = true;
      }
      if (value > all[least + width]) {
        all[least + width] = value;
        changed = true;
      }
    }
    return changed;
  }

  /** Narrows a bucket by those amounts that a row which left had at an edge. */
  private boolean narrowBucket(int bucket, int left) {
    long[] values = table.values();
    boolean changed = false;
    int least = least(bucket);
    for (int i = 0; i < width; i++, least++) {
      long value = values[left * width + i];
      long low = bounds[least];
      long high = bounds[least + width];
      if (low < high && (value == low || value == high)) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int n = 0; n < count[bucket]; n++) {
          long other = cell(bucket, n, i);
          min = Math.min(min, other);
          max = Math.max(max, other);
        }
        changed |= min != low || max != high;
        bounds[least] = min;
        bounds[least + width] = max;
      }
    }
    return changed;
  }

  private boolean narrow(int vertex) {
    long[] all = bounds;
    boolean changed = false;
    int one = least(left[vertex]);
    int other = least(right[vertex]);
    int end = most(vertex);
    for (int place = least(vertex); place < end; place++) {
      long least = Math.min(all[one], all[other]);
      long most = Math.max(all[one++ + width], all[other++ + width]);
      changed |= all[place] != least || all[place + width] != most;
      all[place] = least;
      all[place + width] = most;
    }
    return changed;
  }

  private void empty(int vertex) {
    Arrays.fill(bounds, least(vertex), most(vertex), Long.MAX_VALUE);
    Arrays.fill(bounds, most(vertex), most(vertex) + width, Long.MIN_VALUE);
  }

  private int bucket(int above) {
    if (free == NONE) {
      grow();
    }
    int vertex = free;
    free = right[vertex];
    parent[vertex] = above;
    left[vertex] = NONE;
    count[vertex] = 0;
    empty(vertex);
    if (rows[vertex] == null) {
      rows[vertex] = new int[BUCKET_MAX + 1];
      cells[vertex] = new long[width * rows[vertex].length];
    }
    return vertex;
  }

  private void release(int vertex) {
    right[vertex] = free;
    free = vertex;
  }

  private void grow() {
    int before = parent.length;
    int after = Math.max(64, 2 * before);
    parent = Arrays.copyOf(parent, after);
    left = Arrays.copyOf(left, after);
    right = Arrays.copyOf(right, after);
    column = Arrays.copyOf(column, after);
    threshold = Arrays.copyOf(threshold, after);
    count = Arrays.copyOf(count, after);
    bounds = Arrays.copyOf(bounds, 2 * width * after);
    rows = Arrays.copyOf(rows, after);
    cells = Arrays.copyOf(cells, after);
    for (int vertex = after - 1; vertex >= before; vertex--) {
      release(vertex);
    }
  }
}
