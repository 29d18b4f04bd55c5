package io.towtank.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
  private static final List<String> LEGAL =
      List.of("cpu", "memory", "NodeResourcesFit", "NodeName");

  @ParameterizedTest
  @CsvSource({
    "memmory, memory",
    "mermory, memory",
    "meomry, memory",
    "MEMORY, memory",
    "cup, cpu",
    "NodeResourceFit, NodeResourcesFit",
    "nodename, NodeName",
    "disk, ''",
    "'', ''",
  })
  void nearestNameIsAtMostAThirdOfItsLengthAway(String found, String nearest) {
    assertThat(NearestName.nearest(found, LEGAL)).isEqualTo(nearest);
  }

  @Test
  void hintNamesTheNearestOrAll() {
    assertThat(NearestName.hint("memroy", LEGAL)).isEqualTo("; did you mean 'memory'?");
    assertThat(NearestName.hint("disk", LEGAL))
        .isEqualTo("; expected one of cpu, memory, NodeResourcesFit, NodeName");
    assertThat(NearestName.hint("disk", List.of())).isEmpty();
  }

  @Test
  void hugeInputIsNotCompared() {
    assertThat(NearestName.nearest("m".repeat(100_000), LEGAL)).isEmpty();
  }
}
