package io.towtank.control;

import static io.towtank.testing.ControlCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionOrderTest {
  private static final long NOW = 1000 * SECOND;
  private static final Map<String, Integer> FAMILY = Map.of("a", 1, "b", 2, "c", 1);

  private static Pod.Builder pod(String name, long uid) {
    return Pod.builder(name, PodSpec.builder().build()).uid(uid).createdNanos(0);
  }

  private static Pod.Builder running(String name, long uid, String node) {
    return pod(name, uid).nodeName(node).phase(PodPhase.RUNNING);
  }

  /** Sorts from every order of the pods, so that the result can't follow from how they came. */
  private static void assertOrder(Pod.Builder... expected) {
    List<Pod> pods = Arrays.stream(expected).map(Pod.Builder::build).toList();
    List<String> names = pods.stream().map(Pod::name).toList();
    for (int turn = 0; turn < pods.size(); turn++) {
      List<Pod> sorted = new ArrayList<>(pods);
      Collections.rotate(sorted, turn);
      sorted.sort(new DeletionOrder(NOW, FAMILY));
      assertThat(sorted).extracting(Pod::name).isEqualTo(names);
    }
  }

  @Test
  void thoseThatAreMissedLeastGoFirst() {
    assertOrder(
        pod("without-node", 9),
        pod("pending", 8).nodeName("a"),
        running("not-ready", 7, "a"),
        running("cheap", 11, "a").ready(true, 10 * SECOND).deletionCost(-3),
        running("crowded", 6, "b").ready(true, 10 * SECOND),
        running("ready-lately", 5, "a").ready(true, 900 * SECOND),
        running("restarted", 4, "a").ready(true, 10 * SECOND).restarts(2),
        running("young", 3, "a").createdNanos(990 * SECOND).ready(true, 10 * SECOND),
        running("old", 2, "a").ready(true, 10 * SECOND),
        running("dear", 12, "b").ready(true, 990 * SECOND).deletionCost(1));
  }

  @Test
  void timesCompareByThePowerOfTwoOfTheirAge() {
    // Ready for 600 s and 900 s: both are between 2^39 and 2^40 nanoseconds, so the uid decides.
    assertOrder(
        running("longer", 1, "a").ready(true, 100 * SECOND),
        running("shorter", 2, "c").ready(true, 400 * SECOND));
    // Ready for 500 s: less than 2^39 ns.
    assertOrder(
        running("shorter", 2, "c").ready(true, 500 * SECOND),
        running("longer", 1, "a").ready(true, 100 * SECOND));
  }

  @Test
  void restartsCountOnlyWhereReadinessBeganAtTheSameTime() {
    assertOrder(
        running("ready-lately", 1, "a").ready(true, 999 * SECOND),
        running("restarted-often", 2, "a").ready(true, 100 * SECOND).restarts(50));
  }
}
