package io.towtank.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending events, least (time, phase, sequence) first. The sequence numbers count the pushes,
 * so the order is total and equal times and phases are first in, first out.
 *
 * <p>A 4-ary heap (D. B. Johnson, "Priority queues with update and finding minimum spanning trees",
 * Information Processing Letters 4(3), 1975): {@link #push} and {@link #poll} take O(log n) and
 * allocate nothing but when the arrays double, {@link #cancel} takes O(1), amortised. At most
 * {@value #MAX_PENDING} events are held at once, up to half of them cancelled but not yet dropped,
 * and {@value #MAX_SEQUENCE} are pushed in all.
 */
final class EventQueue {
  /*
   * Layout. A heap entry is two longs side by side: the time, and the key, which is phase | sequence
   * | slot from the highest bit down. Two comparisons of longs give the full order. The root stands
   * at entry 2, so that the four children of an entry begin at an entry 3 modulo 4: behind the
   * 16 bytes of an array's header they fill one cache line of 64 bytes, wherever the array itself
   * starts on one (as arrays of half a G1 region and more do). Entries from `end` on hold the
   * greatest time and key, so that the descent always compares four children.
   *
   * The slot leads to what the order does not need: the mailbox, by its index, and the message.
   * Slots are reused, last freed first, while they are still in the cache. A push stores one
   * reference only: under G1 each store into an old array has its price.
   *
   * Cancellation. A slot remembers the key of its event. The key is the handle too: its sequence
   * part is never used twice, so it is its own generation count. Cancelling lets the message go at
   * once and keeps pending() true, but leaves the heap entry behind with its slot, known to be dead
   * by the missing message. Removing it eagerly would need the heap position of every slot: a write
   * to a random place on every level of every push and poll, paid by the many events that are never
   * cancelled. Dead entries are dropped at the root, and all at once as soon as they outnumber the
   * live ones: memory is bounded by twice the most events that were ever pending.
   */
  static final int SLOT_BITS = 24;
  static final int SEQUENCE_BITS = 36;
  static final int MAX_PENDING = 1 << SLOT_BITS;
  static final long MAX_SEQUENCE = (1L << SEQUENCE_BITS) - 1;

  private static final int PHASE_SHIFT = SLOT_BITS + SEQUENCE_BITS;
  private static final long SLOT_MASK = MAX_PENDING - 1;
  private static final int ROOT = 2;
  private static final int CHILDREN = 4;
  private static final int INITIAL_SLOTS = 64;
  private static final int DEAD_TOLERATED = 64;

  private long[] heap = emptyHeap(INITIAL_SLOTS);
  private int end = ROOT;
  private int dead;

  private long[] keyAndMailboxOfSlot = new long[2 * INITIAL_SLOTS];
  private @Nullable Message[] messageOfSlot = new Message[INITIAL_SLOTS];
  private int[] freeSlots = new int[INITIAL_SLOTS];
  private int freeSlotCount;
  private int slotsUsed;

  private final int maxPending;
  private long sequence;

  private long polledTime;
  private int polledMailbox;
  private @Nullable Message polledMessage;

  EventQueue() {
    this(MAX_PENDING, 0);
  }

  /** For tests of exhaustion: a queue with a lower limit that has seen so many pushes already. */
  EventQueue(int maxPending, long sequence) {
    this.maxPending = maxPending;
    this.sequence = sequence;
  }

  /** The number of events neither polled nor cancelled. */
  int pending() {
    return end - ROOT - dead;
  }

  /**
   * Adds an event.
   *
   * @param time at least 0
   * @param phase from 0 to 7
   * @return its handle, above 0
   * @throws IllegalStateException if a limit is reached
   */
  long push(long time, int phase, int mailbox, Message message) {
    if (sequence == MAX_SEQUENCE) {
      throw new IllegalStateException(
          "The event queue has used all its " + MAX_SEQUENCE + " sequence numbers");
    }
    sequence++;
    int slot = takeSlot();
    long key = (long) phase << PHASE_SHIFT | sequence << SLOT_BITS | slot;
    keyAndMailboxOfSlot[2 * slot] = key;
    keyAndMailboxOfSlot[2 * slot + 1] = mailbox;
    messageOfSlot[slot] = message;
    if (2 * (end + CHILDREN) > heap.length) {
      growHeap();
    }
    siftUp(end++, time, key);
    return key;
  }

  /** Takes an event back; false if it was polled or cancelled already, or never pushed. */
  boolean cancel(long handle) {
    int slot = slotOf(handle);
    if (slot >= slotsUsed || keyAndMailboxOfSlot[2 * slot] != handle || isDead(slot)) {
      return false;
    }
    messageOfSlot[slot] = null;
    dead++;
    if (dead > DEAD_TOLERATED && dead > pending()) {
      dropDeadEntries();
    }
    return true;
  }

  /**
   * Takes out the least event that is due at the given time or before; its parts are then {@link
   * #polledTime()}, {@link #polledMailbox()} and {@link #polledMessage()}.
   *
   * @return false if there is none
   */
  boolean poll(long dueTime) {
    while (end > ROOT) {
      long time = heap[2 * ROOT];
      if (time > dueTime) {
        return false;
      }
      int slot = slotOf(heap[2 * ROOT + 1]);
      // Read before the descent: the two wait for memory together, not one after the other.
      int mailbox = (int) keyAndMailboxOfSlot[2 * slot + 1];
      Message message = messageOfSlot[slot];
      release(slot);
      removeRoot();
      if (message != null) {
        polledTime = time;
        polledMailbox = mailbox;
        polledMessage = message;
        return true;
      }
      dead--;
    }
    return false;
  }

  long polledTime() {
    return polledTime;
  }

  int polledMailbox() {
    return polledMailbox;
  }

  Message polledMessage() {
    Message message = polledMessage;
    if (message == null) {
      throw new IllegalStateException("No event has been polled");
    }
    return message;
  }

  private static int slotOf(long key) {
    return (int) (key & SLOT_MASK);
  }

  private boolean isDead(int slot) {
    return messageOfSlot[slot] == null;
  }

  private int takeSlot() {
    if (freeSlotCount > 0) {
      return freeSlots[--freeSlotCount];
    }
    if (slotsUsed == messageOfSlot.length) {
      growSlots();
    }
    return slotsUsed++;
  }

  private void release(int slot) {
    messageOfSlot[slot] = null;
    freeSlots[freeSlotCount++] = slot;
  }

  private void growSlots() {
    int capacity = messageOfSlot.length * 2;
    if (capacity > maxPending) {
      throw new IllegalStateException(
          "The event queue is full: it holds %d events, %d of them cancelled"
              .formatted(slotsUsed, dead));
    }
    keyAndMailboxOfSlot = Arrays.copyOf(keyAndMailboxOfSlot, 2 * capacity);
    messageOfSlot = Arrays.copyOf(messageOfSlot, capacity);
    freeSlots = Arrays.copyOf(freeSlots, capacity);
  }

  private static long[] emptyHeap(int entries) {
    long[] heap = new long[2 * entries];
    Arrays.fill(heap, Long.MAX_VALUE);
    return heap;
  }

  private void growHeap() {
    int length = heap.length;
    heap = Arrays.copyOf(heap, 2 * length);
    Arrays.fill(heap, length, 2 * length, Long.MAX_VALUE);
  }

  private void siftUp(int from, long time, long key) {
    long[] entries = heap;
    int hole = from;
    while (hole > ROOT) {
      int parent = (hole + 5) >> 2;
      long parentTime = entries[2 * parent];
      long parentKey = entries[2 * parent + 1];
      if (parentTime < time || (parentTime == time && parentKey < key)) {
        break;
      }
      entries[2 * hole] = parentTime;
      entries[2 * hole + 1] = parentKey;
      hole = parent;
    }
    entries[2 * hole] = time;
    entries[2 * hole + 1] = key;
  }

  private void removeRoot() {
    end--;
    long time = heap[2 * end];
    long key = heap[2 * end + 1];
    heap[2 * end] = Long.MAX_VALUE;
    heap[2 * end + 1] = Long.MAX_VALUE;
    if (end > ROOT) {
      siftDown(ROOT, time, key);
    }
  }

  private void siftDown(int from, long time, long key) {
    long[] entries = heap;
    int hole = from;
    int child = firstChild(hole);
    while (child < end) {
      int least = leastOfFour(entries, child);
      long leastTime = entries[2 * least];
      long leastKey = entries[2 * least + 1];
      if (time < leastTime || (time == leastTime && key < leastKey)) {
        break;
      }
      entries[2 * hole] = leastTime;
      entries[2 * hole + 1] = leastKey;
      hole = least;
      child = firstChild(hole);
    }
    entries[2 * hole] = time;
    entries[2 * hole + 1] = key;
  }

  private static int firstChild(int entry) {
    return CHILDREN * entry - 5;
  }

  // Two pairs, then their winners: the pairs do not wait for each other, as a running minimum
  // would.
  private static int leastOfFour(long[] entries, int first) {
    int left = lesser(entries, first, first + 1);
    int right = lesser(entries, first + 2, first + 3);
    return lesser(entries, left, right);
  }

  private static int lesser(long[] entries, int a, int b) {
    long timeA = entries[2 * a];
    long timeB = entries[2 * b];
    if (timeA != timeB) {
      return timeA < timeB ? a : b;
    }
    return entries[2 * a + 1] < entries[2 * b + 1] ? a : b;
  }

  private void dropDeadEntries() {
    int live = ROOT;
    for (int entry = ROOT; entry < end; entry++) {
      long key = heap[2 * entry + 1];
      if (isDead(slotOf(key))) {
        release(slotOf(key));
      } else {
        heap[2 * live] = heap[2 * entry];
        heap[2 * live + 1] = key;
        live++;
      }
    }
    Arrays.fill(heap, 2 * live, 2 * end, Long.MAX_VALUE);
    end = live;
    dead = 0;
    // Floyd's construction: from the last entry that has a child back to the root.
    for (int entry = (end + 4) >> 2; entry >= ROOT; entry--) {
      siftDown(entry, heap[2 * entry], heap[2 * entry + 1]);
    }
  }
}
