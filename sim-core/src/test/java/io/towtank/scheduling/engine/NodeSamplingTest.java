package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeSamplingTest {
  private static NodeSampling of(int percentage) {
    return new NodeSampling(percentage, new NodeSampling.Start());
  }

  @ParameterizedTest
  @CsvSource({
    // percentage, nodes, enough
    "  0,      1,     1",
    "  0,     99,    99",
    "  0,    100,   100",
    "  0,    200,   100", // 49 % would be 98
    "  0,    250,   120", // 48 %
    "  0,   1000,   420", // 42 %
    "  0,   5000,   500", // 10 %
    "  0,   5625,   281", // 5 %, and 281.25 is rounded down
    "  0,  50000,  2500", // 5 %, where the formula is far below zero
    " 30,     99,    99",
    " 30,    200,   100",
    " 30,   1000,   300",
    "  1,   1000,   100",
    "100,   1000,  1000",
    "100, 100000000, 100000000",
  })
  void enoughIsAShareOfAllNodesAndNoLessThanAHundred(int percentage, int nodes, int enough) {
    assertThat(of(percentage).enoughOf(nodes)).isEqualTo(enough);
  }

  @Test
  void profilesGoRoundTogether() {
    NodeSampling.Start start = new NodeSampling.Start();
    NodeSampling one = new NodeSampling(0, start);
    NodeSampling two = new NodeSampling(50, start);

    one.advance(7, 10);
    two.advance(5, 10);

    assertThat(one.firstOf(10)).isEqualTo(2);
    assertThat(two.firstOf(2)).isZero();
  }

  @Test
  void percentagesAreChecked() {
    assertThatThrownBy(() -> of(101)).hasMessage("expected 0 to 100 percent, found 101");
    assertThatThrownBy(() -> of(-1)).hasMessage("expected 0 to 100 percent, found -1");
  }
}
