package io.towtank.scenarios.whatif;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small crowded cluster made at random, written as a snapshot. */
public final class RandomCluster {
  private static final int NODES = 8;
  private static final int PODS = 40;
  private static final int APPS = 6;
  private static final List<String> PLACEMENTS =
      List.of(
          "",
          "",
          "nodeSelector: {disk: ssd}",
          "tolerations: [{key: team, operator: Exists}]",
          """
          topologySpreadConstraints: [{maxSkew: 2, topologyKey: topology.kubernetes.io/zone,
              whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: APP}}}]""",
          """
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname,
              whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: APP}}}]""",
          """
          affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
              {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: APP}}}]}}""",
          """
          affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
              {topologyKey: topology.kubernetes.io/zone,
               labelSelector: {matchLabels: {app: APP}}}]}}""");

  private record Node(String name, int cpuMillis, String text) {}

  private record Pod(String name, String node, int priority, String metadata, String spec) {}

  private final RandomStream random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /**
   * A cluster.
   *
   * @param preempts whether pods of higher priority may oust others
   */
  public RandomCluster(long seed, boolean preempts) {
    random = new RandomStreams(seed).stream("test", "cluster");
    for (int i = 0; i < NODES; i++) {
      nodes.add(node("n" + i, i));
    }
    List<String> apps = new ArrayList<>();
    for (int app = 0; app < APPS; app++) {
      apps.add(app(app, preempts));
    }
    int[] free = nodes.stream().mapToInt(Node::cpuMillis).toArray();
    for (int i = 0; i < PODS; i++) {
      int app = random.nextInt(APPS);
      int node = random.nextInt(NODES);
      int millis = 200 * (1 + app);
      if (free[node] >= millis) {
        free[node] -= millis;
        pods.add(pod(i, app, "n" + node, apps.get(app)));
      }
    }
    others.add(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: budget}
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: a0}}}
        status: {disruptionsAllowed: 1}
        """);
    others.add(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: a1}
        spec: {selector: {app: a1}}
        """);
  }

  private Node node(String name, int i) {
    int cpu = 1500 + 500 * random.nextInt(4);
    String taints = random.nextInt(6) == 0 ? "{taints: [{key: team, effect: NoSchedule}]}" : "{}";
    int image = random.nextInt(APPS);
    String disk = random.nextInt(2) == 0 ? ", disk: ssd" : "";
    return new Node(
        name,
        cpu,
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: NAME
          labels: {kubernetes.io/hostname: NAME, topology.kubernetes.io/zone: ZONE DISK}
        spec: TAINTS
        status:
          allocatable: {cpu: CPUm, memory: 8Gi, pods: "20"}
          images: [{names: ["example/IMAGE:1"], sizeBytes: SIZE}]
        """
            .replace("NAME", name)
            .replace("ZONE DISK", "z" + i % 3 + disk)
            .replace("TAINTS", taints)
            .replace("CPU", Integer.toString(cpu))
            .replace("IMAGE", "a" + image)
            .replace("SIZE", Integer.toString(100_000_000 * (1 + image))));
  }

  private String app(int app, boolean preempts) {
    String placement = PLACEMENTS.get(random.nextInt(PLACEMENTS.size())).replace("APP", "a" + app);
    String port = random.nextInt(5) == 0 ? "ports: [{containerPort: 80, hostPort: 8080}]," : "";
    int priority = 10 * random.nextInt(3);
    return "priority: "
        + priority
        + "\n"
        + (preempts ? "" : "preemptionPolicy: Never\n")
        + "containers: [{name: main, image: 'example/a"
        + app
        + ":1', "
        + port
        + "resources: {requests: {cpu: "
        + 200 * (1 + app)
        + "m, memory: 256Mi}}}]\n"
        + placement;
  }

  private Pod pod(int i, int app, String node, String spec) {
    String time = String.format(Locale.ROOT, "2030-01-01T10:%02d:00Z", i);
    String metadata =
        "{name: p%d, creationTimestamp: '%s', labels: {app: a%d}, ownerReferences: [{kind: ReplicaSet, name: a%d, uid: a%d, controller: true}]}"
            .formatted(i, time, app, app, app);
    String volume =
        app == 2 && random.nextInt(2) == 0
            ? "\nvolumes: [{name: data, persistentVolumeClaim: {claimName: c" + i + "}}]"
            : "";
    if (!volume.isEmpty()) {
      others.add(volume(i, node));
    }
    return new Pod("p" + i, node, 0, metadata, spec + volume);
  }

  /** A volume that can be had on its node only. */
  private static String volume(int i, String node) {
    return """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: cI, annotations: {pv.kubernetes.io/bind-completed: 'yes'}}
    spec: {volumeName: vI, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    status: {phase: Bound}
    ---
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: vI}
    spec:
      capacity: {storage: 1Gi}
      accessModes: [ReadWriteOnce]
      claimRef: {namespace: default, name: cI}
      nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [
          {key: kubernetes.io/hostname, operator: In, values: [NODE]}]}]}}
    status: {phase: Bound}
    """
        .replace("cI", "c" + i)
        .replace("vI", "v" + i)
        .replace("NODE", node);
  }

  public List<String> nodeNames() {
    return nodes.stream().map(Node::name).toList();
  }

  /** Writes the cluster; pods of nodes that are left out are pending. */
  public Path write(Path file, List<String> without) throws IOException {
    List<String> documents = new ArrayList<>();
    for (Node node : nodes) {
      if (!without.contains(node.name())) {
        documents.add(node.text());
      }
    }
    documents.addAll(others);
    for (Pod pod : pods) {
      boolean isBound = !without.contains(pod.node());
      String spec = pod.spec() + (isBound ? "\nnodeName: " + pod.node() : "");
      documents.add(
          "apiVersion: v1\nkind: Pod\nmetadata: "
              + pod.metadata()
              + "\nspec:\n"
              + spec.indent(2)
              + "status: "
              + (isBound
                  ? "{phase: Running, startTime: '2030-01-01T11:00:00Z'}"
                  : "{phase: Pending}")
              + "\n");
    }
    return Files.writeString(file, String.join("---\n", documents));
  }
}
