package io.towtank.plugins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.LinearBounds;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeColumns;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No node scores above the bound, and none passes where an emptier one does not. */
final class AmountScoreTest {
  private static final int RESOURCES = 5;

  private static final List<PluginArgs> ARGUMENTS =
      List.of(
          PluginArgs.NONE,
          PluginArgs.of(
              Map.of(
                  "scoringStrategy",
                  Map.of("type", "MostAllocated"),
                  "resources",
                  List.of(
                      Map.of("name", "memory"),
                      Map.of("name", "cpu"),
                      Map.of("name", "ephemeral-storage")))),
          PluginArgs.of(
              Map.of(
                  "scoringStrategy",
                  Map.of(
                      "type",
                      "RequestedToCapacityRatio",
                      "resources",
                      List.of(
                          Map.of("name", "cpu", "weight", 3),
                          Map.of("name", "example.com/licenses", "weight", 2)),
                      "requestedToCapacityRatio",
                      Map.of(
                          "shape",
                          List.of(
                              Map.of("utilization", 10, "score", 0),
                              Map.of("utilization", 37, "score", 9),
                              Map.of("utilization", 80, "score", 2)))))));

  private static final class Amounts implements NodeAmounts {
    private final long[] allocatable;
    private final long[] requested;
    private final long[] scoring;

    Amounts(long[] allocatable, long[] requested, long[] scoring) {
      this.allocatable = allocatable;
      this.requested = requested;
      this.scoring = scoring;
    }

    @Override
    public String toString() {
      return Arrays.toString(allocatable) + Arrays.toString(requested) + Arrays.toString(scoring);
    }

    @Override
    public long allocatable(int resource) {
      return allocatable[resource];
    }

    @Override
    public long requested(int resource) {
      return requested[resource];
    }

    @Override
    public long scoringRequested(int resource) {
      return scoring[resource];
    }
  }

  /** Nodes that differ in what is requested only, with a gap before and between the columns. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(List<Amounts> nodes, long[] values) implements NodeColumns {
    private static final int GAP = 3;

    static Columns of(List<Amounts> nodes) {
      long[] values = new long[GAP + 2 * RESOURCES * (nodes.size() + GAP)];
      Columns columns = new Columns(nodes, values);
      for (int resource = 0; resource < RESOURCES; resource++) {
        for (int i = 0; i < nodes.size(); i++) {
          values[columns.requested(resource) + i] = nodes.get(i).requested[resource];
          values[columns.scoringRequested(resource) + i] = nodes.get(i).scoring[resource];
        }
      }
      return columns;
    }

    @Override
    public int count() {
      return nodes.size();
    }

    @Override
    public long allocatable(int resource) {
      return nodes.get(0).allocatable[resource];
    }

    @Override
    public int requested(int resource) {
      return GAP + resource * (nodes.size() + GAP);
    }

    @Override
    public int scoringRequested(int resource) {
      return requested(RESOURCES + resource);
    }

    @Override
    public NodeAmounts at(int i) {
      return nodes.get(i);
    }
  }

  /** What linear bounds come to for one node. */
  private static final class Bounds implements LinearBounds {
    private final PodInfo pod;
    private final NodeAmounts node;
    private double max = Double.POSITIVE_INFINITY;
    private double value = Double.POSITIVE_INFINITY;

    private Bounds(PodInfo pod, NodeAmounts node) {
      this.pod = pod;
      this.node = node;
    }

    static double max(AmountScorePlugin plugin, PodInfo pod, NodeAmounts node) {
      Bounds bounds = new Bounds(pod, node);
      plugin.linearBounds(pod, node, bounds);
      return Math.min(bounds.max, bounds.value);
    }

    @Override
    public void begin(double constant) {
      max = Math.min(max, value);
      value = constant;
    }

    @Override
    public void requested(int resource, double slope) {
      add(slope, node.requested(resource) + pod.request(resource), node.allocatable(resource));
    }

    @Override
    public void scoringRequested(int resource, double slope) {
      long amount = node.scoringRequested(resource) + pod.scoringRequest(resource);
      add(slope, amount, node.allocatable(resource));
    }

