package io.towtank.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {
  private static final String WEB = "ReplicaSet";

  @TempDir private Path directory;
  private final List<String> documents = new ArrayList<>();

  private void node(String name, int cpus) {
    documents.add(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: %s, labels: {kubernetes.io/hostname: %s}}
        status: {allocatable: {cpu: %d, memory: 8Gi, pods: "10"}}
        """
            .formatted(name, name, cpus));
  }

  private void pod(String name, String node, String controller, int cpus, String... spec) {
    documents.add(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          labels: {app: %s}
          ownerReferences: [{kind: %s, name: owner, uid: u, controller: true}]
        spec:
          nodeName: '%s'
          containers: [{name: main, resources: {requests: {cpu: %d}}}]
        """
                .formatted(name, name, controller, node, cpus)
            + String.join("\n", spec).indent(2));
  }

  private RemovalOutcome without(String... nodes) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), String.join("---\n", documents));
    ClusterState state =
        ClusterState.ofSnapshot(
            ScenarioLoader.loadSnapshot(file.toString(), List.of()),
            new RunOptions(null, null, false, false));
    WhatIf whatIf = new WhatIf(state, false);
    return whatIf.trials().of(whatIf.targets().together(List.of(nodes)));
  }

  private static List<String> moves(List<EvictedPod> pods) {
    return pods.stream().map(pod -> pod.pod() + " -> " + pod.to()).toList();
  }

  @Test
  void podsOfHigherPriorityAreTriedFirst() throws IOException {
    node("a", 4);
    node("b", 2);
    pod("older", "a", WEB, 2, "priority: 5");
    pod("higher", "a", WEB, 2, "priority: 7", "preemptionPolicy: Never");

    RemovalOutcome outcome = without("a");

    assertThat(moves(outcome.evicted()))
        .containsExactlyInAnyOrder("default/higher -> b", "default/older -> null");
    assertThat(outcome.preempted()).isEmpty();
    assertThat(outcome.safe()).isFalse();
  }

  @Test
  void aVictimOfPreemptionIsMadeAnewAndMayStayPending() throws IOException {
    node("a", 2);
    node("b", 2);
    node("c", 1);
    pod("important", "a", WEB, 2, "priority: 7");
    pod("small", "b", "Job", 1);
    pod("large", "b", "DaemonSet", 1, "nodeSelector: {kubernetes.io/hostname: b}");
    documents.add(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: small}
        spec: {selector: {matchLabels: {app: small}}}
        status: {disruptionsAllowed: 0}
        """);

    RemovalOutcome outcome = without("a");

    assertThat(moves(outcome.evicted())).containsExactly("default/important -> b");
    assertThat(moves(outcome.preempted()))
        .containsExactlyInAnyOrder("default/small -> c", "default/large -> null");
    assertThat(outcome.preempted()).allMatch(pod -> "default/important".equals(pod.preemptedBy()));
    assertThat(outcome.budgets()).containsExactly(new BudgetUse("default/small", 0, 0, 1, true));
  }

  @Test
  void aPodThatMustBeNearAnotherEvictedOneWaitsForIt() throws IOException {
    node("a", 4);
    node("b", 4);
    pod("follower", "a", WEB, 1, "priority: 9", near("leader"));
    pod("leader", "a", WEB, 1);

    RemovalOutcome outcome = without("a");

    assertThat(moves(outcome.evicted()))
        .containsExactly("default/follower -> b", "default/leader -> b");
    assertThat(outcome.safe()).isTrue();
  }

  private static String near(String app) {
    return """
    affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
        {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: %s}}}]}}"""
        .formatted(app);
  }

  @Test
  void aVolumeOfTheRemovedNodeKeepsItsPodPending() throws IOException {
    node("a", 4);
    node("b", 4);
    pod(
        "db-0",
        "a",
        "StatefulSet",
        1,
        "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]");
    documents.add(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, annotations: {pv.kubernetes.io/bind-completed: 'yes'}}
        spec: {volumeName: disk, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        status: {phase: Bound}
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: disk}
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteOnce]
          claimRef: {namespace: default, name: data}
          nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [
              {key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}
        status: {phase: Bound}
        """);

    RemovalOutcome outcome = without("a");

    assertThat(outcome.evicted().get(0).message())
        .startsWith(
            "0/1 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity.");
  }

  @Test
  void podsThatAreEndingCountForNothing() throws IOException {
    node("a", 4);
    node("b", 4);
    pod("ending", "a", WEB, 1);
    documents.set(
        2,
        documents
            .get(2)
            .replace(
                "  name: ending",
                "  name: ending\n  deletionTimestamp: '2030-01-01T00:00:30Z'\n"
                    + "  deletionGracePeriodSeconds: 30"));
    documents.add(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: all}
        spec: {selector: {}}
        status: {disruptionsAllowed: 0}
        """);

    RemovalOutcome outcome = without("a");

    assertThat(outcome.ending()).containsExactly("default/ending");
    assertThat(outcome.evicted()).isEmpty();
    assertThat(outcome.budgets()).isEmpty();
    assertThat(outcome.safe()).isTrue();
  }

  @Test
  void allNodesCanBeRemoved() throws IOException {
    node("a", 4);
    pod("web", "a", WEB, 1);

    RemovalOutcome outcome = without("a");

    assertThat(outcome.nodesLeft()).isZero();
    assertThat(outcome.evicted().get(0).message()).isEqualTo("no nodes available to schedule pods");
  }
}
