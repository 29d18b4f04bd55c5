package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void saysHowFarItHasCome() {
    assertThat(ProgressLine.text("first-steps", "pods", 1200, 5000))
        .isEqualTo("first-steps: 1,200 of 5,000 pods (24 %)");
    assertThat(ProgressLine.text("first-steps", "pods", 1200, -1))
        .isEqualTo("first-steps: 1,200 pods");
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
