package io.towtank.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by the uid of a pod: a hash table without an object for each key.
 *
 * <p>Linear probing, at most half full. The lowest bits of a uid would make a poor hash: uids are
 * counted up, so each pod that lives long would push all the newer ones on by a place when they
 * come round to it. Not for use by several threads.
 */
public final class UidMap<V> {
  private static final int BITS_AT_FIRST = 4;

  /** 2^64 over the golden ratio: multiples of it spread evenly (D. E. Knuth, TAOCP 3, §6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private int bits = BITS_AT_FIRST;
  private long[] uids = new long[1 << BITS_AT_FIRST];
  private @Nullable Object[] values = new Object[1 << BITS_AT_FIRST];
  private int size;

  /** Value of a pod, null if it has none. */
  @SuppressWarnings("unchecked") // only put stores values
  public @Nullable V get(long uid) {
    return (V) values[find(uid)];
  }

  /** Whether the pod has a value. */
  public boolean contains(long uid) {
    return values[find(uid)] != null;
  }

  /** Sets a pod's value, in place of any earlier one. */
  public void put(long uid, V value) {
    int at = find(uid);
    if (values[at] != null) {
      values[at] = value;
      return;
    }
    if (2 * (size + 1) > uids.length) {
      grow();
      at = find(uid);
    }
    uids[at] = uid;
    values[at] = value;
    size++;
  }

  /** Takes a pod's value away; null if it had none. */
  @SuppressWarnings("unchecked") // only put stores values
  public @Nullable V remove(long uid) {
    int hole = find(uid);
    V removed = (V) values[hole];
    if (removed == null) {
      return null;
    }
    size--;
    // Whoever could not have the place that is free now, because somebody stood there, moves up.
    int mask = uids.length - 1;
    for (int i = (hole + 1) & mask; values[i] != null; i = (i + 1) & mask) {
      if (((i - home(uids[i])) & mask) >= ((i - hole) & mask)) {
        uids[hole] = uids[i];
        values[hole] = values[i];
        hole = i;
      }
    }
    values[hole] = null;
    return removed;
  }

  /** How many pods have values. */
  public int size() {
    return size;
  }

  /** Whether no pod has a value. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Forgets all. */
  public void clear() {
    Arrays.fill(values, null);
    size = 0;
  }

  /** A copy of all values, in the order of the uids: that in which the pods were created. */
  public List<V> inOrder() {
    long[] sorted = new long[size];
    int n = 0;
    for (int i = 0; i < uids.length; i++) {
      if (values[i] != null) {
        sorted[n++] = uids[i];
      }
    }
    Arrays.sort(sorted);
    List<V> all = new ArrayList<>(n);
    for (long uid : sorted) {
      V value = get(uid);
      if (value != null) {
        all.add(value);
      }
    }
    return all;
  }

  private int home(long uid) {
    return (int) ((uid * SPREAD) >>> (Long.SIZE - bits));
  }

  /** Where the uid stands, or else the free place where it would. */
  private int find(long uid) {
    int mask = uids.length - 1;
    int at = home(uid);
    while (values[at] != null && uids[at] != uid) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldUids = uids;
    @Nullable Object[] oldValues = values;
    bits++;
    uids = new long[1 << bits];
    values = new Object[1 << bits];
    for (int i = 0; i < oldUids.length; i++) {
      if (oldValues[i] != null) {
        int at = find(oldUids[i]);
        uids[at] = oldUids[i];
        values[at] = oldValues[i];
      }
    }
  }
}
