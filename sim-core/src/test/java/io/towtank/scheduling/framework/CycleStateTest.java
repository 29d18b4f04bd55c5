package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceAllocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CycleStateTest {
  private static final StateKey<Counter> COUNTER = new StateKey<>("counter", Counter.class);

  private final CycleState state = new CycleState();

  private static final class Counter implements CycleState.Copyable {
    private int count;

    @Override
    public Counter copy() {
      Counter copy = new Counter();
      copy.count = count;
      return copy;
    }
  }

  @Test
  void keepsTheLatestValueOfEachKey() {
    List<StateKey<Integer>> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(new StateKey<>("same name", Integer.class));
      state.write(keys.get(i), i);
    }
    state.write(keys.get(3), 33);

    assertThat(state.read(keys.get(3))).isEqualTo(33);
    assertThat(state.read(keys.get(19))).isEqualTo(19);
    assertThat(state.read(new StateKey<>("same name", Integer.class))).isNull();
  }

  @Test
  void aCopyHasCopiesOfWhatChangesOnTrial() {
    StateKey<Integer> late = new StateKey<>("late", Integer.class);
    Counter counter = new Counter();
    state.write(COUNTER, counter);
    state.claimDevices(new DeviceAllocation("gpu", List.of(0), 500));
    state.skipFilters(List.of("NodePorts"));

    CycleState copy = state.copy();
    counter.count = 5;
    copy.write(late, 1);
    state.releaseDevices();
    state.skipFilters(List.of());

    assertThat(copy.read(COUNTER)).extracting(each -> each.count).isEqualTo(0);
    assertThat(state.read(late)).isNull();
    assertThat(copy.claimedDevices()).hasSize(1);
    assertThat(copy.isFilterSkipped("NodePorts")).isTrue();
    assertThat(state.isFilterSkipped("NodePorts")).isFalse();
  }
}
