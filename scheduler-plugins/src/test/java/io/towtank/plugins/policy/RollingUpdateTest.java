package io.towtank.plugins.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.ReplicaSetController;
import io.towtank.control.daemon.DaemonSetController;
import io.towtank.control.deployment.DeploymentController;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.Machines;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.plugins.FakeCluster;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Controllers, the default scheduler and kubelets together: every write of a rolling update is
 * looked at, from the first pod to the last.
 */
class RollingUpdateTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long GIB = 1L << 30;

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);
  private final ControllerManager manager = new ControllerManager();

  /** Six nodes, watches that are 50 ms late, bindings that take 20 ms. */
  RollingUpdateTest() {
    PodsByNode podsByNode = new PodsByNode("machines", api);
    new Machines(
        simulation,
        api,
        new NodeLeases(simulation, NodeLeases.Mode.COMPUTED),
        podsByNode,
        node -> true,
        UsageModel.NONE,
        MachineOptions.DEFAULT);
    SchedulerOptions options =
        new SchedulerOptions(
            QueueOptions.DEFAULT,
            CycleCost.ZERO,
            SECOND / 50,
            SchedulerOptions.Ties.FIRST,
            SECOND / 20);
    Scheduler scheduler =
        new Scheduler(
            simulation,
            api,
            new ResourceIndex(),
            PluginRegistry.load(),
            List.of(new KubernetesDefault().profile()),
            options,
            RunRecorder.NONE);
    assertThat(scheduler.cache().all()).isEmpty();
    ControlContext context = ControlContext.of(simulation, api, new ControlOptions(SECOND / 20));
    manager.add(new ReplicaSetController(context).controller());
    manager.add(new DeploymentController(context).controller());
    manager.add(new DaemonSetController(context).controller());
    for (int i = 1; i <= 6; i++) {
      api.nodes().create(FakeCluster.node("node-" + i, 8000, 16 * GIB).build()).orThrow();
    }
    manager.start();
  }

  private static PodTemplate template(String app, int version) {
    return new PodTemplate(
        Labels.of(Map.of("app", app, "version", String.valueOf(version))),
        PodSpec.builder()
            .requests(ResourceList.of(1000, GIB))
            .terminationGraceNanos(5 * SECOND)
            .build(),
        new PodBehavior(Pod.NEVER, 3 * SECOND, 2 * SECOND, PodBehavior.FailureModel.NONE, 0));
  }

  private static LabelSelector selector(String app) {
    return LabelSelector.ofLabels(Labels.of("app", app));
  }

  private List<Pod> alive(String app) {
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : api.pods().list()) {
      if (app.equals(pod.labels().get("app")) && !pod.isTerminating()) {
        pods.add(pod);
      }
    }
    return pods;
  }

  private void runTo(long seconds) {
    simulation.runUntil(seconds * SECOND);
  }

  /** Looks at the pods of {@code web} after every write, from now on. */
  private final class Witness implements Watcher<Pod> {
    private final long minReadyNanos;
    private long writes;
    private int most;
    private int fewestAvailable = Integer.MAX_VALUE;

    Witness(long minReadyNanos) {
      this.minReadyNanos = minReadyNanos;
    }

    @Override
    public void onAdd(Pod pod) {
      look();
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      look();
    }

    @Override
    public void onDelete(Pod pod) {
      look();
    }

    private void look() {
      writes++;
      List<Pod> pods = alive("web");
      long now = simulation.now();
      int available =
          (int) pods.stream().filter(pod -> pod.isAvailable(now, minReadyNanos)).count();
      most = Math.max(most, pods.size());
      fewestAvailable = Math.min(fewestAvailable, available);
    }
  }

  @Test
  void everyWriteOfARollingUpdateIsWithinTheLimits() {
    long minReady = 4 * SECOND;
    DeploymentSpec spec =
        DeploymentSpec.builder(selector("web"), template("web", 1))
            .replicas(20)
            .maxSurge(IntOrPercent.ofPercent(20))
            .maxUnavailable(IntOrPercent.ofPercent(15))
            .minReadyNanos(minReady)
            .build();
    api.deployments().create(new Deployment(ObjectMeta.of("default", "web"), spec)).orThrow();
    runTo(60);
    Witness witness = new Witness(minReady);
    api.pods().watch("witness", 0, witness);

    for (int version = 2; version <= 4; version++) {
      PodTemplate next = template("web", version);
      api.deployments()
          .update("default/web", web -> web.withSpec(web.spec().toBuilder().template(next).build()))
          .orThrow();
      // The third is declared in the midst of the second.
      runTo(version == 2 ? 75 : 60 + 100L * version);
    }

    assertThat(alive("web")).hasSize(20).allMatch(pod -> "4".equals(pod.labels().get("version")));
    assertThat(witness.writes).isGreaterThan(200);
    assertThat(witness.most).isEqualTo(24);
    assertThat(witness.fewestAvailable).isEqualTo(17);
  }

  @Test
  void theSchedulerBindsEachDaemonPodToItsNode() {
    DaemonSetSpec spec = DaemonSetSpec.builder(selector("log"), template("log", 1)).build();
    api.daemonSets().create(new DaemonSet(ObjectMeta.of("default", "log"), spec)).orThrow();
    runTo(30);
    api.nodes().create(FakeCluster.node("node-7", 8000, 16 * GIB).build()).orThrow();
    runTo(60);
    assertThat(alive("log"))
        .extracting(Pod::nodeName)
        .containsExactlyInAnyOrder(
            "node-1", "node-2", "node-3", "node-4", "node-5", "node-6", "node-7");
    assertThat(alive("log")).allMatch(Pod::ready);
  }
}
