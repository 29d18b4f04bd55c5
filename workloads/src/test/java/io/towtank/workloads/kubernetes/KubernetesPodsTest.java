package io.towtank.workloads.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.HostPort;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.RestartPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.Volume;
import io.towtank.text.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesPodsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String MINIMAL =
      """
      metadata: {name: web-1}
      spec:
        containers: [{name: main}]
      """;

  private final Trees trees = new Trees();

  private Pod pod(String yaml) {
    return trees.objects.pod(Trees.yaml(yaml));
  }

  @Test
  void fillsInWhatTheApiServerFillsIn() {
    Pod pod =
        pod(
            """
            metadata: {name: web-1}
            spec:
              hostNetwork: true
              containers:
              - name: main
                ports: [{containerPort: 80}, {containerPort: 81, hostPort: 8081, protocol: UDP, hostIP: 10.0.0.1}]
            """);

    assertThat(pod.key()).isEqualTo("default/web-1");
    assertThat(pod.phase()).isEqualTo(PodPhase.PENDING);
    assertThat(pod.startedNanos()).isEqualTo(Pod.NEVER);
    assertThat(pod.spec().schedulerName()).isEqualTo("default-scheduler");
    assertThat(pod.spec().terminationGraceNanos()).isEqualTo(30 * SECOND);
    assertThat(pod.spec().containers().get(0).hostPorts())
        .containsExactly(new HostPort("", "TCP", 80), new HostPort("10.0.0.1", "UDP", 8081));
    assertThat(trees.warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, 1500m, 1500",
    "cpu, 1.5, 1500",
    "cpu, 1e3, 1000000",
    "cpu, 100u, 1",
    "cpu, 1n, 1",
    "cpu, .5, 500",
    "memory, 0.5Gi, 536870912",
    "memory, 500M, 500000000",
    "memory, 128000m, 128",
    "memory, 1m, 1",
    "memory, 12E2, 1200",
    "memory, 1E, 1000000000000000000",
    "hugepages-2Mi, 4Mi, 4194304",
    "nvidia.com/gpu, 2, 2",
    "memory, 9223372036854775807, 9223372036854775807",
  })
  void readsEveryNotationOfQuantities(String resource, String text, long amount) {
    Pod pod =
        pod(
            """
            metadata: {name: web-1}
            spec:
              containers:
              - resources: {requests: {%s: %s}}
            """
                .formatted(resource, text));

    assertThat(pod.spec().containers().get(0).requests().toMap())
        .isEqualTo(Map.of(resource, amount));
  }

  @Test
  void readsTheWholeSpec() {
    PodSpec spec =
        pod("""
                metadata: {name: web-1, namespace: shop, labels: {app: web}}
                spec:
                  schedulerName: second
                  priorityClassName: high
                  priority: 7
                  preemptionPolicy: Never
                  terminationGracePeriodSeconds: 5
                  nodeSelector: {disk: ssd}
                  overhead: {cpu: 10m}
                  resources: {requests: {cpu: "2"}, limits: {cpu: "3"}}
                  schedulingGates: [{name: example.com/wait}]
                  initContainers:
                  - {name: setup, image: setup, resources: {limits: {cpu: 1}}}
                  - {name: proxy, image: proxy, restartPolicy: Always}
                  containers:
                  - {name: main, image: "web:1", resources: {requests: {cpu: 1, memory: 1Gi}}}
                  tolerations:
                  - {key: dedicated, value: web, effect: NoExecute, tolerationSeconds: 60}
                  - {operator: Exists}
                  volumes:
                  - {name: a, persistentVolumeClaim: {claimName: data, readOnly: true}}
                  - {name: b, ephemeral: {}}
                  - {name: c, gcePersistentDisk: {pdName: disk}}
                  - {name: d, awsElasticBlockStore: {volumeID: vol-1}}
                  - {name: e, iscsi: {iqn: iqn.2001-04.com.example, lun: 0, targetPortal: x}}
                  - {name: f, rbd: {image: img, monitors: [m2, m1]}}
                  - {name: g, emptyDir: {}}
                """)
            .spec();

    assertThat(spec.schedulerName()).isEqualTo("second");
    assertThat(spec.priorityClassName()).isEqualTo("high");
    assertThat(spec.priority()).isEqualTo(7);
    assertThat(spec.preemptionPolicy()).isEqualTo(PreemptionPolicy.NEVER);
    assertThat(spec.terminationGraceNanos()).isEqualTo(5 * SECOND);
    assertThat(spec.nodeSelector()).isEqualTo(Labels.of("disk", "ssd"));
    assertThat(spec.overhead().toMap()).isEqualTo(Map.of("cpu", 10L));
    assertThat(spec.podRequests().get("cpu")).isEqualTo(2000);
    assertThat(spec.podLimits().get("cpu")).isEqualTo(3000);
    assertThat(spec.schedulingGates()).containsExactly("example.com/wait");
    assertThat(spec.initContainers().get(0).limits().get("cpu")).isEqualTo(1000);
    assertThat(spec.initContainers().get(0).restartable()).isFalse();
    assertThat(spec.initContainers().get(1).restartable()).isTrue();
    assertThat(spec.containers().get(0).image()).isEqualTo("web:1");
    assertThat(spec.tolerations())
        .containsExactly(
            new Toleration(
                "dedicated", Toleration.Operator.EQUAL, "web", TaintEffect.NO_EXECUTE, 60L),
            new Toleration("", Toleration.Operator.EXISTS, "", null, null));
    assertThat(spec.volumes())
        .containsExactly(
            new Volume("a", Volume.Source.PERSISTENT_VOLUME_CLAIM, "data", true),
            new Volume("b", Volume.Source.EPHEMERAL, "", false),
            new Volume("c", Volume.Source.GCE_PERSISTENT_DISK, "disk", false),
            new Volume("d", Volume.Source.AWS_ELASTIC_BLOCK_STORE, "vol-1", false),
            new Volume("e", Volume.Source.ISCSI, "iqn.2001-04.com.example", false),
            new Volume("f", Volume.Source.RBD, "rbd/img", false, List.of("m2", "m1")),
            new Volume("g", Volume.Source.OTHER, "", false));
  }

  @Test
  void readsAffinityAndSpread() {
    PodSpec spec =
        pod("""
                metadata: {name: web-1}
                spec:
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms:
                        - matchExpressions: [{key: cores, operator: Gt, values: ["8"]}]
                          matchFields: [{key: metadata.name, operator: In, values: [a, b]}]
                        - {}
                      preferredDuringSchedulingIgnoredDuringExecution:
                      - {weight: 3, preference: {matchExpressions: [{key: gpu, operator: Exists}]}}
                    podAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - topologyKey: zone
                        labelSelector: {matchLabels: {app: db}}
                        namespaces: [shop]
                        matchLabelKeys: [version]
                    podAntiAffinity:
                      preferredDuringSchedulingIgnoredDuringExecution:
                      - weight: 100
                        podAffinityTerm: {topologyKey: host, namespaceSelector: {}}
                  topologySpreadConstraints:
                  - {maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
                  - maxSkew: 1
                    topologyKey: host
                    whenUnsatisfiable: DoNotSchedule
                    minDomains: 3
                    nodeTaintsPolicy: Honor
                    labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [x]}]}
                """)
            .spec();

    var required = requireNonNull(spec.nodeAffinity().required());
    assertThat(required).hasSize(2);
    assertThat(required.get(0).matchExpressions())
        .containsExactly(
            new NodeSelectorRequirement(
                "cores", NodeSelectorRequirement.Operator.GT, List.of("8")));
    assertThat(required.get(0).matchFields().get(0).values()).containsExactly("a", "b");
    assertThat(required.get(1).matchExpressions()).isEmpty();
    assertThat(spec.nodeAffinity().preferred().get(0).weight()).isEqualTo(3);
    var near = spec.podAffinity().required().get(0);
    assertThat(near.labelSelector()).isEqualTo(LabelSelector.ofLabels(Labels.of("app", "db")));
    assertThat(near.namespaces()).containsExactly("shop");
    assertThat(near.namespaceSelector()).isNull();
    assertThat(near.matchLabelKeys()).containsExactly("version");
    var far = spec.podAntiAffinity().preferred().get(0).term();
    assertThat(far.labelSelector()).isNull();
    assertThat(far.namespaceSelector()).isEqualTo(LabelSelector.EVERYTHING);
    var spread = spec.topologySpreadConstraints();
    assertThat(spread.get(0).labelSelector()).isNull();
    assertThat(spread.get(0).minDomains()).isNull();
    assertThat(spread.get(0).nodeTaintsPolicy()).isEqualTo(NodeInclusionPolicy.IGNORE);
    assertThat(spread.get(1).minDomains()).isEqualTo(3);
    assertThat(spread.get(1).nodeTaintsPolicy()).isEqualTo(NodeInclusionPolicy.HONOR);
  }

  @Test
  void takesBoundPodsAsTheyAre() {
    Pod pod =
        pod(
            """
            metadata:
              name: web-1
              creationTimestamp: "2029-12-31T23:00:00Z"
              deletionTimestamp: "2030-01-01T00:00:20Z"
              deletionGracePeriodSeconds: 30
              ownerReferences:
              - {kind: Other, name: x}
              - {kind: ReplicaSet, name: web, controller: true}
            spec: {nodeName: n1, containers: [{name: main}]}
            status:
              phase: Running
              startTime: "2029-12-31T23:59:00Z"
              nominatedNodeName: n2
              conditions:
              - {type: DisruptionTarget, status: "True", reason: PreemptionByScheduler}
            """);

    assertThat(pod.nodeName()).isEqualTo("n1");
    assertThat(pod.spec().nodeName()).isEmpty();
    assertThat(pod.phase()).isEqualTo(PodPhase.RUNNING);
    assertThat(pod.createdNanos()).isEqualTo(-3600 * SECOND);
    assertThat(pod.startedNanos()).isEqualTo(-60 * SECOND);
    assertThat(pod.deletionNanos()).isEqualTo(-10 * SECOND);
    assertThat(pod.deletionGraceNanos()).isEqualTo(30 * SECOND);
    assertThat(pod.owner()).isEqualTo(new OwnerReference("ReplicaSet", "web"));
    assertThat(pod.nominatedNodeName()).isEqualTo("n2");
    assertThat(pod.disruptionReason()).isEqualTo(Pod.PREEMPTION_BY_SCHEDULER);
  }

  @Test
  void takesABoundPodWithoutStatusAsRunning() {
    Pod pod = pod(MINIMAL + "  nodeName: n1\n");

    assertThat(pod.phase()).isEqualTo(PodPhase.RUNNING);
    assertThat(pod.startedNanos()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "containers: [{resources: {requests: {cpu: 1.5 cores}}}] | spec.containers[0].resources.requests.cpu: found '1.5 cores', expected a quantity such as 500m",
        "containers: [{resources: {requests: {cpu: [1]}}}] | spec.containers[0].resources.requests.cpu: found a list, expected a quantity such as 500m",
        "containers: [{resources: {requests: {cpu: -1}}}] | spec.containers[0].resources.requests.cpu: found '-1', expected a quantity",
        "containers: [{resources: {requests: {memory: 8Ei}}}] | spec.containers[0].resources.requests.memory: found '8Ei', expected a quantity",
        "containers: [{}, null] | spec.containers[1]: found nothing, expected a value",
        "containers: {name: main} | spec.containers: found a mapping, expected a list",
        "containers: [main] | spec.containers[0]: found 'main', expected a mapping",
        "priority: high | spec.priority: found 'high', expected a whole number",
        "priority: 99999999999 | spec.priority: found 99999999999, expected a whole number, -2147483648 to 2147483647",
        "priority: 1.5 | spec.priority: found 1.5, expected a whole number",
        "hostNetwork: 'yes' | spec.hostNetwork: found 'yes', expected true or false",
        "nodeSelector: {cores: 8} | spec.nodeSelector.cores: found 8, expected text (a number or true/false needs quotes)",
        "nodeSelector: {ssd: true} | spec.nodeSelector.ssd: found true, expected text",
        "tolerations: [{operator: Equals, key: a}] | spec.tolerations[0].operator: found 'Equals', expected one of Equal, Exists",
        "tolerations: [{value: a}] | spec.tolerations[0].operator: expected Exists, since there is no key",
        "topologySpreadConstraints: [{maxSkew: 0, topologyKey: a}] | spec.topologySpreadConstraints[0].maxSkew: found 0, expected a whole number, 1 or more",
        "volumes: [{name: a, persistentVolumeClaim: {}}] | spec.volumes[0].persistentVolumeClaim.claimName: found nothing, expected text",
        "terminationGracePeriodSeconds: -1 | spec.terminationGracePeriodSeconds: found -1, expected a number of seconds",
        "containers: [{resources: {limits: {memory: 5Ei}}}, {resources: {requests: {memory: 5Ei}}}] | spec: the containers' resources add up to more than 8Ei",
      })
  void namesTheFieldThatCannotBeUsed(String field, String message) {
    assertThatThrownBy(() -> pod("metadata: {name: web-1}\nspec:\n  " + field + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("cluster.yaml: Pod default/web-1: " + message);
  }

  @Test
  void refusesWhatHasNoNameOrNoRealTime() {
    assertThatThrownBy(() -> pod("metadata: {namespace: shop}\nspec: {}\n"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "cluster.yaml: Pod without a name: metadata.name: found nothing, expected text");
    assertThatThrownBy(() -> pod("metadata: {name: a, creationTimestamp: yesterday}\nspec: {}\n"))
        .hasMessage(
            "cluster.yaml: Pod default/a: metadata.creationTimestamp: found 'yesterday',"
                + " expected a time such as 2030-01-31T12:00:00Z");
    assertThatThrownBy(
            () -> pod("metadata: {name: a, creationTimestamp: '9999-01-01T00:00:00Z'}\nspec: {}\n"))
        .hasMessageContaining("expected a time less than 292 years from 2030-01-01T00:00:00Z");
  }

  @Test
  void refusesWhatIsTooDeep() {
    String deep = "{a: ".repeat(80) + "1" + "}".repeat(80);

    assertThatThrownBy(() -> pod("metadata: {name: a}\nspec: " + deep))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("cluster.yaml: Pod default/a: the object: more than 64 levels");
  }

  @Test
  void warnsOnceOfEachFieldWithoutEffect() {
    String yaml =
        """
        metadata: {name: %s, uid: u, resourceVersion: "1", managedFields: [{a: b}]}
        spec:
          nodeSelektor: {a: b}
          resourceClaims: [{name: gpu}]
          runtimeClassName: kata
          containers:
          - {name: main, env: [{name: A, value: b}], resources: {claims: [{name: gpu}]}}
          - {name: more, resources: {claims: [{name: gpu}]}, livenessProbe: {}, colour: red}
        status: {containerStatuses: [{name: main}], qosClass: Burstable}
        """;
    pod(yaml.formatted("a"));
    pod(yaml.formatted("b"));

    String pod = "cluster.yaml: Pod default/a: ";
    assertThat(trees.warnings)
        .containsExactlyInAnyOrder(
            pod + "spec.nodeSelektor: unknown field, has no effect; did you mean 'nodeSelector'?",
            pod + "spec.containers[1].colour: unknown field, has no effect",
            pod
                + "spec.resourceClaims: has no effect: dynamic resource allocation is not simulated",
            pod
                + "spec.containers[0].resources.claims: has no effect: dynamic resource allocation"
                + " is not simulated",
            pod
                + "spec.runtimeClassName: has no effect: the overhead of runtime classes counts"
                + " only where spec.overhead states it");
  }

  @Test
  void annotationsSayWhatContainersDo() {
    Pod pod =
        pod(
            """
            metadata: {name: a, annotations: {towtank.io/duration: 90s, other: [1]}}
            spec: {restartPolicy: OnFailure, activeDeadlineSeconds: 60, containers: [{name: main}]}
            """);

    assertThat(pod.durationNanos()).isEqualTo(90_000_000_000L);
    assertThat(pod.behavior().isPlain()).isTrue();
    assertThat(pod.spec().restartPolicy()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(pod.spec().activeDeadlineNanos()).isEqualTo(60_000_000_000L);
  }
}
