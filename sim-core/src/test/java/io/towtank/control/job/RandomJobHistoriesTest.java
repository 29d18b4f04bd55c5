package io.towtank.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs under random changes, failures of pods, outages of the API and restarts of their controller:
 * never more completions than declared, never two active pods of an index, and in the end every job
 * has finished.
 */
class RandomJobHistoriesTest {
  static LongStream seeds() {
    return Seeds.upTo(1000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsPromisesAndFinishes(long seed) {
    RandomJobHistory history = new RandomJobHistory(seed);
    Seeds.replayable(
        RandomJobHistoriesTest.class,
        seed,
        () -> {
          history.run();
          history.checkAllIsFinished();
        },
        history::describe);
  }

  @Test
  void runIsAFunctionOfItsSeed() {
    List<String> digests = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      RandomJobHistory first = new RandomJobHistory(seed);
      first.run();
      RandomJobHistory second = new RandomJobHistory(seed);
      second.run();
      assertThat(second.digest()).as("seed %d", seed).isEqualTo(first.digest());
      digests.add(first.digest());
    }
    assertThat(digests).doesNotHaveDuplicates();
  }
}
