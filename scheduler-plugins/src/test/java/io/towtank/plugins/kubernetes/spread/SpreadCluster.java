package io.towtank.plugins.kubernetes.spread;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes and pods as the tests of topology spread draw them: labels as {@code "zone=a rack=1"}. */
final class SpreadCluster {
  static final WhenUnsatisfiable HARD = WhenUnsatisfiable.DO_NOT_SCHEDULE;
  static final WhenUnsatisfiable SOFT = WhenUnsatisfiable.SCHEDULE_ANYWAY;
  static final LabelSelector WEB = LabelSelector.ofLabels(Labels.of("app", "web"));

  final ApiServer api = new ApiServer(new Simulation(1));
  private final FakeCluster cluster = new FakeCluster().withObjects(Informers.of(api, 0));
  private long lastUid = 100;

  /** A node with these labels and, for each text, a pod with those labels. */
  FakeNode node(String name, String labels, String... pods) {
    return node(FakeCluster.node(name, 1000, 1000).labels(labels(labels)), pods);
  }

  /** The same with a taint that no pod tolerates by itself. */
  FakeNode tainted(String name, String labels, TaintEffect effect, String... pods) {
    return node(
        FakeCluster.node(name, 1000, 1000)
            .labels(labels(labels))
            .taints(List.of(new Taint("broken", "", effect))),
        pods);
  }

  private FakeNode node(Node.Builder description, String... pods) {
    FakeNode node = cluster.add(description);
    for (String pod : pods) {
      node.holding(existing(pod).build());
    }
    return node;
  }

  /** A pod that lies on a node. */
  Pod.Builder existing(String labels) {
    return Pod.builder("other", PodSpec.builder().build())
        .uid(++lastUid)
        .labels(labels(labels))
        .nodeName("somewhere");
  }

  /** A pod labelled {@code app=web} that is to be scheduled. */
  static Pod web(TopologySpreadConstraint... constraints) {
    return waiting("app=web", PodSpec.builder(), constraints).build();
  }

  /** The same, made by something. */
  static Pod owned(String labels, String kind, String name) {
    return waiting(labels, PodSpec.builder()).owner(new OwnerReference(kind, name)).build();
  }

  static Pod.Builder waiting(
      String labels, PodSpec.Builder spec, TopologySpreadConstraint... constraints) {
    return Pod.builder("pod", spec.topologySpreadConstraints(List.of(constraints)).build())
        .uid(1)
        .labels(labels(labels));
  }

  /** A constraint on pods labelled {@code app=web}. */
  static TopologySpreadConstraint spread(WhenUnsatisfiable when, int maxSkew, String key) {
    return TopologySpreadConstraint.of(maxSkew, key, when, WEB);
  }

  static LabelSelector expression(
      String key, LabelSelectorRequirement.Operator operator, String... values) {
    return LabelSelector.EVERYTHING.with(
        new LabelSelectorRequirement(key, operator, List.of(values)));
  }

  static Labels labels(String text) {
    Map<String, String> map = new TreeMap<>();
    for (String label : text.isEmpty() ? new String[0] : text.split(" ")) {
      int equals = label.indexOf('=');
      map.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return Labels.of(map);
  }

  PodTopologySpread plugin(Map<String, ?> arguments) {
    return cluster.create(PodTopologySpread.class, new PodTopologySpread.Factory(), arguments);
  }

  /** State after PreFilter, which must not skip. */
  CycleState preFiltered(PodTopologySpread plugin, Pod pod) {
    CycleState state = new CycleState();
    assertThat(plugin.preFilter(state, cluster.info(pod), cluster).status())
        .isEqualTo(Status.SUCCESS);
    return state;
  }

  boolean isFilterSkipped(PodTopologySpread plugin, Pod pod) {
    return plugin.preFilter(new CycleState(), cluster.info(pod), cluster).status().isSkip();
  }

  /** Names of the nodes that pass. */
  List<String> feasible(PodTopologySpread plugin, Pod pod) {
    return feasible(plugin, pod, preFiltered(plugin, pod));
  }

  List<String> feasible(PodTopologySpread plugin, Pod pod, CycleState state) {
    List<String> names = new ArrayList<>();
    for (FakeNode node : cluster.all()) {
      if (plugin.filter(state, cluster.info(pod), node).isSuccess()) {
        names.add(node.node().name());
      }
    }
    return names;
  }

  String verdict(PodTopologySpread plugin, Pod pod, FakeNode node) {
    return plugin.filter(preFiltered(plugin, pod), cluster.info(pod), node).toString();
  }

  /** {@code name=raw/normalised} of the nodes; all of them where none are named. */
  String scores(PodTopologySpread plugin, Pod pod, FakeNode... nodes) {
    List<NodeInfo> feasible = List.copyOf(nodes.length == 0 ? cluster.all() : Arrays.asList(nodes));
    CycleState state = new CycleState();
    PodInfo info = cluster.info(pod);
    if (plugin.preScore(state, info, feasible).isSkip()) {
      return "skipped";
    }
    long[] raw = new long[feasible.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = plugin.score(state, info, feasible.get(i));
    }
    long[] normalized = raw.clone();
    plugin.normalizeScore(state, info, feasible, normalized);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < raw.length; i++) {
      shown.add(feasible.get(i).node().name() + "=" + raw[i] + "/" + normalized[i]);
    }
    return String.join(" ", shown);
  }

  PodInfo info(Pod pod) {
    return cluster.info(pod);
  }
}
