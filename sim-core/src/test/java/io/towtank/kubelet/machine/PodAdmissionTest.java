package io.towtank.kubelet.machine;

import static io.towtank.testing.LiveCluster.container;
import static io.towtank.testing.LiveCluster.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Container;
import io.towtank.model.DeviceGroup;
import io.towtank.model.HostPort;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PodAdmissionTest {
  private static final Node NODE =
      Node.builder("n1", ResourceList.of(Map.of("cpu", 1000L, "memory", 1000L, "pods", 2L)))
          .labels(Labels.of("disk", "hdd"))
          .build();

  private static Pod pod(PodSpec.Builder spec) {
    return Pod.builder("p", spec.build()).build();
  }

  private static String refusal(PodSpec.Builder spec, Pod... others) {
    return PodAdmission.refusal(pod(spec), NODE, List.of(others), Set.of());
  }

  private static PodSpec.Builder requests(long cpu, long memory) {
    return PodSpec.builder().requests(ResourceList.of(cpu, memory));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThat(refusal(requests(1000, 1000))).isEmpty();
    assertThat(refusal(requests(500, 10), pod(requests(501, 10)))).isEqualTo("OutOfcpu");
    assertThat(refusal(requests(500, 10), pod(requests(500, 991)))).isEqualTo("OutOfmemory");
    assertThat(refusal(spec(), pod(spec()), pod(spec()))).isEqualTo("OutOfpods");
  }

  @Test
  void devicesThatAreSharedAreNotCountedAsAResource() {
    Node withGpus =
        NODE.toBuilder().devices(List.of(new DeviceGroup("nvidia.com/gpu", 2, "T4"))).build();
    PodSpec.Builder gpu =
        spec().requests(ResourceList.of(Map.of("cpu", 1L, "nvidia.com/gpu", 1000L)));
    PodSpec.Builder fpga =
        spec().requests(ResourceList.of(Map.of("cpu", 1L, "example.com/fpga", 1L)));

    // The scheduler has chosen them; a node without any, or without the resource, is refused.
    assertThat(PodAdmission.refusal(pod(gpu), withGpus, List.of(pod(gpu)), Set.of())).isEmpty();
    assertThat(PodAdmission.refusal(pod(gpu), NODE, List.of(), Set.of()))
        .isEqualTo("OutOfnvidia.com/gpu");
    assertThat(PodAdmission.refusal(pod(fpga), withGpus, List.of(), Set.of()))
        .isEqualTo("OutOfexample.com/fpga");
  }

  @Test
  void theNodeMustBeOneThatThePodAsksFor() {
    NodeSelectorRequirement ssd =
        new NodeSelectorRequirement("disk", NodeSelectorRequirement.Operator.IN, List.of("ssd"));
    NodeAffinity affinity = new NodeAffinity(List.of(NodeSelectorTerm.ofLabels(ssd)), List.of());

    assertThat(refusal(spec().nodeSelector(Labels.of("disk", "hdd")))).isEmpty();
    assertThat(refusal(spec().nodeSelector(Labels.of("disk", "ssd")))).isEqualTo("NodeAffinity");
    assertThat(refusal(spec().nodeAffinity(affinity))).isEqualTo("NodeAffinity");
  }

  @Test
  void aPortIsTakenOnce() {
    Container container =
        new Container(
            "main",
            "",
            ResourceList.EMPTY,
            ResourceList.EMPTY,
            List.of(new HostPort("", "", 80)),
            false);
    PodSpec.Builder spec = PodSpec.builder().containers(List.of(container));

    assertThat(refusal(spec)).isEmpty();
    assertThat(refusal(spec, pod(spec))).isEqualTo("NodePorts");
  }

  @Test
  void onlyNoExecuteTaintsCount() {
    Node tainted =
        NODE.withTaint(new Taint("a", "", TaintEffect.NO_SCHEDULE))
            .withTaint(new Taint("b", "", TaintEffect.NO_EXECUTE));
    Toleration toleration = new Toleration("b", Toleration.Operator.EXISTS, "", null, null);

    assertThat(PodAdmission.refusal(pod(spec()), tainted, List.of(), Set.of()))
        .isEqualTo("TaintToleration");
    PodSpec.Builder tolerant = spec().tolerations(List.of(toleration));
    assertThat(PodAdmission.refusal(pod(tolerant), tainted, List.of(), Set.of())).isEmpty();
  }

  @Test
  void underPressureMostPodsAreRefused() {
    Set<String> memory = Set.of(NodeCondition.MEMORY_PRESSURE);
    Set<String> disk = Set.of(NodeCondition.DISK_PRESSURE);
    Pod bestEffort =
        pod(
            PodSpec.builder()
                .containers(
                    List.of(
                        container("main").withResources(ResourceList.EMPTY, ResourceList.EMPTY))));
    Pod burstable = pod(spec());
    Pod critical = bestEffort.toBuilder().priority(2_000_000_000).build();

    assertThat(PodAdmission.refusal(bestEffort, NODE, List.of(), memory)).isEqualTo("Evicted");
    assertThat(PodAdmission.refusal(burstable, NODE, List.of(), memory)).isEmpty();
    assertThat(PodAdmission.refusal(burstable, NODE, List.of(), disk)).isEqualTo("Evicted");
    assertThat(PodAdmission.refusal(critical, NODE, List.of(), disk)).isEmpty();
  }
}
