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

  private final ColumnGroup columns;
  private final Function<CsvRow, V> make;
  private final @Nullable Entry<V>[] entries;
  private @Nullable Entry<V> latest;

  /** Whether the row before had the latest value again, so that it is worth to ask for it first. */
  private boolean repeats;

  private int size;

  /**
   * Nothing kept yet.
   *
   * @param columns numbers of the columns that the value depends on
   * @param make makes a value from a row
   */
  public RowCache(int[] columns, Function<CsvRow, V> make) {
    this(columns, make, SLOTS);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private RowCache(int[] columns, Function<CsvRow, V> make, int slots) {
    entries = new @Nullable Entry[slots];
    this.columns = new ColumnGroup(columns);
    this.make = make;
  }

  /** Keeps no value but the latest, where rows that have the same stand together. */
  public static <V> RowCache<V> ofLatest(int[] columns, Function<CsvRow, V> make) {
    return new RowCache<>(columns, make, 0);
  }

  /** The value for this row. */
  public V get(CsvRow row) {
    Entry<V> before = latest;
    if (before != null && repeats && row.isJoined(columns, before.key)) {
      return before.value;
    }
    Entry<V> found = find(row);
    repeats = entries.length == 0 || found == before;
    latest = found;
    return found.value;
  }

  private Entry<V> find(CsvRow row) {
    if (entries.length == 0) {
      return new Entry<>(0, row.joined(columns), make.apply(row));
    }
    int hash = row.hash(columns);
    int slot = (hash * SPREAD) >>> 17;
    for (int probe = 0; probe < PROBES_MAX; probe++) {
      Entry<V> entry = entries[slot];
      if (entry == null) {
        break;
      }
      if (entry.hash == hash && row.isJoined(columns, entry.key)) {
        return entry;
      }
      slot = (slot + 1) % SLOTS;
    }
    Entry<V> made = new Entry<>(hash, row.joined(columns), make.apply(row));
    if (size == VALUES_MAX || entries[slot] != null) {
      Arrays.fill(entries, null);
      size = 0;
    }
    entries[slot] = made;
    size++;
    return made;
  }

  private static final class Entry<V> {
    private final int hash;
    private final byte[] key;
    private final V value;

    Entry(int hash, byte[] key, V value) {
      this.hash = hash;
      this.key = key;
      this.value = value;
    }
  }
}
