package io.towtank.scenarios.run;

import java.util.ArrayList;
import java.util.List;

/** Scheduler, control plane, kubelets and network of a random scenario. */
final class SwarmSettings {
  private static final List<String> POLICIES =
      List.of(
          "kubernetes-default",
          "best-fit",
          "worst-fit",
          "first-fit",
          "next-fit",
          "random",
          "dot-product",
          "most-allocated");
  private static final List<String> OPTIONAL =
      List.of(
          "PodTopologySpread",
          "InterPodAffinity",
          "ImageLocality",
          "NodeResourcesBalancedAllocation",
          "DefaultPreemption");

  private SwarmSettings() {}

  static String text(SwarmDraw draw, SwarmCluster cluster) {
    StringBuilder text = new StringBuilder();
    scheduler(draw, text);
    controlPlane(draw, text);
    kubelet(draw, text);
    if (cluster.hasRacks()) {
      text.append("network: {nodesPerRack: ").append(draw.between(2, 6)).append("}\n");
    }
    return text.toString();
  }

  private static void scheduler(SwarmDraw draw, StringBuilder text) {
    List<String> fields = new ArrayList<>();
    if (draw.chance(0.4)) {
      fields.add("policy: " + draw.any(POLICIES));
    } else if (draw.chance(0.4)) {
      fields.add("profile: " + profile(draw));
    }
    addIf(draw, 0.3, fields, "bindLatency: " + draw.any("1ms", "100ms", "1500ms"));
    addIf(draw, 0.3, fields, "watchDelay: " + draw.any("1ms", "50ms", "1s"));
    addIf(draw, 0.2, fields, "cycleCost: {constant: 2ms, perNode: 10us}");
    addIf(draw, 0.2, fields, "ties: first");
    addIf(draw, 0.2, fields, "engine: reference");
    addIf(draw, 0.1, fields, "percentageOfNodesToScore: " + draw.between(0, 100));
    text.append("scheduler: {").append(String.join(", ", fields)).append("}\n");
  }

  /** What keeps pods where their kubelets take them is always there. */
  private static String profile(SwarmDraw draw) {
    List<String> plugins =
        new ArrayList<>(
            List.of(
                "{name: PrioritySort}",
                "{name: SchedulingGates}",
                "{name: NodeUnschedulable}",
                "{name: NodeName}",
                "{name: TaintToleration, weight: " + draw.between(1, 5) + "}",
                "{name: NodeAffinity, weight: " + draw.between(1, 5) + "}",
                "{name: NodePorts}",
                "{name: NodeResourcesFit, weight: " + draw.between(1, 5) + "}"));
    for (String name : OPTIONAL) {
      addIf(draw, 0.5, plugins, "{name: " + name + "}");
    }
    plugins.add("{name: DefaultBinder}");
    return "{plugins: " + SwarmScenario.list(plugins) + "}";
  }

  private static void controlPlane(SwarmDraw draw, StringBuilder text) {
    List<String> fields = new ArrayList<>();
    addIf(draw, 0.3, fields, "kubernetesVersion: " + draw.any("v1.29", "v1.31", "v1.32"));
    addIf(draw, 0.2, fields, "masters: " + draw.any("1", "2", "5"));
    addIf(draw, 0.2, fields, "etcdMembers: " + draw.any("1", "5"));
    addIf(draw, 0.3, fields, "watchDelay: " + draw.any("1ms", "50ms", "700ms"));
    addIf(draw, 0.3, fields, "endpointsDelay: " + draw.any("100ms", "1s"));
    addIf(draw, 0.4, fields, "defaultTolerationSeconds: " + draw.any("0", "5", "30", "120"));
    addIf(draw, 0.2, fields, "nodeMonitorPeriod: " + draw.any("1s", "3s"));
    addIf(draw, 0.2, fields, "nodeMonitorGracePeriod: " + draw.any("15s", "20s", "75s"));
    addIf(draw, 0.2, fields, "nodeEvictionRate: " + draw.any("0.02", "1", "10"));
    addIf(draw, 0.2, fields, "largeClusterSizeThreshold: " + draw.any("2", "5", "20"));
    addIf(draw, 0.2, fields, "terminatedPodThreshold: " + draw.any("1", "5", "50"));
    text.append("controlPlane: {").append(String.join(", ", fields)).append("}\n");
  }

  private static void kubelet(SwarmDraw draw, StringBuilder text) {
    List<String> fields = new ArrayList<>();
    addIf(draw, 0.5, fields, "containerStart: " + draw.any("0s", "100ms", "7s"));
    addIf(draw, 0.3, fields, "initContainerDuration: " + draw.any("1s", "10s"));
    addIf(draw, 0.5, fields, "containerStop: " + draw.any("0s", "500ms", "5s"));
    addIf(draw, 0.3, fields, "imageSize: " + draw.any("50M", "2G"));
    addIf(draw, 0.2, fields, "parallelPulls: " + draw.between(2, 5));
    addIf(
        draw,
        0.4,
        fields,
        "memoryUsage: " + draw.any("0.3", "0.8", "{mean: 0.7, standardDeviation: 0.1}"));
    text.append("kubelet: {").append(String.join(", ", fields)).append("}\n");
  }

  private static void addIf(SwarmDraw draw, double probability, List<String> fields, String field) {
    if (draw.chance(probability)) {
      fields.add(field);
    }
  }
}
