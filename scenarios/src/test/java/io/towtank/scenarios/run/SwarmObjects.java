package io.towtank.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is declared in a random scenario: all pods together ask for less than half of what the nodes
 * without taints have, and each for a quarter of a node at most, so that there is always room when
 * all nodes are back.
 *
 * @param text of the manifests
 * @param deployments names of deployments, with their manifests
 * @param statefulSets names of stateful sets
 */
record SwarmObjects(
    String text,
    List<Declared> deployments,
    List<Declared> statefulSets,
    List<Declared> daemonSets,
    int leftMillis) {
  /** An object and the manifest that declares it; its image is {@code app:1}. */
  record Declared(String name, int replicas, String manifest) {}

  private static final class Builder {
    private final SwarmDraw draw;
    private final SwarmCluster cluster;
    private final StringBuilder text = new StringBuilder();
    private final List<Declared> deployments = new ArrayList<>();
    private final List<Declared> statefulSets = new ArrayList<>();
    private final List<Declared> daemonSets = new ArrayList<>();
    private int leftMillis;

    Builder(SwarmDraw draw, SwarmCluster cluster) {
      this.draw = draw;
      this.cluster = cluster;
      leftMillis = cluster.freeCores() * 400;
    }

    private int cpu() {
      return Math.min(draw.between(1, 20) * 50, cluster.leastCores() * 1000 / 4);
    }

    /** Replicas that there is room for, and half as many more in the course of updates. */
    private int replicas(int cpu, int most) {
      int replicas = Math.min(draw.between(0, most), leftMillis * 2 / (3 * cpu));
      leftMillis -= replicas * cpu * 3 / 2;
      return replicas;
    }

    private void put(String manifest) {
      text.append("---\n").append(manifest);
    }

    private String head(String group, String kind, String name) {
      return "apiVersion: " + group + "\nkind: " + kind + "\nmetadata: {name: " + name + "}\n";
    }

    private String limit() {
      return draw.chance(0.5) ? "" + draw.between(1, 3) : draw.between(10, 50) + "%";
    }

    private String template(String app, int cpu, boolean ends) {
      List<String> notes = new ArrayList<>();
      String spec = ends ? "restartPolicy: " + draw.any("Never", "OnFailure") : "";
      if (ends) {
        notes.add("towtank.io/duration: " + draw.between(1, 300) + "s");
        if (draw.chance(0.3)) {
          notes.add("towtank.io/failing-runs: \"" + draw.between(1, 2) + "\"");
          notes.add("towtank.io/exit-code: \"" + draw.between(1, 3) + "\"");
        }
      } else {
        if (draw.chance(0.4)) {
          notes.add("towtank.io/startup: " + draw.between(1, 20) + "s");
        }
        if (draw.chance(0.4)) {
          notes.add("towtank.io/readiness: " + draw.between(1, 20) + "s");
        }
      }
      StringBuilder lines = new StringBuilder();
      lines.append("    metadata:\n      labels: {app: ").append(app).append("}\n");
      lines.append("      annotations: {").append(String.join(", ", notes)).append("}\n");
      lines.append("    spec:\n");
      if (!spec.isEmpty()) {
        lines.append("      ").append(spec).append('\n');
      }
      lines.append(
          "      terminationGracePeriodSeconds: " + draw.any("1", "10", "30", "60") + "\n");
      placement(app, lines);
      if (draw.chance(0.2)) {
        lines.append("      initContainers:\n        - {name: init, image: init,");
        lines.append(" resources: {requests: {cpu: 10m, memory: 10Mi}}");
        lines.append(draw.chance(0.5) ? ", restartPolicy: Always}\n" : "}\n");
      }
      lines.append(
          String.format(
              Locale.ROOT,
              "      containers:%n        - {name: main, image: \"app:1\", resources: {requests:"
                  + " {cpu: %dm, memory: %dMi}}%s}%n",
              cpu,
              cpu,
              probes()));
      return lines.toString();
    }

    private String probes() {
      StringBuilder probes = new StringBuilder();
      for (String kind : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        if (draw.chance(0.2)) {
          String threshold = kind.equals("readinessProbe") ? "3" : "30";
          probes.append(
              String.format(
                  Locale.ROOT,
                  ", %s: {periodSeconds: %d, failureThreshold: %s}",
                  kind,
                  draw.between(1, 10),
                  threshold));
        }
      }
      return probes.toString();
    }

    private void placement(String app, StringBuilder lines) {
      if (draw.chance(0.3)) {
        lines.append("      tolerations:\n");
        lines.append("        - {key: node.kubernetes.io/unreachable, operator: Exists,");
        lines.append(" effect: NoExecute, tolerationSeconds: ");
        lines.append(draw.between(0, 120)).append("}\n");
        if (cluster.hasTaints()) {
          lines.append("        - {key: dedicated, operator: Exists}\n");
        }
      }
      if (draw.chance(0.3)) {
        String key = draw.any("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        lines.append("      topologySpreadConstraints:\n");
        lines.append("        - {maxSkew: 1, topologyKey: ").append(key);
        lines.append(", whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: ");
        lines.append(app).append("}}}\n");
      }
      if (draw.chance(0.2)) {
        lines.append("      affinity: {podAntiAffinity:");
        lines.append(" {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 10,");
        lines.append(" podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector:");
        lines.append(" {matchLabels: {app: ").append(app).append("}}}}]}}\n");
      }
      if (draw.chance(0.2)) {
        lines.append("      priorityClassName: ").append(draw.any("high", "low")).append('\n');
      }
    }

    private void deployment(String name) {
      int cpu = cpu();
      int replicas = replicas(cpu, 12);
      StringBuilder lines = new StringBuilder(head("apps/v1", "Deployment", name));
      lines.append("spec:\n  replicas: ").append(replicas).append('\n');
      lines.append("  selector: {matchLabels: {app: ").append(name).append("}}\n");
      if (draw.chance(0.2)) {
        lines.append("  strategy: {type: Recreate}\n");
      } else if (draw.chance(0.7)) {
        boolean surges = draw.chance(0.7);
        String surge = surges ? limit() : "0";
        String unavailable = surges && draw.chance(0.4) ? "0" : limit();
        lines.append("  strategy: {rollingUpdate: {maxSurge: ").append(surge);
        lines.append(", maxUnavailable: ").append(unavailable).append("}}\n");
      }
      if (draw.chance(0.3)) {
        lines.append("  minReadySeconds: ").append(draw.between(1, 20)).append('\n');
      }
      if (draw.chance(0.3)) {
        lines.append("  progressDeadlineSeconds: ").append(draw.between(60, 300)).append('\n');
      }
      if (draw.chance(0.3)) {
        lines.append("  revisionHistoryLimit: ").append(draw.between(1, 3)).append('\n');
      }
      lines.append("  template:\n").append(template(name, cpu, false));
      put(lines.toString());
      deployments.add(new Declared(name, replicas, lines.toString()));
      budget(name, 0.5);
      service(name);
    }

    private void statefulSet(String name) {
      int cpu = cpu();
      int replicas = replicas(cpu, 5);
      StringBuilder lines = new StringBuilder(head("apps/v1", "StatefulSet", name));
      lines.append("spec:\n  replicas: ").append(replicas).append('\n');
      lines.append("  serviceName: ").append(name).append('\n');
      lines.append("  selector: {matchLabels: {app: ").append(name).append("}}\n");
      lines.append("  podManagementPolicy: ").append(draw.any("OrderedReady", "Parallel"));
      lines.append('\n');
      if (draw.chance(0.3)) {
        lines.append("  minReadySeconds: ").append(draw.between(1, 20)).append('\n');
      }
      lines.append("  template:\n").append(template(name, cpu, false));
      put(lines.toString());
      statefulSets.add(new Declared(name, replicas, lines.toString()));
      budget(name, 0.5);
      service(name);
    }

    private void replicaSet(String name, boolean isController) {
      int cpu = cpu();
      StringBuilder lines =
          new StringBuilder(
              isController
                  ? head("v1", "ReplicationController", name)
                  : head("apps/v1", "ReplicaSet", name));
      lines.append("spec:\n  replicas: ").append(replicas(cpu, 6)).append('\n');
      lines.append(
          isController
              ? "  selector: {app: " + name + "}\n"
              : "  selector: {matchLabels: {app: " + name + "}}\n");
      lines.append("  template:\n").append(template(name, cpu, false));
      put(lines.toString());
      budget(name, 0.3);
    }

    private void daemonSet(String name) {
      leftMillis -= cluster.freeNodes() * 50;
      StringBuilder lines = new StringBuilder(head("apps/v1", "DaemonSet", name));
      lines.append("spec:\n  selector: {matchLabels: {app: ").append(name).append("}}\n");
      if (draw.chance(0.3)) {
        lines.append("  updateStrategy: {rollingUpdate: {maxSurge: ").append(limit());
        lines.append(", maxUnavailable: 0}}\n");
      } else if (draw.chance(0.5)) {
        lines.append("  updateStrategy: {rollingUpdate: {maxUnavailable: ").append(limit());
        lines.append("}}\n");
      }
      lines.append("  template:\n").append(template(name, 25, false));
      put(lines.toString());
      daemonSets.add(new Declared(name, 0, lines.toString()));
    }

    private String jobSpec(String app) {
      int cpu = cpu();
      int parallelism = replicas(cpu, 4);
      StringBuilder lines = new StringBuilder();
      lines.append("  parallelism: ").append(Math.max(1, parallelism)).append('\n');
      boolean isIndexed = draw.chance(0.3);
      if (isIndexed || draw.chance(0.7)) {
        lines.append("  completions: ").append(draw.between(1, 6)).append('\n');
      }
      if (isIndexed) {
        lines.append("  completionMode: Indexed\n");
        if (draw.chance(0.4)) {
          lines.append("  backoffLimitPerIndex: ").append(draw.between(0, 3)).append('\n');
        }
      }
      if (draw.chance(0.3)) {
        lines.append("  backoffLimit: ").append(draw.between(0, 6)).append('\n');
      }
      if (draw.chance(0.2)) {
        lines.append("  activeDeadlineSeconds: ").append(draw.between(30, 900)).append('\n');
      }
      if (draw.chance(0.3)) {
        lines.append("  ttlSecondsAfterFinished: ").append(draw.between(0, 300)).append('\n');
      }
      lines.append("  template:\n");
      String template = template(app, cpu, true);
      if (template.contains("restartPolicy: Never\n") && draw.chance(0.3)) {
        // Pods that fail for ever, and none of which counts, would be made anew for ever.
        String disrupted = "onPodConditions: [{type: DisruptionTarget}]";
        lines.insert(
            0,
            "  podFailurePolicy: {rules: [{action: "
                + draw.any(
                    "Ignore, " + disrupted,
                    "Count, " + disrupted,
                    "FailJob, onExitCodes: {operator: In, values: [3]}")
                + "}]}\n");
      }
      return lines.append(template).toString();
    }

    private void job(String name) {
      put(head("batch/v1", "Job", name) + "spec:\n" + jobSpec(name));
    }

    private void cronJob(String name) {
      StringBuilder lines = new StringBuilder(head("batch/v1", "CronJob", name));
      lines.append("spec:\n  schedule: \"*/").append(draw.between(3, 20)).append(" * * * *\"\n");
      lines.append("  concurrencyPolicy: ").append(draw.any("Allow", "Forbid", "Replace"));
      lines.append('\n');
      if (draw.chance(0.3)) {
        lines.append("  startingDeadlineSeconds: ").append(draw.between(10, 300)).append('\n');
      }
      lines.append("  jobTemplate:\n    spec:\n");
      lines.append(jobSpec(name).indent(4));
      put(lines.toString());
    }

    private void pod(String name) {
      int cpu = cpu();
      leftMillis -= cpu;
      if (leftMillis < 0) {
        cpu = 10;
      }
      String body = template(name, cpu, draw.chance(0.6)).replace("\n    ", "\n");
      put(
          "apiVersion: v1\nkind: Pod\n"
              + body.strip().replaceFirst("metadata:\n", "metadata:\n  name: " + name + "\n")
              + "\n");
    }

    private void budget(String name, double probability) {
      if (draw.chance(probability)) {
        put(
            head("policy/v1", "PodDisruptionBudget", name)
                + "spec: {selector: {matchLabels: {app: "
                + name
                + "}}, "
                + draw.any("minAvailable", "maxUnavailable")
                + ": "
                + limit()
                + (draw.chance(0.3) ? ", unhealthyPodEvictionPolicy: AlwaysAllow" : "")
                + "}\n");
      }
    }

    private void service(String name) {
      if (draw.chance(0.3)) {
        put(head("v1", "Service", name) + "spec: {selector: {app: " + name + "}}\n");
      }
    }

    private void priorities() {
      for (String name : List.of("high", "low")) {
        put(
            head("scheduling.k8s.io/v1", "PriorityClass", name)
                + "value: "
                + (name.equals("high") ? 1000 : 10)
                + "\n");
      }
    }

    private void quota() {
      if (draw.chance(0.2)) {
        put(
            head("v1", "ResourceQuota", "all")
                + "spec: {hard: {requests.cpu: \""
                + cluster.freeCores()
                + "\", pods: \""
                + (100 + 10 * cluster.names().size())
                + "\"}}\n");
      }
    }
  }

  static SwarmObjects of(SwarmDraw draw, SwarmCluster cluster) {
    Builder builder = new Builder(draw, cluster);
    builder.priorities();
    builder.quota();
    for (int i = draw.chance(0.3) ? 1 : 0; i > 0; i--) {
      builder.daemonSet("log" + i);
    }
    for (int i = draw.between(0, 3); i > 0; i--) {
      builder.deployment("web" + i);
    }
    for (int i = draw.chance(0.5) ? draw.between(1, 2) : 0; i > 0; i--) {
      builder.statefulSet("db" + i);
    }
    for (int i = draw.chance(0.3) ? draw.between(1, 2) : 0; i > 0; i--) {
      builder.replicaSet("set" + i, draw.chance(0.5));
    }
    for (int i = draw.chance(0.4) ? draw.between(1, 3) : 0; i > 0; i--) {
      builder.job("job" + i);
    }
    for (int i = draw.chance(0.3) ? draw.between(1, 2) : 0; i > 0; i--) {
      builder.cronJob("cron" + i);
    }
    for (int i = draw.chance(0.3) ? draw.between(1, 4) : 0; i > 0; i--) {
      builder.pod("pod" + i);
    }
    builder.pod("last");
    return new SwarmObjects(
        builder.text.toString(),
        builder.deployments,
        builder.statefulSets,
        builder.daemonSets,
        builder.leftMillis);
  }

  /** Whether a daemon set starts new pods before it ends old ones. */
  boolean hasSurgingDaemons() {
    return daemonSets.stream().anyMatch(one -> one.manifest().contains("maxSurge"));
  }

  /** Pods that nobody looks after, one after the other. */
  String workload(SwarmDraw draw) {
    if (draw.chance(0.6) || leftMillis < 200) {
      return "";
    }
    return """
        workload:
          replay: timed
          generate:
            pods: %d
            interArrival: {exponential: {mean: %ds}}
            templates:
              - {name: batch, requests: {cpu: 100m, memory: 100Mi}, duration: {exponential: {mean: %ds}}}
        """
        .formatted(draw.between(1, 60), draw.between(5, 60), draw.between(10, 60));
  }
}
