package io.towtank.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Faults of a random scenario, all of which end. */
record SwarmFaults(String text) {
  private static final List<String> NODE_FAULTS =
      List.of(
          "node-crash",
          "node-reboot",
          "kubelet-hang",
          "disk-pressure",
          "memory-pressure",
          "slow-node",
          "cordon",
          "drain",
          "out-of-service",
          "rolling-node-upgrade");
  private static final List<String> API_FAULTS =
      List.of("api-server-down", "etcd-members-lost", "control-plane-down");
  private static final List<String> CENTRAL_FAULTS =
      List.of("scheduler-leader-lost", "controller-manager-leader-lost", "image-registry-outage");

  static SwarmFaults of(
      SwarmDraw draw,
      SwarmCluster cluster,
      SwarmObjects objects,
      int minutes,
      SortedMap<String, String> files) {
    List<String> kinds = new ArrayList<>();
    NODE_FAULTS.forEach(kind -> addIf(draw, 0.4, kinds, kind));
    if (objects.hasSurgingDaemons()) {
      // As in Kubernetes, such a set makes pods without a pause for a node that refuses them.
      kinds.remove("disk-pressure");
    }
    addIf(draw, 0.4, kinds, "network-partition");
    addIf(draw, 0.4, kinds, "container-crash");
    CENTRAL_FAULTS.forEach(kind -> addIf(draw, 0.4, kinds, kind));
    if (draw.chance(0.4)) {
      API_FAULTS.forEach(kind -> addIf(draw, 0.6, kinds, kind));
    }
    if (!cluster.zones().isEmpty()) {
      addIf(draw, 0.4, kinds, "zone-outage");
    }
    if (cluster.hasRacks()) {
      addIf(draw, 0.4, kinds, "rack-power-loss");
    }
    int count = kinds.isEmpty() ? 0 : draw.between(0, 8);
    StringBuilder text = new StringBuilder(count == 0 ? "" : "faults:\n");
    for (int i = 1; i <= count; i++) {
      String kind = draw.any(kinds);
      text.append("  - {fault: ").append(kind).append(", name: f").append(i).append(", ");
      text.append(entry(draw, cluster, kind, minutes, i, files)).append("}\n");
    }
    return new SwarmFaults(text.toString());
  }

  private static void addIf(SwarmDraw draw, double probability, List<String> list, String item) {
    if (draw.chance(probability)) {
      list.add(item);
    }
  }

  private static String entry(
      SwarmDraw draw,
      SwarmCluster cluster,
      String kind,
      int minutes,
      int number,
      SortedMap<String, String> files) {
    List<String> fields = new ArrayList<>();
    boolean isOfNodes = NODE_FAULTS.contains(kind);
    boolean isUpgrade = kind.equals("rolling-node-upgrade");
    targets(draw, cluster, kind, isOfNodes, fields);
    boolean isByTrace = isOfNodes && !isUpgrade && draw.chance(0.1);
    if (isByTrace) {
      String file = "failures-" + number + ".csv";
      files.put(file, trace(draw, minutes));
      fields.add("trace: " + file);
    } else if (isUpgrade || draw.chance(0.6)) {
      List<String> times = new ArrayList<>();
      for (int i = isUpgrade ? 1 : draw.between(1, 3); i > 0; i--) {
        times.add(draw.between(0, minutes * 60) + "s");
      }
      fields.add("at: " + SwarmScenario.list(times));
    } else {
      String per = isOfNodes ? draw.any("target", "cluster") : "cluster";
      String mean = draw.between(per.equals("target") ? minutes : 5, 2 * minutes) + "m";
      fields.add(
          "every: {per: "
              + per
              + ", timeToFailure: "
              + distribution(draw, mean)
              + ", until: "
              + minutes
              + "m}");
    }
    if (!isByTrace && !isUpgrade && !kind.equals("container-crash")) {
      boolean isShort = API_FAULTS.contains(kind);
      fields.add("repair: " + distribution(draw, draw.between(5, isShort ? 240 : 900) + "s"));
    }
    if (isOfNodes && !isUpgrade && draw.chance(0.2)) {
      fields.add(
          "sharedCause: {within: "
              + draw.any("rack", "zone", "cluster")
              + ", probability: 0.5, share: 0."
              + draw.between(1, 9)
              + "}");
    }
    own(draw, kind, fields);
    return String.join(", ", fields);
  }

