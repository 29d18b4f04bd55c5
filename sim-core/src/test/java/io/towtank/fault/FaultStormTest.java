package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Node;
import io.towtank.network.Part;
import io.towtank.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many faults at once, of every kind and on whomever: when all are over, all is as before. */
final class FaultStormTest {
  private static final int FAULTS = 25;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  private static List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      nodes.add(Bed.node(String.format(Locale.ROOT, "n%02d", i), "z" + i / 6, "r" + i / 3));
    }
    return nodes;
  }

  private static FaultPlan randomPlan(int number, RandomStream random) {
    List<FaultFactory> factories = FaultDocumentationTest.factories();
    FaultFactory factory = factories.get(random.nextInt(factories.size()));
    List<Part> parts = new ArrayList<>(new Topology(nodes(), List.of()).parts());
    TargetSelector targets =
        switch (factory.targets()) {
          case NONE -> TargetSelector.ALL;
          case PARTS -> TargetSelector.named(parts.get(random.nextInt(parts.size())).toString());
          default -> TargetSelector.ALL.withCount(1 + random.nextInt(4));
        };
    return new FaultPlan(
        number + " " + factory.name(),
        factory,
        FaultArgs.defaults(factory.fields()),
        targets,
        new Timing.At(List.of(random.nextLong(600) * SECOND, random.nextLong(600) * SECOND)),
        TimeSource.constant((1 + random.nextLong(300)) * SECOND),
        null);
  }

  private static List<String> storm(long seed, Bed bed) {
    RandomStream random = new RandomStreams(seed).stream("test", "storm");
    FaultPlan[] plans = new FaultPlan[FAULTS];
    for (int i = 0; i < FAULTS; i++) {
      plans[i] = randomPlan(i, random);
    }
    FaultSchedule schedule = bed.start(plans);
    bed.simulation().run();
    assertThat(schedule.ongoing()).isEmpty();
    assertThat(bed.world().operator().pendingWrites()).isZero();
    return bed.log();
  }

  private static Bed bed(long seed) {
    return new Bed(seed, nodes().toArray(Node[]::new));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whenAllFaultsAreOverAllIsAsBefore(long seed) {
    Bed bed = bed(seed);
    List<String> log = storm(seed, bed);

    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
    for (Node node : nodes()) {
      assertThat(bed.network().canReachApi(node.name())).isTrue();
      assertThat(bed.world().nodes().isOff(node.name())).isFalse();
      assertThat(bed.node(node.name()).unschedulable()).isFalse();
      assertThat(bed.node(node.name()).taints()).isEmpty();
    }
    // What was begun was ended, and the last word on everything is that it works.
    SortedMap<String, String> lastWords = new TreeMap<>();
    for (String line : log) {
      String[] words = line.split(" ", 3);
      lastWords.put(words[1] + " " + aspect(words[2]), words[2]);
      if (words[2].equals("on")) {
        // A kubelet that has just begun does not hang, unless it is told so.
        lastWords.put(words[1] + " kubelet", "resumes");
      }
    }
    assertThat(lastWords.values())
        .isSubsetOf(
            "on", "resumes", "slow 1.0", "has DISK", "has MEMORY", "reaches API", "up", "leads");
  }

  private static String aspect(String words) {
    return Map.of("off", "power", "on", "power", "hangs", "kubelet", "resumes", "kubelet")
        .getOrDefault(
            words, words.replaceAll("short of |has |lost|reaches|leads|up|down|[0-9.]", ""));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSeedGivesTheSameTape(long seed) {
    Bed first = bed(seed);
    Bed second = bed(seed);
    assertThat(storm(seed, first)).isEqualTo(storm(seed, second));
    assertThat(first.simulation().digest().value()).isEqualTo(second.simulation().digest().value());
  }
}
