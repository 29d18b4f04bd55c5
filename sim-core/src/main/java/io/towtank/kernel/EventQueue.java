package io.towtank.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending events, least (time, phase, sequence) first. The sequence numbers count the pushes,
 * so the order is total and equal times and phases are first in, first out.
 *
 * <p>The events of the near future stand in a heap, the others in a ladder, which keeps the heap
 * small. {@link #push} and {@link #poll} so take O(1), amortised, as long as times are spread over
 * some range, and O(log n) whatever they are; {@link #cancel} takes O(1), amortised. Nothing is
 * allocated but when the arrays double. At most {@value #MAX_PENDING} events are held at once, up
 * to half of them cancelled but not yet dropped, and {@value #MAX_SEQUENCE} are pushed in all.
 */
final class EventQueue {
  /*
   * Layout. Heap and ladder hold two longs for an event: the time, and the key, which is phase |
   * sequence | slot from the highest bit down. Two comparisons of longs give the full order.
   *
   * The slot leads to what the order does not need: the mailbox, by its index, and the message.
   * Slots are reused, last freed first, while they are still in the cache. A push stores one
   * reference only: under G1 each store into an old array has its price. Events on their way from
   * the ladder to the heap have their messages looked at, to drop the cancelled; it also brings the
   * messages of a whole stretch of time into the cache at once, where one by one each would be
   * waited for.
   *
   * The heap takes all events up to ladder.nearLast(), so it is the heap alone that the next event
   * comes from. If many are pushed there it is handed back to the ladder, but not before it has
   * doubled, so that those pushes have paid for it.
   *
   * Cancellation. A slot remembers the key of its event. The key is the handle too: its sequence
   * part is never used twice, so it is its own generation count. Cancelling lets the message go at
   * once and keeps pending() true, but leaves the entry behind with its slot, known to be dead by
   * the missing message. Removing it eagerly would need the place of every entry kept up to date: a
   * write at random for each move, paid by the many events that are never cancelled. Dead entries
   * are dropped on their way, and all at once as soon as they outnumber the live ones: memory is
   * bounded by twice the most events that were ever pending.
   */
  static final int SLOT_BITS = 24;
  static final int SEQUENCE_BITS = 36;
  static final int MAX_PENDING = 1 << SLOT_BITS;
  static final long MAX_SEQUENCE = (1L << SEQUENCE_BITS) - 1;

  private static final int PHASE_SHIFT = SLOT_BITS + SEQUENCE_BITS;
  private static final long SLOT_MASK = MAX_PENDING - 1;
  private static final int INITIAL_SLOTS = 64;
  private static final int DEAD_TOLERATED = 64;
  private static final int SMALL_HEAP = 512;

  private final EventHeap heap = new EventHeap();
  private final EventBags bags = new EventBags();
  private final EventLadder ladder = new EventLadder(bags);
  private int heapLimit = SMALL_HEAP;
  private int entries;
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
    return entries - dead;
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
    entries++;
    if (time > ladder.nearLast()) {
      ladder.add(time, key);
    } else {
      heap.push(time, key);
      if (heap.size() > heapLimit) {
        relieveHeap();
      }
    }
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
    while (!heap.isEmpty() || fillHeap()) {
      long time = heap.leastTime();
      if (time > dueTime) {
        return false;
      }
      int slot = slotOf(heap.leastKey());
      // Read before the descent: the two wait for memory together, not one after the other.
      int mailbox = (int) keyAndMailboxOfSlot[2 * slot + 1];
      Message message = messageOfSlot[slot];
      release(slot);
      heap.removeLeast();
      entries--;
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

  /** How many of the pending events stand in the heap, the cancelled included. */
  int near() {
    return heap.size();
  }

  /** Entries moved and buckets looked at so far, the heap's own work left out. */
  long work() {
    return ladder.work();
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

  /** Takes the next stretch of time from the ladder; false if there are no events. */
  private boolean fillHeap() {
    while (true) {
      int bag = ladder.takeNext();
      if (bag == EventBags.EMPTY) {
        return false;
      }
      while (bag != EventBags.EMPTY) {
        for (int entry = EventBags.first(bag); entry <= bag; entry++) {
          long key = bags.key(entry);
          if (keepIfLive(key)) {
            heap.append(bags.time(entry), key);
          }
        }
        bag = bags.dropLastChunk(bag);
      }
      if (!heap.isEmpty()) {
        heap.restoreOrder();
        heapLimit = Math.max(SMALL_HEAP, 2 * heap.size());
        return true;
      }
    }
  }

  /** Hands a heap that has grown too large back to the ladder, if that can divide its times. */
  private void relieveHeap() {
    int size = heap.size();
    heapLimit = 2 * size;
    if (ladder.takeBack(heap.leastTime(), size)) {
      for (int i = 0; i < size; i++) {
        ladder.add(heap.time(i), heap.key(i));
      }
      heap.clear();
      heapLimit = SMALL_HEAP;
    }
  }

  private void dropDeadEntries() {
    int kept = EventBags.EMPTY;
    for (int i = 0; i < heap.size(); i++) {
      if (keepIfLive(heap.key(i))) {
        kept = bags.add(kept, heap.time(i), heap.key(i));
      }
    }
    heap.clear();
    heapLimit = SMALL_HEAP;
    for (int bag = ladder.takeAny(); bag != EventBags.EMPTY; bag = ladder.takeAny()) {
      while (bag != EventBags.EMPTY) {
        for (int entry = EventBags.first(bag); entry <= bag; entry++) {
          long key = bags.key(entry);
          if (keepIfLive(key)) {
            kept = bags.add(kept, bags.time(entry), key);
          }
        }
        bag = bags.dropLastChunk(bag);
      }
    }
    while (kept != EventBags.EMPTY) {
      for (int entry = EventBags.first(kept); entry <= kept; entry++) {
        ladder.add(bags.time(entry), bags.key(entry));
      }
      kept = bags.dropLastChunk(kept);
    }
  }

  /** Whether the entry of this key is live; if not, it is forgotten. */
  private boolean keepIfLive(long key) {
    int slot = slotOf(key);
    if (!isDead(slot)) {
      return true;
    }
    release(slot);
    entries--;
    dead--;
    return false;
  }
}
