package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1..5 | 1 2 3 4 5", "3,1,2 | 3 1 2", "1..2, 7 | 1 2 7", "-1..1 | -1 0 1", "42 | 42"})
  void rangesAndListsAreRead(String text, String seeds) {
    assertThat(SeedList.parse(text))
        .containsExactlyElementsOf(Arrays.stream(seeds.split(" ")).map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one | --seeds: found 'one', expected seeds such as 1..5 or 1,2,3",
        "1,,2 | --seeds: found '1,,2', expected seeds such as 1..5 or 1,2,3",
        "5..1 | --seeds: found '5..1', expected the smaller seed before the dots",
        "1..3,2 | --seeds: found '1..3,2', the seed 2 stands twice",
        "1..99999 | --seeds: found '1..99999', expected at most 1000 seeds",
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> SeedList.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
