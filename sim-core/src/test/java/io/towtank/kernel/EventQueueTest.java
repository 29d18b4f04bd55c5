package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventQueueTest {
  private static final int MAILBOX = 3;

  private final EventQueue queue = new EventQueue();

  @Test
  void pollsByTimeThenPhaseThenOrderOfPushing() {
    push(20, 0, "later");
    push(10, 2, "last phase");
    push(10, 1, "first of its phase");
    push(10, 1, "second of its phase");
    push(10, 0, "first phase");

    assertThat(pollAll())
        .containsExactly(
            "first phase", "first of its phase", "second of its phase", "last phase", "later");
  }

  @Test
  void givesBackWhatWasPushed() {
    queue.push(7, 1, MAILBOX, new Note("content"));

    assertThat(queue.poll(Long.MAX_VALUE)).isTrue();
    assertThat(queue.polledTime()).isEqualTo(7);
    assertThat(queue.polledMailbox()).isEqualTo(MAILBOX);
    assertThat(queue.polledMessage()).isEqualTo(new Note("content"));
  }

  @Test
  void hasNothingPolledAtFirst() {
    assertThatThrownBy(queue::polledMessage).hasMessage("No event has been polled");
  }

  @Test
  void pollsNothingThatIsNotDue() {
    push(10, 0, "due at 10");

    assertThat(queue.poll(9)).isFalse();
    assertThat(queue.pending()).isEqualTo(1);
    assertThat(queue.poll(10)).isTrue();
    assertThat(queue.poll(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void acceptsTheLastInstantAndTheLastPhase() {
    push(Long.MAX_VALUE, 7, "b");
    push(Long.MAX_VALUE, 6, "a");

    assertThat(pollAll()).containsExactly("a", "b");
  }

  @Test
  void cancelsOnce() {
    long handle = push(10, 0, "cancelled");
    push(11, 0, "stays");

    assertThat(queue.cancel(handle)).isTrue();
    assertThat(queue.pending()).isEqualTo(1);
    assertThat(queue.cancel(handle)).isFalse();
    assertThat(pollAll()).containsExactly("stays");
    assertThat(queue.pending()).isZero();
  }

  @Test
  void cancelledRootDoesNotHideThatTheNextIsNotDue() {
    long handle = push(5, 0, "cancelled");
    push(10, 0, "due at 10");
    queue.cancel(handle);

    assertThat(queue.poll(9)).isFalse();
    assertThat(queue.pending()).isEqualTo(1);
  }

  @Test
  void handleOfAPolledEventDoesNotCancelTheOneThatTookItsSlot() {
    long old = push(10, 0, "polled");
    queue.poll(10);
    long successor = push(10, 0, "polled");

    assertThat(slot(successor)).isEqualTo(slot(old));
    assertThat(queue.cancel(old)).isFalse();
    assertThat(queue.cancel(successor)).isTrue();
  }

  @Test
  void handleOfACancelledEventDoesNotCancelTheOneThatTookItsSlot() {
    long old = push(10, 0, "cancelled");
    queue.cancel(old);
    queue.poll(10);
    long successor = push(10, 0, "successor");

    assertThat(slot(successor)).isEqualTo(slot(old));
    assertThat(queue.cancel(old)).isFalse();
    assertThat(pollAll()).containsExactly("successor");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, 17, Long.MIN_VALUE, Long.MAX_VALUE})
  void cancelsNothingForANumberThatIsNoHandle(long number) {
    push(10, 0, "stays");

    assertThat(queue.cancel(number)).isFalse();
    assertThat(queue.pending()).isEqualTo(1);
  }

  @Test
  void memoryStaysBoundedWhileEventsAreOnlyCancelled() {
    push(Long.MAX_VALUE, 0, "stays");
    long greatestSlot = 0;
    for (int i = 0; i < 100_000; i++) {
      long handle = push(i, 0, "cancelled");
      greatestSlot = Math.max(greatestSlot, slot(handle));
      assertThat(queue.cancel(handle)).isTrue();
    }

    assertThat(greatestSlot).isLessThan(200);
    assertThat(pollAll()).containsExactly("stays");
  }

  @Test
  void refusesToReuseASequenceNumber() {
    EventQueue old = new EventQueue(EventQueue.MAX_PENDING, EventQueue.MAX_SEQUENCE - 1);
    long last = old.push(1, 7, MAILBOX, new Note("last"));

    assertThat(last).isPositive();
    assertThatThrownBy(() -> old.push(1, 0, MAILBOX, new Note("one more")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("68719476735 sequence numbers");
    assertThat(old.poll(1)).isTrue();
  }

  @Test
  void refusesMoreThanItsLimitAndStaysUsable() {
    EventQueue small = new EventQueue(128, 0);
    long handle = 0;
    for (int i = 0; i < 128; i++) {
      handle = small.push(i, 0, MAILBOX, new Note("x"));
    }
    small.cancel(handle);

    assertThatThrownBy(() -> small.push(1, 0, MAILBOX, new Note("one more")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The event queue is full: it holds 128 events, 1 of them cancelled");
    assertThat(small.poll(0)).isTrue();
    small.push(1, 0, MAILBOX, new Note("fits now"));
    assertThat(small.pending()).isEqualTo(127);
  }

  /** Random pushes, polls and cancellations, against a sorted set of what must be pending. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithASortedModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int times = 1 + random.nextInt(200);
    int pushWeight = 1 + random.nextInt(10);
    int cancelWeight = random.nextInt(10);
    int pollWeight = 1 + random.nextInt(6);
    TreeSet<Entry> model = new TreeSet<>(Entry.ORDER);
    List<Entry> everPushed = new ArrayList<>();

    for (int round = 0; round < 20_000; round++) {
      int choice = random.nextInt(pushWeight + cancelWeight + pollWeight);
      if (choice < pushWeight) {
        Entry entry = new Entry(random.nextInt(times), random.nextInt(7), round);
        everPushed.add(entry);
        model.add(entry);
        entry.handle = queue.push(entry.time, entry.phase, round % 50, entry);
      } else if (choice < pushWeight + cancelWeight && !everPushed.isEmpty()) {
        Entry entry = everPushed.get(random.nextInt(everPushed.size()));
        assertThat(queue.cancel(entry.handle)).isEqualTo(model.remove(entry));
      } else {
        long due = random.nextInt(times);
        boolean isDue = !model.isEmpty() && model.first().time <= due;
        assertThat(queue.poll(due)).isEqualTo(isDue);
        if (isDue) {
          Entry least = model.first();
          assertThat(queue.polledMessage()).isSameAs(least);
          assertThat(queue.polledTime()).isEqualTo(least.time);
          assertThat(queue.polledMailbox()).isEqualTo(least.round % 50);
          model.remove(least);
        }
      }
      assertThat(queue.pending()).isEqualTo(model.size());
    }
    for (Entry entry : model) {
      assertThat(queue.poll(Long.MAX_VALUE)).isTrue();
      assertThat(queue.polledMessage()).isSameAs(entry);
    }
    assertThat(queue.poll(Long.MAX_VALUE)).isFalse();
  }

  private long push(long time, int phase, String text) {
    return queue.push(time, phase, MAILBOX, new Note(text));
  }

  private List<String> pollAll() {
    List<String> texts = new ArrayList<>();
    while (queue.poll(Long.MAX_VALUE)) {
      texts.add(((Note) queue.polledMessage()).text());
    }
    return texts;
  }

  private static long slot(long handle) {
    return handle & (EventQueue.MAX_PENDING - 1);
  }

  /** An event of the model: the round of its push is its place among equals. */
  private static final class Entry implements Message {
    static final Comparator<Entry> ORDER =
        Comparator.<Entry>comparingLong(entry -> entry.time)
            .thenComparingInt(entry -> entry.phase)
            .thenComparingInt(entry -> entry.round);

    final long time;
    final int phase;
    final int round;
    long handle;

    Entry(long time, int phase, int round) {
      this.time = time;
      this.phase = phase;
      this.round = round;
    }

    @Override
    public long fingerprint() {
      return round;
    }
  }
}
