package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of the queue, and what it costs, whatever the times. */
final class EventQueueTimesTest {
  private static final int PHASES = 8;

  private final EventQueue queue = new EventQueue();
  private long now;
  private int pushed;

  /** Histories that grow and shrink, a third of all events cancelled at some time. */
  @ParameterizedTest
  @EnumSource
  void agreesWithASortedSet(Times times) {
    SplittableRandom random = new SplittableRandom(1);
    TreeSet<Entry> sorted = new TreeSet<>(Entry.ORDER);
    List<Entry> everPushed = new ArrayList<>();

    for (int round = 0; round < 60; round++) {
      int pushes = random.nextInt(1_500);
      int cancels = random.nextInt(pushes + 1);
      int polls = random.nextInt(2_000);
      int steps = pushes + cancels + polls;
      for (int step = 0; step < steps; step++) {
        int choice = random.nextInt(steps);
        if (choice < pushes) {
          Entry entry = push(times, random);
          everPushed.add(entry);
          sorted.add(entry);
        } else if (choice < pushes + cancels && !everPushed.isEmpty()) {
          Entry entry = everPushed.get(random.nextInt(everPushed.size()));
          assertThat(queue.cancel(entry.handle)).isEqualTo(sorted.remove(entry));
        } else {
          long due = random.nextInt(3) == 0 ? now : Long.MAX_VALUE;
          boolean isDue = !sorted.isEmpty() && sorted.first().time <= due;
          assertThat(queue.poll(due)).isEqualTo(isDue);
          if (isDue) {
            now = queue.polledTime();
            assertThat(queue.polledMessage()).isSameAs(sorted.pollFirst());
          }
        }
        assertThat(queue.pending()).isEqualTo(sorted.size());
      }
    }
    for (Entry entry : sorted) {
      assertThat(queue.poll(Long.MAX_VALUE)).isTrue();
      assertThat(queue.polledTime()).isEqualTo(entry.time);
      assertThat(queue.polledMessage()).isSameAs(entry);
    }
    assertThat(queue.poll(Long.MAX_VALUE)).isFalse();
  }

  /** Beside this there is only the heap, whose work is by its nature in O(log n). */
  @ParameterizedTest
  @EnumSource
  void movesAnEventNotMuchMoreOftenThanThereAreRungs(Times times) {
    SplittableRandom random = new SplittableRandom(1);
    int operations = 0;
    for (int round = 1; round <= 40; round++) {
      for (int i = 0; i < 200 * round; i++) {
        push(times, random);
        operations++;
      }
      for (int i = 0; i < 190 * round && queue.poll(Long.MAX_VALUE); i++) {
        now = queue.polledTime();
        if (i % 3 == 0) {
          push(times, random);
          operations++;
        }
        operations++;
      }
    }

    assertThat((double) queue.work() / operations).isLessThan(EventLadder.MAX_RUNGS);
  }

  /** An adversary who asks after each push, so that the heap takes what it can. */
  @ParameterizedTest
  @EnumSource
  void movesAnEventNotMuchMoreOftenThanThereAreRungsIfAskedAllTheTime(Times times) {
    SplittableRandom random = new SplittableRandom(1);
    int operations = 200_000;
    for (int i = 0; i < operations; i++) {
      push(times, random);
      queue.poll(0);
    }

    assertThat((double) queue.work() / operations).isLessThan(EventLadder.MAX_RUNGS);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPONENTIAL", "BIMODAL", "FAR_OUTLIERS", "ONE_FAR_OUTLIER_FIRST", "SKEWED"})
  void keepsTheHeapSmallAndMovesLittleWhereTimesAreSpread(Times times) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      push(times, random);
    }
    int mostNear = 0;
    int operations = 500_000;
    long before = queue.work();
    for (int i = 0; i < operations; i++) {
      queue.poll(Long.MAX_VALUE);
      now = queue.polledTime();
      push(times, random);
      mostNear = Math.max(mostNear, queue.near());
    }

    assertThat(mostNear).isLessThan(1_100);
    assertThat((double) (queue.work() - before) / operations).isLessThan(4);
  }

  @Test
  void aFarEventWaitedForDoesNotMakeAllThatComesLaterNear() {
    queue.push(Long.MAX_VALUE, 0, 0, new Entry(Long.MAX_VALUE, 0, -1));
    assertThat(queue.poll(0)).isFalse();
    assertThat(queue.near()).isEqualTo(1);

    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      push(Times.EXPONENTIAL, random);
    }

    assertThat(queue.near()).isLessThan(600);
  }

  /** As when a simulation is run in small steps up to an instant at which very much happens. */
  @Test
  void manyEventsOfOneInstantAreNotMovedForEachThatComesBefore() {
    int crowd = 10_000;
    for (int i = 0; i < crowd; i++) {
      queue.push(crowd, 0, 0, new Entry(crowd, 0, i));
    }
    for (int time = 0; time < crowd; time++) {
      queue.push(time, 0, 0, new Entry(time, 0, crowd));
      assertThat(queue.poll(time)).isTrue();
      assertThat(queue.poll(time)).isFalse();
    }

    assertThat(queue.work()).isLessThan(10L * crowd);
  }

  /** Cancelling drops all dead entries at once now and then, which must be paid for too. */
  @ParameterizedTest
  @EnumSource
  void movesAnEventNotMuchMoreOftenThanThereAreRungsIfMostAreCancelled(Times times) {
    SplittableRandom random = new SplittableRandom(1);
    int operations = 200_000;
    List<Entry> live = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      live.add(push(times, random));
      if (i % 2 == 0) {
        int index = random.nextInt(live.size());
        queue.cancel(live.get(index).handle);
        Entry last = live.remove(live.size() - 1);
        if (index < live.size()) {
          live.set(index, last);
        }
      }
      if (i % 5 == 0 && queue.poll(Long.MAX_VALUE)) {
        now = queue.polledTime();
      }
    }

    assertThat((double) queue.work() / operations).isLessThan(EventLadder.MAX_RUNGS);
  }

  private Entry push(Times times, SplittableRandom random) {
    Entry entry = new Entry(times.next(now, pushed, random), random.nextInt(PHASES), pushed);
    entry.handle = queue.push(entry.time, entry.phase, 0, entry);
    pushed++;
    return entry;
  }

  /** An event as the sorted set knows it. */
  private static final class Entry implements Message {
    static final Comparator<Entry> ORDER =
        Comparator.<Entry>comparingLong(entry -> entry.time)
            .thenComparingInt(entry -> entry.phase)
            .thenComparingInt(entry -> entry.number);

    final long time;
    final int phase;
    final int number;
    long handle;

    Entry(long time, int phase, int number) {
      this.time = time;
      this.phase = phase;
      this.number = number;
    }

    @Override
    public long fingerprint() {
      return number;
    }
  }
}
