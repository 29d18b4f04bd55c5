package io.towtank.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.run.SampleRun;
import org.junit.jupiter.api.Test;

class KeyFiguresTest {
  @Test
  void namesTheResourceThatIsRequestedMostWherePodsOnlyArrive() {
    RunSummary summary = SampleRun.record(RunRecorder.NONE, "first-fit", 1, false, 40, 600);

    assertThat(KeyFigures.scarcest(summary))
        .hasValueSatisfying(
            scarcest -> {
              assertThat(scarcest.resource()).isEqualTo("nvidia.com/gpu");
              assertThat(KeyFigures.requestedRatio(scarcest))
                  .isEqualTo(
                      summary.resources().stream()
                          .mapToDouble(KeyFigures::requestedRatio)
                          .max()
                          .orElseThrow());
            });
  }

  @Test
  void namesTheFullestResourceWherePodsEnd() {
    RunSummary summary = SampleRun.record(RunRecorder.NONE, "first-fit", 1, true, 40, 6000);

    assertThat(KeyFigures.scarcest(summary))
        .hasValueSatisfying(scarcest -> assertThat(scarcest.resource()).isEqualTo("cpu"));
  }
}
