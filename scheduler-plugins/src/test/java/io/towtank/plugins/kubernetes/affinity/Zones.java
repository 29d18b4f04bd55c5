package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.Lister;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes a1 and a2 in zone a, b1 in zone b, and one without a zone; namespaces {@code default} and
 * {@code team}, the latter labelled {@code tier: gold}.
 */
final class Zones {
  private static final List<Namespace> NAMESPACES =
      List.of(
          new Namespace(Namespace.DEFAULT, Labels.EMPTY, 1),
          new Namespace("team", Labels.of("tier", "gold"), 1));

  final FakeCluster cluster = new FakeCluster().withObjects(objects());
  final FakeNode a1 = add("a1", Map.of("host", "a1", "zone", "a"));
  final FakeNode a2 = add("a2", Map.of("host", "a2", "zone", "a"));
  final FakeNode b1 = add("b1", Map.of("host", "b1", "zone", "b"));
  final FakeNode zoneless = add("zoneless", Map.of("host", "zoneless"));

  private FakeNode add(String name, Map<String, String> labels) {
    return cluster.add(FakeCluster.node(name, 1000, 1000).labels(Labels.of(labels)));
  }

  InterPodAffinity plugin(Map<String, ?> arguments) {
    return cluster.create(InterPodAffinity.class, new InterPodAffinity.Factory(), arguments);
  }

  static Pod[] pods(PodSketch... sketches) {
    return Stream.of(sketches).map(PodSketch::pod).toArray(Pod[]::new);
  }

  static Lister<Namespace> namespaces() {
    return new Lister<>() {
      @Override
      public @Nullable Namespace get(String key) {
        return NAMESPACES.stream().filter(one -> one.name().equals(key)).findFirst().orElse(null);
      }

      @Override
      public List<Namespace> list() {
        return NAMESPACES;
      }
    };
  }

  private static ClusterObjects objects() {
    ClusterObjects none = ClusterObjects.NONE;
    return new ClusterObjects.Listers(
        namespaces(),
        none.services(),
        none.replicaSets(),
        none.replicationControllers(),
        none.statefulSets(),
        none.podDisruptionBudgets(),
        none.persistentVolumes(),
        none.persistentVolumeClaims(),
        none.storageClasses(),
        none.csiNodes());
  }
}
