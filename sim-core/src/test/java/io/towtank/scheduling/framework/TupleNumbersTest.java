package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TupleNumbersTest {
  @Test
  void numbersTuplesInTheOrderInWhichTheyAreMet() {
    TupleNumbers numbers = new TupleNumbers(2);

    assertThat(numbers.of(new int[] {7, 8})).isZero();
    assertThat(numbers.of(new int[] {8, 7})).isOne();
    assertThat(numbers.of(new int[] {7, 8})).isZero();
    assertThat(numbers.get(1, 0)).isEqualTo(8);
    assertThat(numbers.size()).isEqualTo(2);
  }

  @Test
  void keepsNumbersWhenTheyBecomeMany() {
    TupleNumbers numbers = new TupleNumbers(3);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1000; i++) {
        assertThat(numbers.of(new int[] {i, i % 3, -i})).isEqualTo(i);
      }
    }
  }

  @Test
  void emptyTupleIsOne() {
    TupleNumbers numbers = new TupleNumbers(0);

    assertThat(numbers.of(new int[0])).isZero();
    assertThat(numbers.of(new int[0])).isZero();
    assertThat(numbers.size()).isOne();
  }
}