    private void add(double slope, long amount, long allocatable) {
      value += slope * Math.min(1, (double) amount / allocatable);
    }
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundsHold(int seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "amounts");
    FakeCluster cluster = new FakeCluster();
    cluster.resources().intern(RandomTemplates.LICENSES);
    cluster.add(FakeCluster.node("n", 1 + random.nextLong(5000), 1 + random.nextLong(1L << 34)));
    List<Plugin> plugins = pluginsOn(cluster);
    assertThat(plugins.stream().map(Plugin::name))
        .contains("NodeResourcesFit", "NodeResourcesBalancedAllocation", "BestFit", "DotProduct");
    for (int i = 0; i < 40; i++) {
      PodInfo pod = PodInfo.of(pod(random), cluster.resources());
      long[] allocatable = amounts(random, 1 + random.nextLong(1L << random.nextInt(30)));
      if (random.nextInt(4) == 0) {
        allocatable[random.nextInt(RESOURCES)] = 0;
      }
      long spread = 1 + random.nextLong(1L << random.nextInt(28));
      long[] requested = amounts(random, 1 + random.nextLong(1L << random.nextInt(30)));
      long[] scoring = amounts(random, 1 + random.nextLong(1L << random.nextInt(30)));
      Amounts least = new Amounts(allocatable, requested, scoring);
      Amounts most = above(random, least, spread);
      Amounts between = between(random, least, most);
      for (Plugin plugin : plugins) {
        if (plugin instanceof AmountScorePlugin scores) {
          for (Amounts node : List.of(least, between, most)) {
            assertThat(scores.score(pod, node))
                .as("%s: pod %s, node %s", plugin.name(), pod.spec().effectiveRequests(), node)
                .isLessThanOrEqualTo(scores.scoreMax(pod, least, most));
            assertThat((double) scores.score(pod, node))
                .as("%s: pod %s, node %s", plugin.name(), pod.spec().effectiveRequests(), node)
                .isLessThanOrEqualTo(Bounds.max(scores, pod, node) + 1e-7);
          }
        }
        if (plugin instanceof AmountFilterPlugin filter && filter.passes(pod, between)) {
          assertThat(filter.passes(pod, least)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void manyScoreAsOneByOne(int seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "columns");
    FakeCluster cluster = new FakeCluster();
    cluster.resources().intern(RandomTemplates.LICENSES);
    cluster.add(FakeCluster.node("n", 1 + random.nextLong(5000), 1 + random.nextLong(1L << 34)));
    List<Plugin> plugins = pluginsOn(cluster);
    for (int round = 0; round < 10; round++) {
      PodInfo pod = PodInfo.of(pod(random), cluster.resources());
      long[] allocatable = amounts(random, 1 + random.nextLong(1L << random.nextInt(60)));
      if (random.nextInt(3) == 0) {
        allocatable[random.nextInt(RESOURCES)] = 0;
      }
      List<Amounts> nodes = new ArrayList<>();
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        long bound = 1 + random.nextLong(1L << random.nextInt(50));
        nodes.add(new Amounts(allocatable, amounts(random, bound), amounts(random, bound)));
      }
      for (Plugin plugin : plugins) {
        if (plugin instanceof AmountScorePlugin scores) {
          long[] many = new long[nodes.size() + 1];
          many[nodes.size()] = -7;
          scores.scores(pod, Columns.of(nodes), many);
          for (int i = 0; i < nodes.size(); i++) {
            assertThat(many[i])
                .as(
                    "%s: pod %s, node %s",
                    plugin.name(), pod.spec().effectiveRequests(), nodes.get(i))
                .isEqualTo(scores.score(pod, nodes.get(i)));
          }
          assertThat(many[nodes.size()]).isEqualTo(-7);
        }
      }
    }
  }

  private static List<Plugin> pluginsOn(FakeCluster cluster) {
    List<Plugin> plugins = new ArrayList<>();
    for (PluginFactory factory : ServiceLoader.load(PluginFactory.class)) {
      for (PluginArgs args : ARGUMENTS) {
        try {
          Plugin plugin = factory.create(args, cluster);
          if (plugin instanceof AmountScorePlugin || plugin instanceof AmountFilterPlugin) {
            plugins.add(plugin);
          }
        } catch (IllegalArgumentException e) {
          assertThat(args).as("arguments that are for others").isNotSameAs(PluginArgs.NONE);
        }
      }
    }
    return plugins;
  }

  private static Pod pod(RandomStream random) {
    ResourceList requests = ResourceList.EMPTY;
    if (random.nextInt(4) > 0) {
      requests = ResourceList.of(random.nextLong(3000), random.nextLong(1L << 33));
    }
    if (random.nextInt(3) == 0) {
      requests = requests.with(RandomTemplates.LICENSES, random.nextLong(4));
    }
    if (random.nextInt(3) == 0) {
      requests = requests.with(ResourceNames.EPHEMERAL_STORAGE, random.nextLong(1L << 20));
    }
    return Pod.builder("p", PodSpec.builder().requests(requests).build()).uid(1).build();
  }

  private static long[] amounts(RandomStream random, long bound) {
    return random.nextInt(2) == 0
        ? IntStream.range(0, RESOURCES).mapToLong(i -> random.nextLong(bound)).toArray()
        : new long[] {
          random.nextLong(4000), random.nextLong(1L << 33), random.nextLong(1L << 20), 3, 5
        };
  }

  private static Amounts above(RandomStream random, Amounts least, long spread) {
    return new Amounts(
        least.allocatable,
        Arrays.stream(least.requested).map(amount -> amount + random.nextLong(spread)).toArray(),
        Arrays.stream(least.scoring).map(amount -> amount + random.nextLong(spread)).toArray());
  }

  private static Amounts between(RandomStream random, Amounts least, Amounts most) {
    return new Amounts(
        least.allocatable,
        between(random, least.requested, most.requested),
        between(random, least.scoring, most.scoring));
  }

  private static long[] between(RandomStream random, long[] least, long[] most) {
    return IntStream.range(0, RESOURCES)
        .mapToLong(i -> least[i] + random.nextLong(most[i] - least[i] + 1))
        .toArray();
  }
}
