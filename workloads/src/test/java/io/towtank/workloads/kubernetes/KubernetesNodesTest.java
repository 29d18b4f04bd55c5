package io.towtank.workloads.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.text.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubernetesNodesTest {
  private final Trees trees = new Trees();

  private Node node(String yaml) {
    return trees.objects.node(Trees.yaml(yaml));
  }

  @Test
  void readsANode() {
    Node node =
        node(
            """
            metadata: {name: n1, labels: {zone: a}, annotations: {x: y}}
            spec:
              unschedulable: true
              taints: [{key: gpu, effect: NoSchedule}]
            status:
              capacity: {cpu: "4", nvidia.com/gpu: "2"}
              allocatable: {cpu: 3900m, memory: 7900Mi, nvidia.com/gpu: "1"}
              images: [{names: ["web:1", "registry.example/web@sha256:0"], sizeBytes: 1000}, {names: [b]}]
              conditions:
              - {type: Ready, status: Unknown, lastTransitionTime: "2029-12-31T23:59:59Z"}
              nodeInfo: {kubeletVersion: v1.34.1}
            """);

    assertThat(node.name()).isEqualTo("n1");
    assertThat(node.labels().get("zone")).isEqualTo("a");
    assertThat(node.unschedulable()).isTrue();
    assertThat(node.taints()).containsExactly(new Taint("gpu", "", TaintEffect.NO_SCHEDULE));
    assertThat(node.capacity().toMap()).isEqualTo(Map.of("cpu", 4000L, "nvidia.com/gpu", 2L));
    assertThat(node.allocatable().toMap())
        .isEqualTo(Map.of("cpu", 3900L, "memory", 7900L << 20, "nvidia.com/gpu", 1L));
    assertThat(node.devices()).isEmpty();
    assertThat(node.images())
        .containsExactly(
            new ContainerImage(List.of("web:1", "registry.example/web@sha256:0"), 1000),
            new ContainerImage(List.of("b"), 0));
    assertThat(node.conditions())
        .containsExactly(new NodeCondition("Ready", NodeCondition.Status.UNKNOWN, -1_000_000_000L));
    assertThat(trees.warnings).isEmpty();
  }

  @Test
  void takesTheCapacityForWhatIsAllocatable() {
    assertThat(node("metadata: {name: n1}\nstatus: {capacity: {cpu: 4}}").allocatable().get("cpu"))
        .isEqualTo(4000);
  }

  @Test
  void namesTheFieldThatCannotBeUsed() {
    assertThatThrownBy(
            () -> node("metadata: {name: n1}\nspec: {taints: [{key: a, effect: NoSchedul}]}"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "cluster.yaml: Node n1: spec.taints[0].effect: found 'NoSchedul', expected one of"
                + " NoSchedule, PreferNoSchedule, NoExecute");
    assertThatThrownBy(() -> node("metadata: {name: n1}\nstatus: {capacity: {pods: 1Q}}"))
        .hasMessageStartingWith("cluster.yaml: Node n1: status.capacity.pods: found '1Q'");
  }

  @Test
  void warnsThatABudgetWithoutStatusAllowsNothing() {
    var budget =
        trees.objects.podDisruptionBudget(
            Trees.yaml("metadata: {name: web}\nspec: {minAvailable: 1, selector: {}}"));

    assertThat(budget.disruptionsAllowed()).isZero();
    assertThat(trees.warnings)
        .containsExactly(
            "cluster.yaml: PodDisruptionBudget default/web: status.disruptionsAllowed: not there,"
                + " so that no disruption is allowed; budgets are not worked out from spec");
  }
}
