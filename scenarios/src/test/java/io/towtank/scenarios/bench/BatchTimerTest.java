package io.towtank.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTimerTest {
  private long nowNanos;

  /** Takes a fixed time for each thing done. */
  private final class Steady implements BatchTimer.Load {
    private final long nanos;
    private int done;
    private int prepared;

    Steady(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public void prepare(int count) {
      prepared += count;
      nowNanos += 1_000_000_000;
    }

    @Override
    public void run(int count) {
      done += count;
      nowNanos += count * nanos;
    }
  }

  @Test
  void aRateIsWhatIsDoneInASecondPreparationAside() {
    Steady fast = new Steady(1_000);
    Steady slow = new Steady(1_000_000);

    List<BatchTimer.Rate> rates = timer(1).measure(List.of(fast, slow));

    assertThat(rates.get(0).median()).isCloseTo(1e6, within(1e-3));
    assertThat(rates.get(1).median()).isCloseTo(1e3, within(1e-6));
    assertThat(fast.done).isEqualTo(fast.prepared).isBetween(1_400_000, 1_700_000);
    assertThat(slow.done).isEqualTo(slow.prepared).isBetween(1_400, 1_700);
  }

  @Test
  void whatIsSlowerThanItsBudgetIsRunAFewTimesAllTheSame() {
    Steady slow = new Steady(5_000_000_000L);

    BatchTimer.Rate rate = timer(1).measure(List.of(slow)).get(0);

    assertThat(slow.done).isEqualTo(4);
    assertThat(rate).isEqualTo(new BatchTimer.Rate(0.2, 0.2, 0.2, 3));
  }

  /** Says only after some time that it is warm. */
  private final class LateRiser implements BatchTimer.Load {
    private final long warmAtNanos;
    private int doneCold;

    LateRiser(long warmAtNanos) {
      this.warmAtNanos = warmAtNanos;
    }

    @Override
    public void run(int count) {
      doneCold += isWarm() ? 0 : count;
      nowNanos += count * 1_000_000L;
    }

    @Override
    public boolean isWarm() {
      return nowNanos >= warmAtNanos;
    }
  }

  @Test
  void aLoadThatIsNotWarmIsGivenMoreTimeUpToFiveTimesItsOwn() {
    LateRiser late = new LateRiser(3_000_000_000L);
    timer(1).measure(List.of(late));
    assertThat(late.doneCold).isBetween(3_000, 3_100);

    LateRiser never = new LateRiser(Long.MAX_VALUE);
    timer(1).measure(List.of(never));
    assertThat(never.doneCold).isBetween(6_000, 6_200);
  }

  @Test
  void loadsTakeTurns() {
    List<String> order = new ArrayList<>();

    timer(0.1)
        .measure(
            List.<BatchTimer.Load>of(
                count -> {
                  order.add("a");
                  nowNanos += 1_000_000_000;
                },
                count -> {
                  order.add("b");
                  nowNanos += 1_000_000_000;
                }));

    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
  }

  @Test
  void quartilesLieBetweenTheirNeighbours() {
    assertThat(BatchTimer.Rate.of(List.of(4.0, 1.0, 2.0, 3.0)))
        .isEqualTo(new BatchTimer.Rate(2.5, 1.75, 3.25, 4));
  }

  private BatchTimer timer(double seconds) {
    return new BatchTimer(seconds, () -> nowNanos);
  }
}
