package io.towtank.workloads.workflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of tasks by their names, counted from 0 as they are added. */
final class TaskNumbers {
  /** So many are in a table without objects, in which names of one hash are looked at in turn. */
  private static final int FEW = 64;

  /** Of more, of whom somebody may have chosen the hashes; null where there are no more. */
  private final @Nullable Map<String, Integer> numberByName;

  private final String[] names;
  private final int[] hashes;

  /** In each the number of a task, counted from 1. */
  private final byte[] slots;

  private int size;

  /**
   * No tasks yet.
   *
   * @param sizeMax how many will be added at most
   */
  TaskNumbers(int sizeMax) {
    boolean few = sizeMax <= FEW;
    numberByName = few ? null : new HashMap<>();
    names = new String[few ? sizeMax : 0];
    hashes = new int[names.length];
    // Two to four times as many as there are names; at least one stays empty.
    slots = new byte[Math.max(2, 4 * Integer.highestOneBit(names.length))];
  }

  /** The number of the task that was added last with this name; -1 if there is none. */
  int of(String name) {
    if (numberByName != null) {
      return numberByName.getOrDefault(name, -1);
    }
    int hash = name.hashCode();
    return slots[slot(name, hash)] - 1;
  }

  /** Adds a task, if there is none of the name. */
  boolean addIfNew(String name) {
    if (numberByName != null) {
      boolean isNew = numberByName.putIfAbsent(name, size) == null;
      size += isNew ? 1 : 0;
      return isNew;
    }
    int hash = name.hashCode();
    int slot = slot(name, hash);
    if (slots[slot] > 0) {
      return false;
    }
    put(slot, name, hash);
    return true;
  }

  /** Adds a task, to which the name belongs from now on. */
  void add(String name) {
    if (numberByName != null) {
      numberByName.put(name, size++);
      return;
    }
    int hash = name.hashCode();
    put(slot(name, hash), name, hash);
  }

  private void put(int slot, String name, int hash) {
    names[size] = name;
    hashes[size] = hash;
    slots[slot] = (byte) ++size;
  }

  /** Where the name is, or would be. */
  private int slot(String name, int hash) {
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    while (slots[slot] > 0) {
      int number = slots[slot] - 1;
      if (hashes[number] == hash && names[number].equals(name)) {
        break;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
