package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.framework.Profile;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster as it stands at one moment, and the scheduler that decides there.
 *
 * @param shown what to call the file that it comes from in messages
 * @param api its objects; of pods created at the same time the older ones have lower uids
 * @param nowNanos the moment, in simulation time
 * @param seed root of what the scheduler draws
 * @param profiles the scheduler's profiles
 * @param scheduler how the scheduler behaves besides
 * @param warnings what of the input has no effect
 */
public record ClusterState(
    String shown,
    ApiServer api,
    long nowNanos,
    long seed,
    List<Profile> profiles,
    SchedulerOptions scheduler,
    List<String> warnings) {
  /** Copies the lists. */
  public ClusterState {
    profiles = List.copyOf(profiles);
    warnings = List.copyOf(warnings);
  }

  /**
   * The cluster of a snapshot as the file shows it: nothing is run, pods that are pending in it
   * stay so.
   *
   * @param scenario one that names a snapshot
   * @throws InputException if something that it names can't be used
   */
  public static ClusterState ofSnapshot(Scenario scenario, RunOptions options) {
    long seed = seed(scenario, options);
    SchedulerChoice scheduler = SchedulerChoice.of(scenario, options);
    WorkloadSource source = new WorkloadSource(scenario.spec(), seed);
    SnapshotCluster snapshot = source.snapshot();
    if (snapshot == null) {
      throw new IllegalArgumentException("the scenario has no snapshot");
    }
    snapshot.requirePods();
    ApiServer api = new ApiServer(new Simulation(seed));
    List<Node> nodes = source.nodes();
    nodes.forEach(node -> create(api.nodes(), node));
    snapshot.sortBound();
    snapshot.create(api);
    for (PodArrival arrival : snapshot.pending()) {
      create(api.pods(), arrival.pod());
    }
    List<String> warnings = new ArrayList<>(scenario.warnings());
    warnings.addAll(scheduler.warnings());
    warnings.addAll(snapshot.warnings());
    return new ClusterState(
        scenario.source().shown(),
        api,
        0,
        seed,
        scheduler.profiles(),
        OpenedRun.schedulerOptions(scenario.spec(), scheduler, options.engine())
            .withNodeRanks(source.nodeRanks(nodes)),
        warnings);
  }

  private static <T extends ApiObject<T>> void create(ObjectStore<T> store, T object) {
    WriteResult<T> result = store.create(object);
    if (!result.isOk()) {
      throw new InputException("cluster: " + result.message());
    }
  }

  /**
   * A scenario's scheduler, and a cluster without nodes or pods.
   *
   * @throws InputException if something that it names can't be used
   */
  public static ClusterState empty(Scenario scenario, RunOptions options) {
    long seed = seed(scenario, options);
    SchedulerChoice scheduler = SchedulerChoice.of(scenario, options);
    List<String> warnings = new ArrayList<>(scenario.warnings());
    warnings.addAll(scheduler.warnings());
    return new ClusterState(
        scenario.source().shown(),
        new ApiServer(new Simulation(seed)),
        0,
        seed,
        scheduler.profiles(),
        OpenedRun.schedulerOptions(scenario.spec(), scheduler, options.engine()),
        warnings);
  }

  /**
   * The cluster as a scenario's run leaves it.
   *
   * @throws InputException if something that it names can't be used
   */
  public static ClusterState atEnd(Scenario scenario, RunOptions options, Progress progress) {
    SchedulerChoice choice = SchedulerChoice.of(scenario, options);
    List<ClusterState> states = new ArrayList<>();
    ScenarioRunner.Result result =
        ScenarioRunner.runWhole(
            scenario,
            options,
            RunRecorder.NONE,
            progress,
            new ClusterInspector() {
              @Override
              public void ended(SimulatedRun cluster, SchedulerOptions scheduler) {
                states.add(
                    new ClusterState(
                        scenario.source().shown(),
                        cluster.api(),
                        cluster.nowNanos(),
                        seed(scenario, options),
                        choice.profiles(),
                        scheduler,
                        List.of()));
              }
            });
    return states.get(0).withWarnings(result.summary().warnings());
  }

  /** The same cluster with another scheduler. */
  public ClusterState withProfiles(List<Profile> value) {
    return new ClusterState(shown, api, nowNanos, seed, value, scheduler, warnings);
  }

  /** Whether the pod stays and goes with its node: a daemon set's, or a static pod. */
  public static boolean belongsToNode(Pod pod) {
    OwnerReference owner = pod.owner();
    return owner != null && (owner.kind().equals("DaemonSet") || isStatic(owner));
  }

  /**
   * Whether the pod of this owner is the API's picture of a static one. Source: Kubernetes, mirror
   * pods have their node as owner ({@code pkg/kubelet/pod/mirror_client.go}).
   */
  public static boolean isStatic(OwnerReference owner) {
    return owner.kind().equals("Node");
  }

  private static long seed(Scenario scenario, RunOptions options) {
    Long given = options.seed();
    return given == null ? scenario.spec().seed() : given;
  }

  private ClusterState withWarnings(List<String> value) {
    return new ClusterState(shown, api, nowNanos, seed, profiles, scheduler, value);
  }
}
