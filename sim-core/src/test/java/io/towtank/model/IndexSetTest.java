package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IndexSetTest {
  private static IndexSet of(int... indexes) {
    IndexSet set = IndexSet.EMPTY;
    for (int index : indexes) {
      set = set.with(index);
    }
    return set;
  }

  @Test
  void isWrittenAsKubernetesWritesIt() {
    assertThat(of(7, 5, 1, 3, 4)).hasToString("1,3-5,7");
    assertThat(of(0, 1)).hasToString("0,1");
    assertThat(IndexSet.EMPTY).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsWhatWasPutIn(long seed) {
    Random random = new Random(seed);
    SortedSet<Integer> plain = new TreeSet<>();
    IndexSet set = IndexSet.EMPTY;
    for (int i = 0; i < 60; i++) {
      int index = random.nextInt(80);
      plain.add(index);
      set = set.with(index);

      assertThat(set.size()).isEqualTo(plain.size());
    }
    for (int index = 0; index < 80; index++) {
      assertThat(set.contains(index)).isEqualTo(plain.contains(index));
    }
    for (int limit = 0; limit <= 80; limit++) {
      assertThat(set.below(limit))
          .isEqualTo(of(plain.headSet(limit).stream().mapToInt(Integer::intValue).toArray()));
      int absent = limit;
      while (plain.contains(absent)) {
        absent++;
      }
      assertThat(set.firstAbsent(limit)).isEqualTo(absent);
    }
    assertThat(set).isEqualTo(of(plain.stream().mapToInt(Integer::intValue).toArray()));
  }
}
