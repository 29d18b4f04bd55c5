package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void saysHowFarItHasCome() {
    assertThat(ProgressLine.text("first-steps", "pods", 1200, 5000, 2))
        .isEqualTo("first-steps: 1,200 of 5,000 pods (24 %), 600/s, 6.33 s left");
    assertThat(ProgressLine.text("first-steps", "pods", 1200, -1, 2))
        .isEqualTo("first-steps: 1,200 pods, 600/s");
    assertThat(ProgressLine.text("compare", "runs", 0, 6, 2))
        .isEqualTo("compare: 0 of 6 runs (0 %)");
  }

  @Test
  void doesNotGuessTheTimeLeftAtOnce() {
    assertThat(ProgressLine.text("what-if", "nodes", 1, 5000, 0.5))
        .isEqualTo("what-if: 1 of 5,000 nodes (0 %), 2/s");
  }

  @Test
  void isSilentWhereNobodyLooks() {
    StringWriter err = new StringWriter();
    try (ProgressLine progress = new ProgressLine("x", "pods", new PrintWriter(err), false)) {
      for (int i = 0; i < 1000; i++) {
        progress.update(i, 1000);
      }
    }
    assertThat(err.toString()).isEmpty();
  }
}
