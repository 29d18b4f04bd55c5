package io.towtank.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.model.TypicalPod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node with 3000 millicores and 700, 0, 1000 and 1000 thousandths of four devices left. */
final class FragmentationMeasureTest {
  private static final int[] FREE = {700, 0, 1000, 1000};

  private static TypicalPod pod(
      long cpuMillis, int deviceMilli, int deviceCount, double share, String... models) {
    return new TypicalPod(cpuMillis, deviceMilli, deviceCount, List.of(models), share);
  }

  private static double deviceMilli(TypicalPod... mix) {
    return new FragmentationMeasure(List.of(mix)).deviceMilli(3000, "A", FREE);
  }

  private static double unfit(TypicalPod... mix) {
    return new FragmentationMeasure(List.of(mix)).unfitShare(3000, "A", FREE);
  }

  @Test
  void aPodThatFitsCannotUseDevicesWithLessThanItNeeds() {
    assertThat(deviceMilli(pod(1000, 500, 1, 1.0))).isEqualTo(0);
    assertThat(deviceMilli(pod(1000, 800, 1, 1.0))).isEqualTo(700);
    assertThat(deviceMilli(pod(1000, 1000, 2, 1.0))).isEqualTo(700);
  }

  @Test
  void aPodThatDoesNotFitCanUseNothing() {
    assertThat(deviceMilli(pod(3001, 500, 1, 1.0))).as("CPU").isEqualTo(2700);
    assertThat(deviceMilli(pod(1000, 1000, 3, 1.0))).as("devices").isEqualTo(2700);
    assertThat(deviceMilli(pod(1000, 500, 1, 1.0, "B", "C"))).as("model").isEqualTo(2700);
    assertThat(deviceMilli(pod(1000, 500, 1, 1.0, "B", "A"))).as("model").isEqualTo(0);
  }

  @Test
  void aPodWithoutDevicesUsesNone() {
    assertThat(deviceMilli(pod(1000, 0, 0, 1.0))).isEqualTo(2700);
    assertThat(unfit(pod(1000, 0, 0, 1.0))).isEqualTo(0);
  }

  @Test
  void theMixIsWeightedByShare() {
    TypicalPod[] mix = {
      pod(1000, 500, 1, 0.5), // fits: 0
      pod(1000, 1000, 2, 0.2), // fits: 700
      pod(4000, 1000, 1, 0.1), // does not fit: 2700
      pod(1000, 0, 0, 0.1), // wants none: 2700
      pod(1000, 500, 1, 0.1, "B"), // does not fit: 2700
    };

    assertThat(deviceMilli(mix)).isCloseTo(140 + 270 + 270 + 270, within(1e-9));
    assertThat(unfit(mix)).isCloseTo(0.2, within(1e-12));
  }
}
