package io.towtank.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Nodes of a random scenario.
 *
 * @param names of all nodes
 * @param zones of the nodes; none where they have none
 * @param hasRacks whether nodes are put into racks
 * @param freeNodes how many nodes have no taint
 * @param freeCores cores of those
 * @param leastCores of the smallest of those
 */
record SwarmCluster(
    String text,
    List<String> names,
    List<String> zones,
    boolean hasRacks,
    boolean hasTaints,
    int freeNodes,
    int freeCores,
    int leastCores) {
  static SwarmCluster of(SwarmDraw draw) {
    int nodes =
        draw.chance(0.6)
            ? draw.between(3, 9)
            : draw.chance(0.8) ? draw.between(10, 25) : draw.between(26, 80);
    List<String> zones = new ArrayList<>();
    if (draw.chance(0.6)) {
      zones.addAll(List.of("a", "b", "c").subList(0, draw.between(1, nodes < 8 ? 2 : 3)));
    }
    boolean hasRacks = draw.chance(0.5);
    boolean hasTaints = nodes >= 6 && draw.chance(0.3);
    StringBuilder text = new StringBuilder("cluster:\n  nodes:\n");
    List<String> names = new ArrayList<>();
    int groups = draw.between(1, 2);
    int freeCores = 0;
    int freeNodes = 0;
    int leastCores = Integer.MAX_VALUE;
    int left = hasTaints ? nodes - 2 : nodes;
    for (int group = 1; group <= groups; group++) {
      int count = group == groups ? left : Math.max(2, left / 2);
      left -= count;
      int cores = draw.between(2, 8) * 2;
      add(text, names, "node" + group, count, cores, zones, "");
      freeCores += count * cores;
      freeNodes += count;
      leastCores = Math.min(leastCores, cores);
    }
    if (hasTaints) {
      add(
          text,
          names,
          "special",
          2,
          8,
          zones,
          ", labels: {pool: special}, taints: [{key: dedicated, value: special, effect: "
              + draw.any("NoSchedule", "NoExecute", "PreferNoSchedule")
              + "}]");
    }
    return new SwarmCluster(
        text.toString(), names, zones, hasRacks, hasTaints, freeNodes, freeCores, leastCores);
  }

  private static void add(
      StringBuilder text,
      List<String> names,
      String name,
      int count,
      int cores,
      List<String> zones,
      String more) {
    text.append(
        String.format(
            Locale.ROOT,
            "    - {name: %s, count: %d, capacity: {cpu: \"%d\", memory: %dGi}, zones: %s%s}%n",
            name,
            count,
            cores,
            2 * cores,
            SwarmScenario.list(zones),
            more));
    for (int number = 1; number <= count; number++) {
      names.add(count == 1 ? name : String.format(Locale.ROOT, "%s-%04d", name, number));
    }
  }
}
