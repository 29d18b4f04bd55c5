package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected classes: Kubernetes docs, "Pod Quality of Service Classes". */
final class QosClassTest {
  private static final ResourceList SOME = ResourceList.of(500, 64);
  private static final ResourceList MORE = ResourceList.of(1000, 64);
  private static final ResourceList NONE = ResourceList.EMPTY;

  private static Container container(ResourceList requests, ResourceList limits) {
    return new Container("c", "", requests, limits, List.of(), false);
  }

  private static QosClass classOf(Container... containers) {
    return QosClass.of(PodSpec.builder().containers(List.of(containers)).build());
  }

  @Test
  void bestEffortAsksForNothing() {
    assertThat(classOf(container(NONE, NONE))).isEqualTo(QosClass.BEST_EFFORT);
    assertThat(classOf(container(ResourceList.of(0, 0), NONE))).isEqualTo(QosClass.BEST_EFFORT);
    assertThat(classOf(container(NONE.with("nvidia.com/gpu", 1), NONE)))
        .isEqualTo(QosClass.BEST_EFFORT);
  }

  @Test
  void guaranteedLimitsCpuAndMemoryOfEveryContainerToItsRequests() {
    assertThat(classOf(container(SOME, SOME), container(MORE, MORE)))
        .isEqualTo(QosClass.GUARANTEED);
  }

  @Test
  void burstableIsWhatLiesBetween() {
    assertThat(classOf(container(SOME, NONE))).isEqualTo(QosClass.BURSTABLE);
    assertThat(classOf(container(SOME, MORE))).isEqualTo(QosClass.BURSTABLE);
    assertThat(classOf(container(SOME, SOME), container(NONE, NONE))).isEqualTo(QosClass.BURSTABLE);
    assertThat(classOf(container(SOME.without("cpu"), SOME.without("cpu"))))
        .isEqualTo(QosClass.BURSTABLE);
  }

  @Test
  void amountsOfThePodStandInPlaceOfItsContainers() {
    PodSpec spec =
        PodSpec.builder()
            .containers(List.of(container(SOME, NONE)))
            .podRequests(MORE)
            .podLimits(MORE)
            .build();

    assertThat(QosClass.of(spec)).isEqualTo(QosClass.GUARANTEED);
  }
}
