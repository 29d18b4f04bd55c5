package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueuedPodInfo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrioritySortTest {
  private record Queued(PodInfo info, long timestampNanos, long sequence, int attempts)
      implements QueuedPodInfo {}

  private static Queued queued(String name, int priority, long timestampNanos, long sequence) {
    Pod pod = Pod.builder(name, PodSpec.builder().build()).priority(priority).build();
    return new Queued(PodInfo.of(pod, new ResourceIndex()), timestampNanos, sequence, 0);
  }

  @Test
  void ordersByPriorityThenTimeThenSequence() {
    List<String> order =
        Stream.of(
                queued("low", -5, 10, 1),
                queued("late", 0, 20, 2),
                queued("second of an instant", 0, 10, 4),
                queued("first of an instant", 0, 10, 3),
                queued("high", 1000, 30, 5))
            .sorted(new PrioritySort()::compare)
            .map(queued -> queued.info().pod().name())
            .toList();

    assertThat(order)
        .containsExactly("high", "first of an instant", "second of an instant", "late", "low");
  }

  @Test
  void doesNotOverflowBetweenExtremePriorities() {
    assertThat(
            new PrioritySort()
                .compare(
                    queued("highest", Integer.MAX_VALUE, 0, 1),
                    queued("lowest", Integer.MIN_VALUE, 0, 2)))
        .isNegative();
  }
}
