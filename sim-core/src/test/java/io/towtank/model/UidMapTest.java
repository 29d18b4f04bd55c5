package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UidMapTest {
  @Test
  void keepsOneValueForEachUid() {
    UidMap<String> map = new UidMap<>();
    map.put(1, "a");
    map.put(17, "b");
    map.put(1, "c");

    assertThat(map.get(1)).isEqualTo("c");
    assertThat(map.get(17)).isEqualTo("b");
    assertThat(map.get(33)).isNull();
    assertThat(map.contains(17)).isTrue();
    assertThat(map.size()).isEqualTo(2);
    assertThat(map.remove(1)).isEqualTo("c");
    assertThat(map.remove(1)).isNull();
    assertThat(map.inOrder()).isEqualTo(List.of("b"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesAsASortedMap(long seed) {
    Random random = new Random(seed);
    UidMap<Integer> map = new UidMap<>();
    TreeMap<Long, Integer> expected = new TreeMap<>();
    long newest = 0;
    for (int i = 0; i < 20_000; i++) {
      // Mostly new ones, as in a run; and others that meet them at the same place.
      long uid = random.nextInt(3) > 0 ? ++newest : random.nextInt(400) * 64L;
      map.put(uid, i);
      expected.put(uid, i);
      long gone = Math.max(0, newest - random.nextInt(300));
      assertThat(map.remove(gone)).isEqualTo(expected.remove(gone));
      assertThat(map.get(uid)).isEqualTo(expected.get(uid));
    }
    assertThat(map.size()).isEqualTo(expected.size());
    assertThat(map.inOrder()).containsExactlyElementsOf(expected.values());
  }
}
