package io.towtank.workloads.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.IntOrPercent;
import io.towtank.model.LimitRange;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.model.ResourceQuota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitObjectsTest {
  private final List<String> warnings = new ArrayList<>();
  private final LimitObjects objects = new LimitObjects("shop.yaml", warnings::add);

  @Test
  void disruptionBudgetAsItIsDeclared() {
    PodDisruptionBudget budget =
        objects.podDisruptionBudget(
            Trees.yaml(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web}
                spec:
                  maxUnavailable: 20%
                  unhealthyPodEvictionPolicy: AlwaysAllow
                  selector: {matchLabels: {app: web}}
                """));

    assertThat(budget.spec().maxUnavailable()).isEqualTo(IntOrPercent.ofPercent(20));
    assertThat(budget.spec().minAvailable()).isNull();
    assertThat(budget.spec().unhealthyPodEvictionPolicy())
        .isEqualTo(UnhealthyPodEvictionPolicy.ALWAYS_ALLOW);
    assertThat(budget.disruptionsAllowed()).isZero();
    assertThat(warnings).isEmpty();
  }

  @Test
  void disruptionBudgetHasOneLimit() {
    assertThatThrownBy(
            () ->
                objects.podDisruptionBudget(
                    Trees.yaml(
                        """
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec: {maxUnavailable: 1, minAvailable: 1}
                        """)))
        .hasMessage(
            "shop.yaml: PodDisruptionBudget default/web: spec: minAvailable and maxUnavailable"
                + " can't be set both");
  }

  @Test
  void quotaOnPodsAndWhatTheyAskFor() {
    ResourceQuota quota =
        objects.resourceQuota(
            Trees.yaml(
                """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: team, namespace: shop}
                spec:
                  scopes: [NotTerminating]
                  hard:
                    cpu: "1.5"
                    limits.memory: 2Gi
                    requests.nvidia.com/gpu: "4"
                    pods: "10"
                    count/jobs.batch: "3"
                    count/gadgets.example.com: "3"
                """));

    assertThat(quota.hard())
        .hasToString(
            "{count/jobs.batch=3, cpu=1500, limits.memory=2147483648, pods=10,"
                + " requests.nvidia.com/gpu=4}");
    assertThat(quota.spec().scopes()).containsExactly(ResourceQuota.Scope.NOT_TERMINATING);
    assertThat(warnings)
        .containsExactly(
            "shop.yaml: ResourceQuota shop/team: spec.hard.count/gadgets.example.com: has no effect:"
                + " it is not simulated");
  }

  @Test
  void quotaOfAPriorityClassHasNoEffect() {
    ResourceQuota quota =
        objects.resourceQuota(
            Trees.yaml(
                """
                kind: ResourceQuota
                metadata: {name: critical}
                spec:
                  hard: {pods: "1"}
                  scopeSelector:
                    matchExpressions: [{scopeName: PriorityClass, operator: In, values: [high]}]
                """));

    assertThat(quota.hard()).hasToString("{}");
    assertThat(warnings).singleElement().asString().contains("the quota has no effect");
  }

  @Test
  void limitRangeOfContainers() {
    LimitRange range =
        objects.limitRange(
            Trees.yaml(
                """
                apiVersion: v1
                kind: LimitRange
                metadata: {name: limits}
                spec:
                  limits:
                  - type: Container
                    default: {cpu: 500m}
                    min: {memory: 64Mi}
                    max: {cpu: "2"}
                    maxLimitRequestRatio: {cpu: "1.5"}
                """));
    LimitRange.Item item = range.items().get(0);

    assertThat(item.type()).isEqualTo(LimitRange.Type.CONTAINER);
    assertThat(item.max()).hasToString("{cpu=2000}");
    assertThat(item.maxLimitRequestRatio()).hasToString("{cpu=1500}");
    assertThat(item.withDefaults().defaultLimits()).hasToString("{cpu=500}");
    assertThat(item.withDefaults().defaultRequests()).hasToString("{cpu=500, memory=67108864}");
  }

  @Test
  void snapshotHasWhatControllersKeepTrueWhereThatIsAskedFor(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web}]}
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: {name: limits}
        spec: {limits: []}
        """);

    ClusterSnapshot plain = ClusterSnapshot.read(file);
    ClusterSnapshot full = ClusterSnapshot.readWithControllers(file);

    assertThat(plain.controllerObjects()).isEqualTo(ControllerObjects.NONE);
    assertThat(plain.replicaSets().get(0).spec().template()).isNull();
    assertThat(plain.objectsUsed()).isEqualTo(1);
    assertThat(full.replicaSets().get(0).spec().replicas()).isEqualTo(3);
    assertThat(full.controllerObjects().deployments()).hasSize(1);
    assertThat(full.controllerObjects().limitRanges()).hasSize(1);
    assertThat(full.objectsUsed()).isEqualTo(3);
    assertThat(full.warnings()).isEmpty();
  }
}