  private static void targets(
      SwarmDraw draw, SwarmCluster cluster, String kind, boolean isOfNodes, List<String> fields) {
    if (isOfNodes) {
      int many = Math.max(1, cluster.names().size() / 3);
      fields.add(
          switch (draw.between(0, 3)) {
            case 0 -> "targets: {names: [" + draw.any(cluster.names()) + "]}";
            case 1 -> "targets: {count: " + draw.between(1, many) + "}";
            case 2 -> "targets: {share: 0." + draw.between(1, 5) + "}";
            default ->
                cluster.zones().isEmpty()
                    ? "targets: {count: 1}"
                    : "targets: {zones: [" + draw.any(cluster.zones()) + "]}";
          });
    } else if (kind.equals("container-crash")) {
      fields.add("targets: {count: " + draw.between(1, 5) + "}");
    } else if (kind.equals("network-partition")) {
      List<String> parts = new ArrayList<>(List.of("control-plane", "core"));
      cluster.zones().forEach(zone -> parts.add("zone/" + zone));
      cluster.names().forEach(name -> parts.add("node/" + name));
      fields.add("targets: {names: [" + draw.any(parts) + "]}");
    } else if (kind.equals("zone-outage") || kind.equals("rack-power-loss")) {
      fields.add("targets: {count: 1}");
    }
  }

  private static void own(SwarmDraw draw, String kind, List<String> fields) {
    switch (kind) {
      case "slow-node" -> fields.add("factor: " + draw.between(2, 8));
      case "etcd-members-lost" -> fields.add("members: " + draw.between(1, 3));
      case "api-server-down" -> addIf(draw, 0.3, fields, "servers: 1");
      case "control-plane-down" -> addIf(draw, 0.5, fields, "masters: 1");
      case "drain", "rolling-node-upgrade" -> {
        addIf(draw, 0.5, fields, "force: true");
        addIf(draw, 0.2, fields, "grace: 5s");
        addIf(draw, 0.2, fields, "disableEviction: true");
        if (kind.equals("drain")) {
          addIf(draw, 0.5, fields, "timeout: " + draw.between(1, 10) + "m");
        } else {
          fields.add("timeout: " + draw.between(1, 3) + "m");
          fields.add("downTime: " + draw.between(10, 120) + "s");
          fields.add("onDrainFailure: " + draw.any("skip", "proceed"));
          addIf(draw, 0.3, fields, "atOnce: 2");
        }
      }
      default -> {}
    }
  }

  private static String distribution(SwarmDraw draw, String mean) {
    return switch (draw.between(0, 4)) {
      case 0 -> "{constant: " + mean + "}";
      case 1 -> "{exponential: {mean: " + mean + "}}";
      case 2 -> "{uniform: {min: 1s, max: " + mean + "}}";
      case 3 -> "{weibull: {shape: 1." + draw.between(0, 9) + ", scale: " + mean + "}}";
      default -> "{lognormal: {median: " + mean + ", sigma: 0." + draw.between(1, 8) + "}}";
    };
  }

  private static String trace(SwarmDraw draw, int minutes) {
    StringBuilder rows = new StringBuilder("failure_interval,failure_duration,failure_intensity\n");
    long left = minutes * 60_000L;
    while (left > 0) {
      long interval = draw.between(10, 1200) * 1000L + draw.between(0, 999);
      long duration = draw.between(1, 600) * 1000L;
      left -= interval + duration;
      if (left > 0) {
        rows.append(interval).append(',').append(duration).append(",0.");
        rows.append(draw.between(1, 9)).append('\n');
      }
    }
    return rows.append("1000,1000,0.1\n").toString();
  }
}
