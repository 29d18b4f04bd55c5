package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldModelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 5000})
  void bothQueuesYieldTheSameTimesInOrder(int pending) {
    HoldModel model = new HoldModel(pending);
    long last = 0;
    for (int i = 0; i < 20_000; i++) {
      long time = model.holdInEventQueue();
      assertThat(time).isEqualTo(model.holdInPriorityQueue()).isGreaterThanOrEqualTo(last);
      last = time;
    }
    assertThat(last).isPositive();
  }

  @Test
  void anEmptyModelIsRefused() {
    assertThatThrownBy(() -> new HoldModel(0))
        .hasMessageContaining("needs 1 to 16777216 events, found 0");
  }
}
