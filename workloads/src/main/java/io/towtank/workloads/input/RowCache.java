package io.towtank.workloads.input;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of some columns of a row, kept for rows that have the same in them: traces have few
 * different specs, and millions of pods. A row that was seen costs no object. Bounded: when it is
 * full, or the values collide, it starts anew.
 *
 * @param <V> what is made
 */
public final class RowCache<V> {
  private static final int VALUES_MAX = 8192;
  private static final int SLOTS = 4 * VALUES_MAX;
  private static final int PROBES_MAX = 64;
  private static final int SPREAD = 0x9E3779B9;

  private final int[] columns;
  private final Function<CsvRow, V> make;
  private final int[] hashes = new int[SLOTS];
  private final byte[] @Nullable [] keys = new byte[SLOTS] @Nullable [];
  private final Object[] values = new Object[SLOTS];
  private int size;

  /**
   * Nothing kept yet.
   *
   * @param columns numbers of the columns that the value depends on
   * @param make makes a value from a row
   */
  public RowCache(int[] columns, Function<CsvRow, V> make) {
    this.columns = columns.clone();
    this.make = make;
  }

  /** The value for this row. */
  @SuppressWarnings("unchecked")
  public V get(CsvRow row) {
    int hash = row.hash(columns);
    int slot = (hash * SPREAD) >>> 17;
    for (int probe = 0; probe < PROBES_MAX; probe++) {
      byte[] key = keys[slot];
      if (key == null) {
        break;
      }
      if (hashes[slot] == hash && row.isJoined(columns, key)) {
        return (V) values[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    V made = make.apply(row);
    if (size == VALUES_MAX || keys[slot] != null) {
      Arrays.fill(keys, null);
      size = 0;
    }
    keys[slot] = row.joined(columns);
    hashes[slot] = hash;
    values[slot] = made;
    size++;
    return made;
  }
}
