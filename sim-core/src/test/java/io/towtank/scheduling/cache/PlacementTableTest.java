package io.towtank.scheduling.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlacementTableTest {
  private final PodInfo pattern =
      PodInfo.of(Pod.builder("", PodSpec.builder().build()).build(), new ResourceIndex());
  private final PlacementTable table = new PlacementTable();

  private Placement of(long uid) {
    Pod pod = Pod.builder("pod-" + uid, pattern.spec()).uid(uid).build();
    return new Placement(pattern.withVersion(pod), "n1", null, true);
  }

  @Test
  void whatIsAddedIsFoundUntilItIsRemoved() {
    Placement seven = of(7);
    table.add(seven);

    assertThat(table.get(7)).isSameAs(seven);
    assertThat(table.get(8)).isNull();
    assertThat(table.size()).isEqualTo(1);

    table.remove(7);
    table.remove(7);

    assertThat(table.get(7)).isNull();
    assertThat(table.size()).isZero();
  }

  /**
   * Uids of few and of many values, in turn and far apart, so that slots are shared and gaps close.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdsWhatAMapWouldHold(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "placements");
    long uids = seed % 2 == 0 ? 50 : 3_000;
    long stride = seed % 3 == 0 ? 1L << 40 : 1;
    SortedMap<Long, Placement> expected = new TreeMap<>();

    for (int step = 0; step < 20_000; step++) {
      long uid = random.nextLong(uids) * stride;
      if (expected.remove(uid) != null) {
        table.remove(uid);
      } else {
        Placement placement = of(uid);
        expected.put(uid, placement);
        table.add(placement);
      }
      long other = random.nextLong(uids) * stride;
      assertThat(table.get(other)).isSameAs(expected.get(other));
    }

    assertThat(table.size()).isEqualTo(expected.size());
    for (long uid = 0; uid < uids; uid++) {
      assertThat(table.get(uid * stride)).isSameAs(expected.get(uid * stride));
    }
  }
}
