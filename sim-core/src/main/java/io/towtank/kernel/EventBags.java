package io.towtank.kernel;

import java.util.Arrays;

/**
 * Events in any number of bags, in no order. A bag is known by its last entry, {@link #EMPTY} if it
 * has none; whoever holds that number holds the bag.
 *
 * <p>Entries lie in chunks of {@value #CHUNK}, the chunks of a bag are linked from the last to the
 * first, and those of emptied bags are used again. So adding is writing behind the last entry, and
 * reading a bag is reading memory in longer stretches. Arrays double as needed; all else allocates
 * nothing.
 */
final class EventBags {
  static final int EMPTY = -1;

  private static final int CHUNK_SHIFT = 3;
  private static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final int INITIAL_CHUNKS = 8;

  /** Times and keys by turns. */
  private long[] entries = new long[2 * CHUNK * INITIAL_CHUNKS];

  /** The last entry of the chunk before in the bag or among the free ones, or {@link #EMPTY}. */
  private int[] before = new int[INITIAL_CHUNKS];

  private int chunksUsed;
  private int free = EMPTY;

  /** Puts an entry into a bag; what the bag is known by from now on. */
  int add(int bag, long time, long key) {
    int entry = bag + 1;
    if ((entry & (CHUNK - 1)) == 0) {
      entry = firstOfNewChunk(bag);
    }
    entries[2 * entry] = time;
    entries[2 * entry + 1] = key;
    return entry;
  }

  /** The first entry of the bag's last chunk: from there to the bag's number they can be read. */
  static int first(int bag) {
    return bag & -CHUNK;
  }

  long time(int entry) {
    return entries[2 * entry];
  }

  long key(int entry) {
    return entries[2 * entry + 1];
  }

  /** Drops the last chunk of a bag that is not empty; what is left of the bag. */
  int dropLastChunk(int bag) {
    int chunk = bag >> CHUNK_SHIFT;
    int rest = before[chunk];
    before[chunk] = free;
    free = bag | (CHUNK - 1);
    return rest;
  }

  /** The number of entries in a bag, counted. */
  int size(int bag) {
    int size = 0;
    for (int rest = bag; rest != EMPTY; rest = before[rest >> CHUNK_SHIFT]) {
      size += (rest & (CHUNK - 1)) + 1;
    }
    return size;
  }

  private int firstOfNewChunk(int bag) {
    int chunk;
    if (free == EMPTY) {
      if (chunksUsed == before.length) {
        entries = Arrays.copyOf(entries, 2 * entries.length);
        before = Arrays.copyOf(before, 2 * before.length);
      }
      chunk = chunksUsed++;
    } else {
      chunk = free >> CHUNK_SHIFT;
      free = before[chunk];
    }
    before[chunk] = bag;
    return chunk << CHUNK_SHIFT;
  }
}
