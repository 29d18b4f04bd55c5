package io.towtank.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by the uid of a pod: a hash table without an object for each key.
 *
 * <p>The store counts uids up, so their lowest bits are the hash: pods that were made one after the
 * other stand side by side, and those that live are mostly of one time. Linear probing, at most
 * half full. Not for use by several threads.
 */
public final class UidMap<V> {
  private static final int CAPACITY_AT_FIRST = 16;

  private long[] uids = new long[CAPACITY_AT_FIRST];
  private @Nullable Object[] values = new Object[CAPACITY_AT_FIRST];
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
      int home = (int) uids[i] & mask;
      if (((i - home) & mask) >= ((i - hole) & mask)) {
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

  /** Where the uid stands, or else the free place where it would. */
  private int find(long uid) {
    int mask = uids.length - 1;
    int at = (int) uid & mask;
    while (values[at] != null && uids[at] != uid) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldUids = uids;
    @Nullable Object[] oldValues = values;
    uids = new long[2 * oldUids.length];
    values = new Object[2 * oldUids.length];
    for (int i = 0; i < oldUids.length; i++) {
      if (oldValues[i] != null) {
        int at = find(oldUids[i]);
        uids[at] = oldUids[i];
        values[at] = oldValues[i];
      }
    }
  }
}
