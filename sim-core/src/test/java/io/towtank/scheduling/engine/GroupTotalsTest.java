package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GroupTotalsTest {
  private final GroupTotals totals = new GroupTotals();

  @Test
  void knowsTheHighestThatIsLeft() {
    for (int total : new int[] {40, 700, 3, 700}) {
      totals.add(total);
    }
    assertThat(totals.highest()).isEqualTo(700);
    assertThat(totals.count(700)).isEqualTo(2);

    totals.remove(700);
    totals.remove(700);
    assertThat(totals.highest()).isEqualTo(40);
    assertThat(totals.size()).isEqualTo(2);
  }

  @Test
  void beginsAnewWhenAllHaveLeft() {
    totals.add(500);
    totals.remove(500);
    totals.add(2);

    assertThat(totals.highest()).isEqualTo(2);
    assertThat(totals.count(500)).isZero();
  }
}
