package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EffectiveRequestsTest {
  private static Container container(long cpuMillis) {
    return Container.ofRequests(ResourceList.EMPTY.with("cpu", cpuMillis));
  }

  private static Container sidecar(long cpuMillis) {
    return new Container(
        "sidecar",
        "",
        ResourceList.EMPTY.with("cpu", cpuMillis),
        ResourceList.EMPTY,
        List.of(),
        true);
  }

  private static long cpu(List<Container> inits, Container... containers) {
    return PodSpec.builder()
        .initContainers(inits)
        .containers(List.of(containers))
        .build()
        .effectiveRequests()
        .get("cpu");
  }

  @Test
  void containersAddUp() {
    assertThat(cpu(List.of(), container(100), container(200))).isEqualTo(300);
  }

  @Test
  void ordinaryInitContainersRunOneAfterTheOther() {
    assertThat(cpu(List.of(container(250), container(400)), container(300))).isEqualTo(400);
    assertThat(cpu(List.of(container(250), container(250)), container(300))).isEqualTo(300);
  }

  @Test
  void sidecarsRunBesideWhatComesAfterThem() {
    assertThat(cpu(List.of(sidecar(50)), container(300))).isEqualTo(350);
    // The init container runs beside the first sidecar only.
    assertThat(cpu(List.of(sidecar(50), container(500), sidecar(70)), container(300)))
        .isEqualTo(550);
    assertThat(cpu(List.of(container(500), sidecar(50), sidecar(70)), container(300)))
        .isEqualTo(500);
    // A sidecar needs its room while it starts, whatever runs later.
    assertThat(cpu(List.of(sidecar(50), sidecar(70)))).isEqualTo(120);
  }

  @Test
  void overheadComesOnTop() {
    ResourceList requests =
        PodSpec.builder()
            .initContainers(List.of(container(500)))
            .containers(List.of(container(100)))
            .overhead(ResourceList.of(20, 7))
            .build()
            .effectiveRequests();

    assertThat(requests).hasToString("{cpu=520, memory=7}");
  }

  @Test
  void nothingRequestedIsNothingListed() {
    assertThat(PodSpec.builder().requests(ResourceList.EMPTY).build().effectiveRequests())
        .isEqualTo(ResourceList.EMPTY);
  }
}
