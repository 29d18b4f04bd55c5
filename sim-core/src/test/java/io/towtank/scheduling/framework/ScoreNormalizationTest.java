package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreNormalizationTest {
  @ParameterizedTest
  @CsvSource({
    "NONE, '3 7 100', '3 7 100'",
    "BY_MAXIMUM, '0 1 3', '0 33 100'",
    "BY_MAXIMUM, '0 0', '0 0'",
    "BY_MAXIMUM, '5', '100'",
    "REVERSED_BY_MAXIMUM, '0 1 3', '100 67 0'",
    "REVERSED_BY_MAXIMUM, '0 0', '100 100'",
    "MIN_MAX, '-5 0 10', '0 33 100'",
    "MIN_MAX, '-5 -9', '100 0'",
    "MIN_MAX, '7 7', '0 0'",
    "WINNERS_ONLY, '-3 -1 -1', '0 100 100'",
    "WINNERS_ONLY, '9223372036854775807 9223372036854775806', '100 0'",
  })
  void scoresAreBroughtIntoRange(ScoreNormalization way, String raw, String normalized) {
    long[] scores = Arrays.stream(raw.split(" ")).mapToLong(Long::parseLong).toArray();
    way.apply(scores, scores.length);

    assertThat(scores)
        .containsExactly(Arrays.stream(normalized.split(" ")).mapToLong(Long::parseLong).toArray());
  }

  @Test
  void onlyTheFirstOnesCount() {
    for (ScoreNormalization way : ScoreNormalization.values()) {
      long[] scores = {1, 2, 400};
      way.apply(scores, 2);
      assertThat(scores[2]).isEqualTo(400);
      assertThat(scores[1]).isLessThanOrEqualTo(100);
      way.apply(scores, 0);
    }
  }
}
