package io.towtank.plugins.kubernetes.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportanceTest {
  private static final long NOW = 100;

  /** Pods as {@code name priority start}, no start for one that has not started. */
  private static List<PodInfo> pods(String text) {
    List<PodInfo> pods = new ArrayList<>();
    for (String pod : text.split(", ", -1)) {
      String[] words = pod.split(" ", -1);
      long started = words.length == 3 ? Long.parseLong(words[2]) : Pod.NEVER;
      pods.add(
          PodInfo.of(
              PreemptionWorld.pod(words[0], 100, Integer.parseInt(words[1]))
                  .startedNanos(started)
                  .build(),
              new ResourceIndex()));
    }
    return pods;
  }

  @ParameterizedTest
  @CsvSource({
    "'a 1 5, b 3 9, c 2 1', b c a",
    "'a 1 5, b 1 3, c 1 -7', c b a",
    "'a 1 5, b 1 5, c 1 5', a b c",
    "'a -10 1, b 2000001000 2, c 0 3', b c a",
    "'a 1, b 1 5, c 2', c b a",
    "'a 1, b 1, c 1 5, d 1', c d b a",
  })
  void putsThoseOfHigherPriorityFirstThenThoseThatStartedEarlier(String pods, String sorted) {
    List<PodInfo> list = pods(pods);

    Importance.sort(list, NOW);

    assertThat(list.stream().map(pod -> pod.pod().name())).containsExactly(sorted.split(" ", -1));
  }

  @Test
  void theEarliestStartIsThatOfTheHighestPriority() {
    assertThat(Importance.earliestStartNanos(pods("a 2 7, b 2 4, c 1 1"), NOW)).isEqualTo(4);
    assertThat(Importance.earliestStartNanos(pods("a 2, b 2 4, c 1 1"), NOW)).isEqualTo(4);
    assertThat(Importance.earliestStartNanos(pods("a 2, c 1 1"), NOW)).isEqualTo(NOW);
  }
}
