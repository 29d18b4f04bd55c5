package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodMixTest {
  private static final PodMix MIX =
      new PodMix(
          ResourceNames.NVIDIA_GPU,
          List.of(
              new PodMix.Kind(4000, 1000, 1, List.of(), 6),
              new PodMix.Kind(8000, 500, 1, List.of("T4"), 3),
              new PodMix.Kind(1000, 0, 0, List.of(), 1)));

  @ParameterizedTest
  @CsvSource({
    "0.5, 1", //
    "0.6, 1", //
    "0.7, 2", //
    "0.9, 2", //
    "0.95, 3", //
    "1, 3", //
  })
  void keepsTheShortestPrefixThatCovers(double coverage, int kinds) {
    assertThat(MIX.typical(coverage)).hasSize(kinds);
  }

  @Test
  void sharesOfWhatIsKeptAddUpToOne() {
    assertThat(MIX.typical(0.9))
        .containsExactly(
            new TypicalPod(4000, 1000, 1, List.of(), 0.6 / 0.9),
            new TypicalPod(8000, 500, 1, List.of("T4"), 0.3 / 0.9));
  }

  @Test
  void noPodsHaveNoTypicalOnes() {
    assertThat(PodMix.EMPTY.typical(1)).isEmpty();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> MIX.typical(0)).hasMessageContaining("found 0.0");
    assertThatThrownBy(() -> new PodMix.Kind(1, 0, 0, List.of(), 0))
        .hasMessageContaining("found 0");
  }
}
