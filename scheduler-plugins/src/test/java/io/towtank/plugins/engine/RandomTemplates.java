package io.towtank.plugins.engine;

import io.towtank.kernel.RandomStream;
import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.List;

/** Pods of many shapes to make others from. */
final class RandomTemplates {
  /** An extended resource that some nodes have. */
  static final String LICENSES = "example.com/licenses";

  private RandomTemplates() {}

  static List<Pod> of(RandomStream random, int count) {
    // In some histories nobody looks at other pods, as in most clusters.
    boolean areSocial = random.nextInt(3) > 0;
    List<Pod> templates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      templates.add(template(random, areSocial, "t" + i));
    }
    return templates;
  }

  private static Pod template(RandomStream random, boolean isSocial, String name) {
    Labels labels = Labels.of("app", "x" + random.nextInt(3));
    PodSpec.Builder spec = PodSpec.builder();
    spec.containers(
        List.of(
            new Container(
                "main",
                random.nextInt(3) == 0 ? "app:1" : "",
                requests(random),
                ResourceList.EMPTY,
                random.nextInt(8) == 0 ? List.of(new HostPort("", "", 80)) : List.of(),
                false)));
    switch (random.nextInt(10)) {
      case 0 -> spec.nodeSelector(Labels.of("disk", "ssd"));
      case 1 -> spec.nodeAffinity(new NodeAffinity(List.of(zoneIn("z0", "z1")), List.of()));
      case 2 ->
          spec.nodeAffinity(
              new NodeAffinity(
                  null,
                  List.of(
                      new NodeAffinity.PreferredTerm(30, zoneIn("z0")),
                      new NodeAffinity.PreferredTerm(45, zoneIn("z0", "z2")))));
      case 3 -> spec.tolerations(List.of(tolerating("c"), tolerating("a")));
      case 4, 5 ->
          spec.devices(
              List.of(
                  new DeviceRequest(ResourceNames.NVIDIA_GPU, 1, 250 * (1 + random.nextInt(4)))));
      default -> {}
    }
    if (isSocial) {
      befriend(random, spec, labels);
    }
    return Pod.builder(name, spec.build())
        .namespace(isSocial && random.nextInt(5) == 0 ? "other" : "default")
        .labels(labels)
        .build();
  }

  private static ResourceList requests(RandomStream random) {
    return switch (random.nextInt(6)) {
      case 0 -> ResourceList.EMPTY;
      case 1 -> ResourceList.EMPTY.with(ResourceNames.CPU, 700);
      default -> ResourceList.of(100L * (1 + random.nextInt(15)), (1L + random.nextInt(8)) << 29);
    };
  }

  /** The same in a size of its own; some are too large for any node. */
  static PodSpec resized(RandomStream random, PodSpec spec) {
    Container main = spec.containers().get(0);
    ResourceList requests = ResourceList.EMPTY;
    if (random.nextInt(8) > 0) {
      requests =
          requests.with(ResourceNames.CPU, random.nextInt(5) == 0 ? 0 : random.nextLong(1600));
    }
    if (random.nextInt(8) > 0) {
      requests = requests.with(ResourceNames.MEMORY, random.nextLong(3L << 30));
    }
    switch (random.nextInt(60)) {
      case 0, 1, 2, 3, 4, 5 -> requests = requests.with(LICENSES, random.nextLong(3));
      case 6, 7, 8 ->
          requests = requests.with(ResourceNames.EPHEMERAL_STORAGE, 1 + random.nextLong(500));
      case 9 -> requests = requests.with(ResourceNames.MEMORY, 3L << 60);
      default -> {}
    }
    return spec.toBuilder()
        .containers(
            List.of(
                new Container(
                    main.name(),
                    main.image(),
                    requests,
                    ResourceList.EMPTY,
                    main.hostPorts(),
                    main.restartable())))
        .build();
  }

  private static NodeSelectorTerm zoneIn(String... zones) {
    return new NodeSelectorTerm(
        List.of(new NodeSelectorRequirement(Labels.ZONE, Operator.IN, List.of(zones))), List.of());
  }

  private static Toleration tolerating(String taint) {
    return new Toleration(taint, Toleration.Operator.EXISTS, "", null, null);
  }

  private static void befriend(RandomStream random, PodSpec.Builder spec, Labels labels) {
    int wishes = random.nextInt(4);
    for (int i = 0; i < wishes; i++) {
      switch (random.nextInt(4)) {
        case 0 -> spec.podAffinity(affinity(random, labels, 5));
        case 1 -> spec.podAntiAffinity(affinity(random, labels, 2));
        default -> {
          List<TopologySpreadConstraint> constraints = new ArrayList<>();
          int count = 1 + random.nextInt(3);
          for (int c = 0; c < count; c++) {
            constraints.add(constraint(random, labels));
          }
          spec.topologySpreadConstraints(constraints);
        }
      }
    }
  }

  private static PodAffinity affinity(RandomStream random, Labels labels, int seldomRequired) {
    List<PodAffinityTerm> required = new ArrayList<>();
    List<PodAffinity.PreferredTerm> preferred = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      PodAffinityTerm term = term(random, labels);
      if (random.nextInt(seldomRequired) == 0) {
        required.add(term);
      } else {
        preferred.add(new PodAffinity.PreferredTerm(1 + random.nextInt(100), term));
      }
    }
    return new PodAffinity(required, preferred);
  }

  private static PodAffinityTerm term(RandomStream random, Labels labels) {
    PodAffinityTerm term = PodAffinityTerm.of(selector(random, labels), key(random));
    return switch (random.nextInt(6)) {
      case 0 ->
          new PodAffinityTerm(
              term.labelSelector(),
              List.of("default", "other"),
              null,
              term.topologyKey(),
              List.of(),
              List.of());
      case 1 ->
          new PodAffinityTerm(
              term.labelSelector(),
              List.of(),
              LabelSelector.ofLabels(
                  random.nextBoolean() ? Labels.EMPTY : Labels.of("team", "blue")),
              term.topologyKey(),
              List.of(),
              List.of());
      default -> term;
    };
  }

  private static TopologySpreadConstraint constraint(RandomStream random, Labels labels) {
    boolean isHard = random.nextInt(3) == 0;
    return new TopologySpreadConstraint(
        1 + random.nextInt(3),
        key(random),
        isHard ? WhenUnsatisfiable.DO_NOT_SCHEDULE : WhenUnsatisfiable.SCHEDULE_ANYWAY,
        selector(random, labels),
        isHard && random.nextInt(3) == 0 ? 1 + random.nextInt(4) : null,
        policy(random),
        policy(random),
        random.nextInt(5) == 0 ? List.of("app") : List.of());
  }

  private static NodeInclusionPolicy policy(RandomStream random) {
    return random.nextBoolean() ? NodeInclusionPolicy.HONOR : NodeInclusionPolicy.IGNORE;
  }

  private static LabelSelector selector(RandomStream random, Labels labels) {
    return switch (random.nextInt(6)) {
      case 0 -> LabelSelector.EVERYTHING;
      case 1 -> LabelSelector.ofLabels(Labels.of("app", "x" + random.nextInt(3)));
      default -> LabelSelector.ofLabels(labels);
    };
  }

  /** Most nodes lack some of them; the values of some are of one node only, or empty. */
  private static String key(RandomStream random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Labels.ZONE;
      case 3, 4, 5 -> Labels.HOSTNAME;
      case 6 -> "rack";
      default -> "disk";
    };
  }
}
