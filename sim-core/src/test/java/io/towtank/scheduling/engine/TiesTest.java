package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TiesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 64, 65, 500})
  void givesRowsInOrderWhicheverIsAskedForFirst(int count) {
    RandomStream random = new RandomStreams(count).stream("test", "ties");
    Ties ties = new Ties();
    for (int first = 0; first < count; first += 1 + count / 20) {
      int[] rows = new int[count];
      ties.clear();
      for (int i = 0; i < count; i++) {
        rows[i] = random.nextInt(2 * count);
        ties.add(rows[i]);
      }
      Arrays.sort(rows);
      assertThat(ties.count()).isEqualTo(count);
      assertThat(ties.get(first)).isEqualTo(rows[first]);
      for (int i = 0; i < count; i++) {
        assertThat(ties.get(i)).isEqualTo(rows[i]);
      }
    }
  }
}
