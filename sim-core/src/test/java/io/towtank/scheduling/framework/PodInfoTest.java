package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PodInfoTest {
  private static final String GPU = "nvidia.com/gpu";

  private final ResourceIndex resources = new ResourceIndex();

  private PodInfo info(PodSpec spec) {
    return PodInfo.of(Pod.builder("a", spec).build(), resources);
  }

  private String requests(PodInfo info) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < info.requestCount(); i++) {
      requests.add(resources.name(info.requestResource(i)) + "=" + info.requestAmount(i));
    }
    return String.join(" ", requests);
  }

  private static Container container(ResourceList requests, HostPort... ports) {
    return new Container("c", "", requests, ResourceList.EMPTY, List.of(ports), false);
  }

  @Test
  void requestsAreNumberedAmounts() {
    PodInfo info =
        info(PodSpec.builder().requests(ResourceList.of(500, 64).with("x/y", 2)).build());

    assertThat(requests(info)).isEqualTo("cpu=500 memory=64 x/y=2");
    assertThat(info.request(ResourceIndex.MEMORY)).isEqualTo(64);
    assertThat(info.request(ResourceIndex.EPHEMERAL_STORAGE)).isZero();
    assertThat(info.scoringRequest(resources.find("x/y"))).isEqualTo(2);
  }

  @Test
  void requestForPodsIsNoRequest() {
    assertThat(
            requests(info(PodSpec.builder().requests(ResourceList.of(Map.of("pods", 5L))).build())))
        .isEmpty();
  }

  @Test
  void scoringGivesEachContainerWithoutARequestTheDefaults() {
    PodInfo info =
        info(
            PodSpec.builder()
                .containers(
                    List.of(
                        container(ResourceList.EMPTY),
                        container(ResourceList.EMPTY.with("cpu", 0)),
                        container(ResourceList.of(300, 1000))))
                .overhead(ResourceList.of(7, 7))
                .build());

    assertThat(info.scoringRequest(ResourceIndex.CPU)).isEqualTo(100 + 0 + 300 + 7);
    assertThat(info.scoringRequest(ResourceIndex.MEMORY))
        .isEqualTo(2 * 200L * 1024 * 1024 + 1000 + 7);
    assertThat(info.request(ResourceIndex.CPU)).isEqualTo(307);
  }

  @Test
  void plainRequestForADeviceResourceIsOneForWholeDevices() {
    resources.internDevice(GPU);
    PodInfo info = info(PodSpec.builder().requests(ResourceList.EMPTY.with(GPU, 2)).build());

    assertThat(requests(info)).isEqualTo("nvidia.com/gpu=2000");
    assertThat(info.devices()).containsExactly(new DeviceRequest(GPU, 2, 1000));
  }

  @Test
  void plainRequestForAnExtendedResourceIsACount() {
    PodInfo info = info(PodSpec.builder().requests(ResourceList.EMPTY.with(GPU, 2)).build());

    assertThat(requests(info)).isEqualTo("nvidia.com/gpu=2");
    assertThat(info.devices()).isEmpty();
  }

  @Test
  void noDevicesAreNoRequest() {
    resources.internDevice(GPU);
    PodInfo info = info(PodSpec.builder().requests(ResourceList.EMPTY.with(GPU, 0)).build());

    assertThat(requests(info)).isEmpty();
    assertThat(info.devices()).isEmpty();
  }

  @Test
  void moreDevicesThanAnybodyHasNeverFit() {
    resources.internDevice(GPU);
    PodInfo info =
        info(PodSpec.builder().requests(ResourceList.EMPTY.with(GPU, Long.MAX_VALUE)).build());

    assertThat(requests(info)).isEqualTo("nvidia.com/gpu=" + Long.MAX_VALUE);
  }

  @Test
  void sharesOfDevicesCountInThousandths() {
    PodInfo info =
        info(
            PodSpec.builder()
                .requests(ResourceList.of(100, 1))
                .devices(List.of(new DeviceRequest(GPU, 1, 250)))
                .build());

    assertThat(requests(info)).isEqualTo("cpu=100 memory=1 nvidia.com/gpu=250");
  }

  @Test
  void portsOfOrdinaryInitContainersAreNotHeld() {
    HostPort running = new HostPort("", "", 80);
    HostPort sidecar = new HostPort("", "", 81);
    HostPort starting = new HostPort("", "", 82);
    Container proxy =
        new Container("proxy", "", ResourceList.EMPTY, ResourceList.EMPTY, List.of(sidecar), true);
    PodInfo info =
        info(
            PodSpec.builder()
                .containers(List.of(container(ResourceList.EMPTY, running)))
                .initContainers(List.of(container(ResourceList.EMPTY, starting), proxy))
                .build());

    assertThat(info.hostPorts()).containsExactly(running, sidecar);
  }

  @Test
  void otherVersionMustHaveTheSameSpec() {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(100, 1)).build();
    PodInfo info = info(spec);
    Pod newer = info.pod().toBuilder().reason("x").build();

    assertThat(info.withVersion(newer).pod()).isSameAs(newer);
    assertThat(requests(info.withVersion(newer))).isEqualTo("cpu=100 memory=1");
    Pod other = newer.toBuilder().spec(spec.toBuilder().build()).build();
    assertThatThrownBy(() -> info.withVersion(other)).isInstanceOf(IllegalArgumentException.class);
  }
}
