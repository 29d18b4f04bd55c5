package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaxHeapTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesTheHighestFirst(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "heap");
    MaxHeap heap = new MaxHeap();
    List<Long> inside = new ArrayList<>();
    List<Long> priorityOf = new ArrayList<>();
    for (int step = 0; step < 2000; step++) {
      if (random.nextInt(5) < 3) {
        long priority = random.nextLong(100) - 50;
        heap.add(priority, priorityOf.size());
        priorityOf.add(priority);
        inside.add(priority);
      } else if (!inside.isEmpty()) {
        Long highest = Collections.max(inside);
        assertThat(heap.highest()).isEqualTo(highest);
        assertThat(priorityOf.get(heap.take())).isEqualTo(highest);
        inside.remove(highest);
      }
      assertThat(heap.isEmpty()).isEqualTo(inside.isEmpty());
    }
    heap.clear();
    assertThat(heap.isEmpty()).isTrue();
  }
}
