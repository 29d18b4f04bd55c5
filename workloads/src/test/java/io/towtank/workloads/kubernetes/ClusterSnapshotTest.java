package io.towtank.workloads.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.ApiObject;
import io.towtank.model.Pod;
import io.towtank.text.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSnapshotTest {
  private static final long SECOND = 1_000_000_000L;

  /** As {@code kubectl get nodes,pods,deployments -A -o yaml} prints it: items before kind. */
  private static final String YAML_LIST =
      """
      apiVersion: v1
      items:
      - apiVersion: v1
        kind: Node
        metadata: {name: n1, creationTimestamp: "2030-01-01T00:00:00Z"}
        status:
          allocatable: {cpu: "4", memory: 8Gi, pods: "110"}
          conditions:
          - {type: Ready, status: "True", lastTransitionTime: "2030-01-01T00:01:00Z", lastHeartbeatTime: "2030-01-01T12:00:00Z"}
      - apiVersion: v1
        kind: Pod
        metadata: {name: web-1, namespace: shop, creationTimestamp: "2030-01-01T10:00:00Z"}
        spec: {nodeName: n1, containers: [{name: main, resources: {requests: {cpu: 0.5}}}]}
        status: {phase: Running, startTime: "2030-01-01T11:00:00Z"}
      - apiVersion: v1
        kind: Pod
        metadata: {name: web-2, namespace: shop}
        spec: {nodeName: n1, containers: [{name: main}]}
      - apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
      kind: List
      metadata:
        resourceVersion: ""
      """;

  @TempDir private Path directory;

  private ClusterSnapshot read(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return ClusterSnapshot.read(file);
  }

  private static List<String> keys(List<? extends ApiObject<?>> objects) {
    return objects.stream().map(ApiObject::key).toList();
  }

  @Test
  void readsWhatKubectlPrints() throws IOException {
    ClusterSnapshot snapshot = read("cluster.yaml", YAML_LIST);

    assertThat(keys(snapshot.nodes())).containsExactly("n1");
    assertThat(keys(snapshot.pods())).containsExactly("shop/web-1", "shop/web-2");
    assertThat(snapshot.pods().get(0).spec().effectiveRequests().get("cpu")).isEqualTo(500);
    assertThat(snapshot.objectsUsed()).isEqualTo(3);
    assertThat(snapshot.skippedByKind()).isEqualTo(Map.of("Deployment (apps/v1)", 1L));
    assertThat(snapshot.warnings())
        .containsExactly(
            "cluster.yaml: objects of kind Deployment (apps/v1) are not simulated and have no effect: 1");
  }

  @Test
  void beginsAtTheNewestTimeFound() throws IOException {
    ClusterSnapshot snapshot = read("cluster.yaml", YAML_LIST);

    assertThat(snapshot.timeZero()).isEqualTo(Instant.parse("2030-01-01T12:00:00Z"));
    assertThat(snapshot.pods().get(0).createdNanos()).isEqualTo(-7200 * SECOND);
    assertThat(snapshot.pods().get(0).startedNanos()).isEqualTo(-3600 * SECOND);
    assertThat(snapshot.pods().get(1).createdNanos()).isEqualTo(Pod.NEVER);
    assertThat(snapshot.pods().get(1).startedNanos()).isZero();
    assertThat(snapshot.nodes().get(0).conditions().get(0).lastTransitionNanos())
        .isEqualTo(-(11 * 3600 + 59 * 60) * SECOND);
  }

  @Test
  void readsDocumentsThatFollowEachOther() throws IOException {
    ClusterSnapshot snapshot =
        read(
            "cluster.yaml",
            """
            ---
            kind: Node
            metadata: {name: n1}
            ---
            # nothing here
            ---
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata: {name: other}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}}
            """);

    assertThat(keys(snapshot.nodes())).containsExactly("n1");
    assertThat(keys(snapshot.services())).containsExactly("default/web");
    assertThat(snapshot.skippedByKind().keySet())
        .containsExactly("Service (serving.knative.dev/v1)");
    assertThat(snapshot.timeZero()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void readsJsonListsWhoseItemsDoNotSayWhatTheyAre() throws IOException {
    ClusterSnapshot kindFirst =
        read(
            "cluster.json",
            """
            {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {"name": "a"}, "spec": {}}]}
            {"kind": "NodeList", "apiVersion": "v1", "items": [{"metadata": {"name": "n"}}]}
            """);
    ClusterSnapshot kindLast =
        read(
            "cluster.json",
            "{\"items\": [{\"metadata\": {\"name\": \"n\"}}], \"kind\": \"NodeList\"}");

    assertThat(keys(kindFirst.pods())).containsExactly("default/a");
    assertThat(keys(kindFirst.nodes())).containsExactly("n");
    assertThat(keys(kindLast.nodes())).containsExactly("n");
  }

  @Test
  void readsCompressedFiles() throws IOException {
    Path file = directory.resolve("cluster.yaml.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(YAML_LIST.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(ClusterSnapshot.read(file).objectsUsed()).isEqualTo(3);
  }

  @Test
  void readsEveryKindOfObject() throws IOException {
    ClusterSnapshot snapshot =
        read(
            "cluster.yaml",
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {team: a}}
            ---
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: high}
            value: 10
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: web}
            spec: {selector: {matchLabels: {app: web}}, template: {}}
            ---
            apiVersion: v1
            kind: ReplicationController
            metadata: {name: old}
            spec: {template: {metadata: {labels: {app: old}}}}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec: {selector: {matchLabels: {app: db}}, serviceName: db}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec: {minAvailable: 50%, selector: {}}
            status: {disruptionsAllowed: 2, disruptedPods: {web-1: "2030-01-01T00:00:00Z"}}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: pv, labels: {topology.kubernetes.io/zone: a}}
            spec:
              capacity: {storage: 5Gi}
              accessModes: [ReadWriteOnce]
              storageClassName: fast
              csi: {driver: csi.example.com, volumeHandle: h}
              claimRef: {namespace: shop, name: data, uid: u}
              nodeAffinity:
                required:
                  nodeSelectorTerms:
                  - matchExpressions: [{key: zone, operator: In, values: [a]}]
            status: {phase: Bound}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: data
              namespace: shop
              uid: u
              annotations: {pv.kubernetes.io/bind-completed: "yes", volume.kubernetes.io/selected-node: n1}
            spec:
              accessModes: [ReadWriteOncePod]
              volumeName: pv
              resources: {requests: {storage: 1500M}}
            ---
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: fast}
            provisioner: csi.example.com
            volumeBindingMode: WaitForFirstConsumer
            allowedTopologies:
            - matchLabelExpressions: [{key: zone, values: [a, b]}]
            ---
            apiVersion: storage.k8s.io/v1
            kind: CSINode
            metadata: {name: n1}
            spec:
              drivers:
              - {name: csi.example.com, nodeID: n1, allocatable: {count: 20}}
              - {name: other, nodeID: n1}
            """);

    assertThat(snapshot.namespaces().get(0).labels().get("team")).isEqualTo("a");
    assertThat(snapshot.priorityClasses().get(0).value()).isEqualTo(10);
    assertThat(snapshot.replicaSets().get(0).selector().matchLabels().get("app")).isEqualTo("web");
    assertThat(snapshot.replicationControllers().get(0).selector().matchLabels().get("app"))
        .isEqualTo("old");
    assertThat(snapshot.statefulSets().get(0).selector().matchLabels().get("app")).isEqualTo("db");
    assertThat(snapshot.podDisruptionBudgets().get(0).disruptionsAllowed()).isEqualTo(2);
    assertThat(snapshot.podDisruptionBudgets().get(0).disruptedPods()).containsExactly("web-1");
    var volume = snapshot.persistentVolumes().get(0);
    assertThat(volume.capacityBytes()).isEqualTo(5L << 30);
    assertThat(volume.claim()).isEqualTo("shop/data");
    assertThat(volume.nodeAffinity()).hasSize(1);
    assertThat(volume.csiDriver()).isEqualTo("csi.example.com");
    var claim = snapshot.persistentVolumeClaims().get(0);
    assertThat(claim.requestBytes()).isEqualTo(1_500_000_000);
    assertThat(claim.storageClassName()).isNull();
    assertThat(claim.bindCompleted()).isTrue();
    assertThat(claim.selectedNode()).isEqualTo("n1");
    assertThat(snapshot.storageClasses().get(0).waitForFirstConsumer()).isTrue();
    assertThat(snapshot.storageClasses().get(0).allowedTopologies()).hasSize(1);
    assertThat(snapshot.csiNodes().get(0).drivers().get(0).volumesMax()).isEqualTo(20);
    assertThat(snapshot.csiNodes().get(0).drivers().get(1).volumesMax()).isNull();
    assertThat(snapshot.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | :1: found a plain value, expected Kubernetes objects",
        "- a | :1: found a list, expected Kubernetes objects",
        "# nothing | : found no Kubernetes object in it",
        "a: b | : found an object without kind after 0 others",
        "kind: Pod\\na: [b | :2: no valid YAML: ",
        "kind: Pod\\nkind: Node | :2: the field 'kind' stands twice",
        "kind: Pod\\na: &x b | :2: found an anchor (&name) or alias (*name); write the value out",
        "kind: Pod\\na: !!str b | :2: found the tag",
        "items: [a]\\nkind: List | :1: found an item that is no mapping",
        "items: [{kind: List, items: [{}]}]\\nkind: List | : found a list of 1 objects inside a list",
        "kind: List\\nitems: 5 | : List: items: found '5', expected a list",
        "kind: PodList\\nitems: | : found no Kubernetes object in it",
        "kind: Pod\\nspec: {[a]: b} | :2: found a list or mapping as a field's name",
        "{\"kind\": \"Pod\", | :1: no valid JSON: ",
        "{\"kind\": \"Pod\", \"kind\": \"Pod\"} | :1: no valid JSON: Duplicate",
        "kind: Node\\nmetadata: {name: a}\\n---\\nkind: Node\\nmetadata: {name: a} | : Node a stands in it twice",
      })
  void saysWhatIsWrongWithAFile(String text, String message) {
    assertThatThrownBy(() -> read("cluster.yaml", text.replace("\\n", "\n")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(directory.resolve("cluster.yaml") + message);
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> read("a.yaml", "kind: Pod\na: " + "[".repeat(10_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.yaml:2: found an object of more than 64 levels");
    assertThatThrownBy(() -> read("a.json", "{\"a\": " + "[".repeat(10_000)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = directory.resolve("latin1.yaml");
    Files.write(file, "kind: Pod # caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ClusterSnapshot.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": found bytes that are not UTF-8, expected text");
  }

  @Test
  void refusesAFileThatIsNotThereOrEmpty() throws IOException {
    assertThatThrownBy(() -> ClusterSnapshot.read(directory.resolve("none.yaml")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> read("empty.yaml", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the file is empty; expected Kubernetes objects");
  }
}
