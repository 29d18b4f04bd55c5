package io.towtank.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a deployment, a stateful set, a daemon set and a disruption budget: they are
 * scaled and changed, pods die or are evicted, nodes hang, come and go, and the API fails. No write
 * may break a promise; and once nothing happens any more, all becomes as declared.
 */
class RandomHistoriesTest {
  static LongStream seeds() {
    return Seeds.upTo(2000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsPromisesAndEndsAsDeclared(long seed) {
    RandomHistory history = new RandomHistory(seed);
    Seeds.replayable(
        RandomHistoriesTest.class,
        seed,
        () -> {
          history.run();
          history.checkAllIsAsDeclared();
        },
        history::describe);
  }

  @Test
  void runIsAFunctionOfItsSeed() {
    List<String> digests = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      RandomHistory first = new RandomHistory(seed);
      first.run();
      RandomHistory second = new RandomHistory(seed);
      second.run();
      assertThat(second.digest()).as("seed %d", seed).isEqualTo(first.digest());
      digests.add(first.digest());
    }
    assertThat(digests).doesNotHaveDuplicates();
  }
}
