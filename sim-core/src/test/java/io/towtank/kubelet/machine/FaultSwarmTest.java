package io.towtank.kubelet.machine;

import static io.towtank.testing.LiveCluster.SECOND;
import static io.towtank.testing.LiveCluster.container;
import static io.towtank.testing.LiveCluster.tolerations;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.control.node.KubernetesVersion;
import io.towtank.control.node.NodeLifecycleOptions;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.model.Container;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.Probe;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.testing.LiveCluster;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pods and faults: when the faults end, the API tells the truth again. */
final class FaultSwarmTest {
  private static final int NODES = 5;

  private static final class World {
    private final RandomStream random;
    private final LiveCluster cluster;
    private int pods;

    World(long seed) {
      random = new Simulation(seed).streams().stream("test", "swarm");
      TreeMap<String, Long> images = new TreeMap<>();
      images.put("app:1", 40L);
      MachineOptions options =
          new MachineOptions(
              random.nextLong(3) * SECOND,
              random.nextLong(3) * SECOND,
              random.nextLong(2) == 0 ? Pod.NEVER : random.nextLong(5) * SECOND,
              10,
              1 + (int) random.nextLong(2),
              images,
              0,
              0,
              random.nextLong(2) * SECOND);
      cluster =
          new LiveCluster(
              seed,
              NodeLeases.Mode.COMPUTED,
              NodeLifecycleOptions.of(KubernetesVersion.DEFAULT),
              options,
              UsageModel.NONE);
      for (int i = 0; i < NODES; i++) {
        cluster.addNode("n" + i, "z" + i % 2);
      }
      cluster.manager.start();
    }

    void place() {
      long kind = random.nextLong(4);
      Probe probe = new Probe(random.nextLong(5) * SECOND, 5 * SECOND, SECOND, 3, 1);
      PodSpec.Builder spec =
          PodSpec.builder()
              .containers(
                  List.of(
                      new Container(
                              "main",
                              random.nextLong(2) == 0 ? "" : "app:1",
                              ResourceList.of(100, 0),
                              ResourceList.EMPTY,
                              List.of(),
                              false)
                          .withProbes(
                              null,
                              random.nextLong(3) == 0 ? probe : null,
                              random.nextLong(2) == 0 ? probe : null)))
              .initContainers(random.nextLong(3) == 0 ? List.of(container("init")) : List.of())
              .tolerations(tolerations(random.nextLong(300)))
              .terminationGraceNanos(random.nextLong(40) * SECOND)
              .restartPolicy(kind == 0 ? RestartPolicy.ON_FAILURE : RestartPolicy.ALWAYS);
      PodBehavior behavior =
          new PodBehavior(
              kind == 0 ? random.nextLong(600) * SECOND : Pod.NEVER,
              random.nextLong(8) * SECOND,
              random.nextLong(8) * SECOND,
              kind == 1 ? new FailureModel(1, 20 * SECOND, 2) : FailureModel.NONE,
              random.nextLong(60) * SECOND);
      cluster.place("p" + pods++, "n" + random.nextLong(NODES), spec, behavior);
    }

    void fault(double now) {
      String node = "n" + random.nextLong(NODES);
      boolean on = random.nextLong(2) == 0;
      double factor = 1 + random.nextLong(4);
      int kind = (int) random.nextLong(12);
      long pick = random.nextLong(1000);
      cluster.at(
          now,
          () -> {
            switch (kind) {
              case 0, 1 -> cluster.machines.crash(node);
              case 2 -> cluster.machines.boot(node);
              case 3 -> cluster.machines.hang(node);
              case 4 -> cluster.machines.resume(node);
              case 5 -> cluster.cut(node, on);
              case 6 -> cluster.machines.slow(node, factor);
              case 7 -> cluster.machines.setRegistryUp(on);
              case 8 ->
                  cluster.api.setMode(
                      on
                          ? ApiServer.Mode.UP
                          : pick % 2 == 0 ? ApiServer.Mode.DOWN : ApiServer.Mode.READ_ONLY);
              case 9 -> withPod(pick, pod -> cluster.machines.killContainer(pod, ""));
              case 10 -> withPod(pick, pod -> cluster.api.deletePod(pod, pick % 3 * 10 * SECOND));
              default -> {
                if (cluster.api.mode() == ApiServer.Mode.UP) {
                  place();
                }
              }
            }
          });
    }

    private void withPod(long pick, Consumer<Pod> act) {
      List<Pod> all = List.copyOf(cluster.api.pods().list());
      if (!all.isEmpty()) {
        act.accept(all.get((int) (pick % all.size())));
      }
    }

    void heal(double now) {
      cluster.at(
          now,
          () -> {
            cluster.api.setMode(ApiServer.Mode.UP);
            cluster.machines.setRegistryUp(true);
            for (int i = 0; i < NODES; i++) {
              cluster.cut("n" + i, false);
              cluster.machines.slow("n" + i, 1);
              cluster.machines.boot("n" + i);
              cluster.machines.resume("n" + i);
            }
          });
    }
  }

  private static World run(long seed) {
    World world = new World(seed);
    for (int i = 0; i < 15; i++) {
      world.place();
    }
    double now = 0;
    for (int i = 0; i < 120; i++) {
      now += world.random.nextLong(60) * 0.5 + (i % 2 == 0 ? 0 : world.random.nextDouble());
      world.fault(now);
    }
    world.heal(now + 1);
    world.cluster.runTo(now + 3000);
    return world;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whenTheFaultsEndEveryPodRunsOrHasEnded(long seed) {
    LiveCluster cluster = run(seed).cluster;

    for (Node node : cluster.api.nodes().list()) {
      NodeCondition ready = node.condition(NodeCondition.READY);
      assertThat(ready).extracting(NodeCondition::status).isEqualTo(NodeCondition.Status.TRUE);
      assertThat(node.taints()).isEmpty();
    }
    for (Pod pod : cluster.api.pods().list()) {
      assertThat(pod.isTerminating()).describedAs("%s is still ending", pod).isFalse();
      if (pod.phase() != PodPhase.SUCCEEDED && pod.phase() != PodPhase.FAILED) {
        assertThat(pod.phase()).describedAs("%s", pod).isEqualTo(PodPhase.RUNNING);
        assertThat(pod.ready()).describedAs("%s is ready, %s", pod, pod.reason()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameSeedGivesTheSameDigest(long seed) {
    assertThat(run(seed).cluster.simulation.digest().value())
        .isEqualTo(run(seed).cluster.simulation.digest().value());
  }
}
