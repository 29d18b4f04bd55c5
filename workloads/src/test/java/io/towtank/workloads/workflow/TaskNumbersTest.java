package io.towtank.workloads.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskNumbersTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 8, 31, 32, 63, 64, 65, 300})
  void tasksAreFoundByTheirNames(int count) {
    TaskNumbers numbers = new TaskNumbers(count);
    for (int i = 0; i < count; i++) {
      assertThat(numbers.of("task-" + i)).isEqualTo(-1);
      assertThat(numbers.addIfNew("task-" + i)).isTrue();
      assertThat(numbers.addIfNew("task-" + i)).isFalse();
    }

    for (int i = 0; i < count; i++) {
      assertThat(numbers.of("task-" + i)).isEqualTo(i);
    }
    assertThat(numbers.of("gone")).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void namesOfOneHashAreKeptApart(int most) {
    TaskNumbers numbers = new TaskNumbers(most);
    assertThat("Aa").hasSameHashCodeAs("BB");

    assertThat(numbers.addIfNew("Aa")).isTrue();
    assertThat(numbers.of("BB")).isEqualTo(-1);
    assertThat(numbers.addIfNew("BB")).isTrue();

    assertThat(numbers.of("Aa")).isZero();
    assertThat(numbers.of("BB")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void aNameCountsForTheTaskThatWasAddedLast(int most) {
    TaskNumbers numbers = new TaskNumbers(most);
    numbers.add("a");
    numbers.add("b");
    numbers.add("a");
    numbers.add("c");

    assertThat(numbers.of("a")).isEqualTo(2);
    assertThat(numbers.of("b")).isEqualTo(1);
    assertThat(numbers.of("c")).isEqualTo(3);
  }
}
