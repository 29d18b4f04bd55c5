package io.towtank.plugins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.plugins.policy.KubernetesDefault;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two clusters with the same long random history, one under each engine: pods come and go, are
 * evicted and nominated; nodes join, die, and are described anew. Every attempt must end alike.
 */
final class FastEngineTest {
  private static final int STEPS = 250;
  private static final long GIB = 1L << 30;

  /** Their histories asked about nodes that were gone, which a search once failed at. */
  private static final long[] OF_NODES_GONE = {6973, 7126, 7551, 13_509};

  /**
   * The seed that {@code -Dtowtank.seed} names, or as many as {@code -Dtowtank.seeds} says and
   * those that found a defect.
   */
  static LongStream seeds() {
    Long one = Long.getLong("towtank.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.concat(
            LongStream.of(OF_NODES_GONE),
            LongStream.rangeClosed(1, Long.getLong("towtank.seeds", 400)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decidesAsTheReferenceEngineDoes(long seed) {
    new History(seed).play();
  }

  private static final class History {
    private final RandomStream random;
    private final EngineWorld reference;
    private final EngineWorld fast;
    private final List<Pod> templates;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> placed = new ArrayList<>();
    private final List<Pod> waiting = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final boolean listsNodes;
    private final boolean areSizesNew;
    private long nextUid = 1;
    private int nextNode;

    History(long seed) {
      random = new RandomStreams(seed).stream("test", "history");
      Profile profile =
          profile(seed).withPercentageOfNodesToScore(random.nextInt(12) == 0 ? 10 : null);
      String ties = List.of("random", "random", "first", "name", "rank").get(random.nextInt(5));
      log.add(profile + ", ties " + ties);
      reference = new EngineWorld(EngineKind.REFERENCE, profile, ties, seed);
      fast = new EngineWorld(EngineKind.FAST, profile, ties, seed);
      templates = RandomTemplates.of(random, 3 + random.nextInt(6));
      listsNodes = random.nextInt(3) > 0;
      areSizesNew = random.nextInt(2) == 0;
      int count = 1 + random.nextInt(random.nextInt(6) == 0 ? 150 : 12);
      for (int i = 0; i < count; i++) {
        join();
      }
    }

    /** Every other time Kubernetes' own, with or without a plugin that looks at all nodes. */
    private static Profile profile(long seed) {
      List<SchedulingPolicy> policies = policies();
      if (seed % 2 == 1) {
        return policies.get((int) (seed / 2 % policies.size())).profile();
      }
      List<EnabledPlugin> plugins = new ArrayList<>(new KubernetesDefault().profile().plugins());
      if (seed % 4 == 0) {
        plugins.removeIf(plugin -> plugin.name().equals("ImageLocality"));
      }
      return Profile.ofDefault(plugins);
    }

    private static List<SchedulingPolicy> policies() {
      return ServiceLoader.load(SchedulingPolicy.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(SchedulingPolicy::name))
          .toList();
    }

    void play() {
      try {
        for (int step = 0; step < STEPS; step++) {
          change();
        }
        assertThat(fast.nextOfTies()).isEqualTo(reference.nextOfTies());
      } catch (AssertionError | RuntimeException e) {
        int from = Math.max(0, log.size() - 25);
        throw new AssertionError(
            log.get(0) + "\n" + String.join("\n", log.subList(from, log.size())) + "\n" + e, e);
      }
    }

    private void change() {
      switch (random.nextInt(40)) {
        case 0 -> join();
        case 1 -> die();
        case 2, 3 -> describeAnew();
        case 4, 5, 6, 7, 8, 9, 10 -> end();
        case 11 -> relabel();
        case 12 -> placeByOthers();
        case 13, 14 -> retry();
        case 15 -> abandon();
        case 16 -> terminate();
        case 17 -> changeObjects();
        default -> attempt(pod());
      }
    }

    private void both(String what, Consumer<EngineWorld> change) {
      log.add(what);
      change.accept(reference);
      change.accept(fast);
    }

    private void join() {
      Node node = describe("n" + (char) ('a' + random.nextInt(26)) + nextNode++);
      nodes.add(node);
      both("join " + node, world -> world.addNode(node));
    }

    private Node describe(String name) {
      ResourceList allocatable =
          ResourceList.of(1000L * (1 + random.nextInt(3)) * 2, (4L << random.nextInt(3)) * GIB)
              .with(ResourceNames.PODS, random.nextInt(8) == 0 ? 2 : 20);
      if (random.nextInt(3) == 0) {
        allocatable =
            allocatable
                .with(RandomTemplates.LICENSES, 1 + random.nextInt(4))
                .with(ResourceNames.EPHEMERAL_STORAGE, 1000);
      }
      Labels labels = Labels.of(Labels.HOSTNAME, random.nextInt(30) == 0 ? "twin" : name);
      if (random.nextInt(12) > 0) {
        labels = labels.with(Labels.ZONE, "z" + random.nextInt(3));
      }
      switch (random.nextInt(4)) {
        case 0 -> {}
        case 1 -> labels = labels.with("rack", "");
        default -> labels = labels.with("rack", "r" + random.nextInt(40));
      }
      labels = labels.with("disk", random.nextBoolean() ? "ssd" : "hdd");
      List<Taint> taints = new ArrayList<>();
      if (random.nextInt(3) == 0) {
        taints.add(new Taint("a", "", TaintEffect.PREFER_NO_SCHEDULE));
      }
      if (random.nextInt(5) == 0) {
        taints.add(new Taint("b", "", TaintEffect.PREFER_NO_SCHEDULE));
      }
      if (random.nextInt(8) == 0) {
        taints.add(new Taint("c", "", TaintEffect.NO_SCHEDULE));
      }
      Node.Builder node =
          Node.builder(name, allocatable)
              .labels(labels)
              .taints(taints)
              .unschedulable(random.nextInt(12) == 0);
      if (random.nextInt(3) == 0) {
        node.images(List.of(new ContainerImage(List.of("app:1"), 700L << 20)));
      }
      // What a node has of devices goes with its name, as pods on it hold some of them.
      if (name.charAt(1) < 'k') {
        int count = 1 + name.charAt(1) % 4;
        node.devices(List.of(new DeviceGroup(ResourceNames.NVIDIA_GPU, count, "")));
      }
      return node.build();
    }

    private void die() {
      if (nodes.size() > 1) {
        Node node = nodes.remove(random.nextInt(nodes.size()));
        both("die " + node, world -> world.removeNode(node.name()));
      }
    }

    private void describeAnew() {
      if (!nodes.isEmpty()) {
        int i = random.nextInt(nodes.size());
        Node node = describe(nodes.get(i).name());
        nodes.set(i, node);
        both("describe " + node, world -> world.updateNode(node));
      }
    }

    private void end() {
      if (!placed.isEmpty()) {
        Pod pod = placed.remove(random.nextInt(placed.size()));
        both("end " + pod, world -> world.remove(pod));
      }
    }

    private void relabel() {
      if (!placed.isEmpty()) {
        int i = random.nextInt(placed.size());
        Pod pod = placed.get(i);
        Pod newer = pod.toBuilder().labels(Labels.of("app", "x" + random.nextInt(3))).build();
        placed.set(i, newer);
        both("relabel " + pod, world -> world.confirm(newer));
      }
    }

    private void terminate() {
      if (!placed.isEmpty()) {
        int i = random.nextInt(placed.size());
        Pod newer = placed.get(i).toBuilder().deletionNanos(1).build();
        placed.set(i, newer);
        both("terminate " + newer, world -> world.confirm(newer));
      }
    }

    private void changeObjects() {
      if (random.nextInt(3) > 0) {
        Labels team = Labels.of("team", random.nextBoolean() ? "blue" : "red");
        both("default namespace " + team, world -> world.labelNamespace("default", team));
      } else {
        Labels app = Labels.of("app", "x" + random.nextInt(3));
        boolean isThere = random.nextBoolean();
        both("service " + app + isThere, world -> world.serve(app, isThere));
      }
    }

    private Pod pod() {
      Pod template = templates.get(random.nextInt(templates.size()));
      long uid = nextUid++;
      return Pod.builder("p" + uid, spec(template.spec()))
          .uid(uid)
          .namespace(template.namespace())
          .labels(template.labels())
          .priority(random.nextInt(6) == 0 ? 10 : random.nextInt(2))
          .build();
    }

    /** Some pods come with a spec of their own that says the same. */
    private PodSpec spec(PodSpec template) {
      if (areSizesNew && random.nextInt(5) > 0) {
        return RandomTemplates.resized(random, template);
      }
      return random.nextInt(4) == 0 ? template.toBuilder().build() : template;
    }

    private void placeByOthers() {
      if (!nodes.isEmpty()) {
        String node = nodes.get(random.nextInt(nodes.size())).name();
        Pod pod = pod();
        if (pod.spec().devices().isEmpty()) {
          Pod bound = pod.toBuilder().nodeName(node).build();
          placed.add(bound);
          both("bound by others " + bound, world -> world.confirm(bound));
        }
      }
    }

    private void retry() {
      if (!waiting.isEmpty()) {
        attempt(waiting.remove(random.nextInt(waiting.size())));
      }
    }

    private void abandon() {
      if (!waiting.isEmpty()) {
        Pod pod = waiting.remove(random.nextInt(waiting.size()));
        both("abandon " + pod, world -> world.remove(pod));
      }
    }

    private void attempt(Pod pod) {
      boolean details = random.nextInt(20) == 0;
      EngineWorld.Outcome expected = reference.attempt(pod, details, listsNodes);
      EngineWorld.Outcome actual = fast.attempt(pod, details, listsNodes);
      log.add(expected.said());
      assertThat(actual.said()).isEqualTo(expected.said());
      Pod bound = expected.placed();
      if (bound == null) {
        refused(pod, expected);
      } else if (random.nextInt(10) == 0) {
        both("forget " + pod, world -> world.forget(bound));
      } else {
        placed.add(bound);
        if (random.nextBoolean()) {
          both("confirm " + pod, world -> world.confirm(bound));
        }
      }
    }

    private void refused(Pod pod, EngineWorld.Outcome outcome) {
      Pod next = pod;
      if (!outcome.nominatedTo().isEmpty()) {
        Pod nominated = pod.toBuilder().nominatedNodeName(outcome.nominatedTo()).build();
        next = nominated;
        both("nominate " + pod, world -> world.nominate(nominated, outcome.nominatedTo()));
        for (Pod victim : outcome.victims()) {
          if (random.nextInt(4) > 0) {
            placed.removeIf(other -> other.uid() == victim.uid());
            both("evict " + victim, world -> world.remove(victim));
          }
        }
      }
      if (waiting.size() < 5) {
        waiting.add(next);
      } else {
        both("give up " + pod, world -> world.remove(pod));
      }
    }
  }
}
