package io.towtank.control;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.brokenTemplate;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.check.DeploymentCheck;
import io.towtank.control.deployment.Rollback;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.model.PodPhase;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.StatefulSetSpec.PodManagement;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.testing.ControlCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One of {@link RandomHistoriesTest}'s histories. */
final class RandomHistory {
  private static final int CHANGES_END_SECONDS = 400;
  private static final int REST_SECONDS = 2600;
  private static final String NODE = "node-4";

  private final ControlCluster cluster;
  private final RandomStream random;
  private final List<String> told = new ArrayList<>();
  private final boolean isInstant;
  private int version = 1;

  RandomHistory(long seed) {
    random = new RandomStreams(seed).stream("test", "history");
    isInstant = random.nextBoolean();
    cluster =
        new ControlCluster(
            seed, new ControlOptions(isInstant ? 0 : 1_000_000L * (1 + random.nextInt(500))));
    cluster.nodes.readyNanos = (1 + random.nextInt(10)) * SECOND;
    cluster.nodes.endNanos = (1 + random.nextInt(5)) * SECOND;
    new DeploymentCheck(cluster.simulation, cluster.api);
    declareAll();
    int changes = 5 + random.nextInt(40);
    for (int i = 0; i < changes; i++) {
      cluster.at(random.nextInt(10 * CHANGES_END_SECONDS) / 10.0, this::change);
    }
    cluster.at(CHANGES_END_SECONDS, this::heal);
  }

  private static <T> T any(RandomStream random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private IntOrPercent limit() {
    return random.nextBoolean()
        ? IntOrPercent.of(random.nextInt(4))
        : IntOrPercent.ofPercent(random.nextInt(60));
  }

  private void declareAll() {
    ApiServer api = cluster.api;
    DeploymentSpec web =
        DeploymentSpec.builder(selector("web"), template("web", "1"))
            .replicas(random.nextInt(12))
            .strategy(
                random.nextInt(5) == 0
                    ? DeploymentSpec.Strategy.RECREATE
                    : DeploymentSpec.Strategy.ROLLING_UPDATE)
            .maxSurge(limit())
            .maxUnavailable(limit())
            .minReadyNanos(random.nextInt(3) * (4 * SECOND))
            .progressDeadlineNanos(random.nextBoolean() ? Pod.NEVER : 60 * SECOND)
            .revisionHistoryLimit(random.nextInt(4))
            .build();
    api.deployments().create(new Deployment(ObjectMeta.of("default", "web"), web)).orThrow();
    StatefulSetSpec db =
        StatefulSetSpec.builder(selector("db"), template("db", "1"))
            .replicas(random.nextInt(6))
            .podManagement(
                random.nextBoolean() ? PodManagement.PARALLEL : PodManagement.ORDERED_READY)
            .maxUnavailable(IntOrPercent.of(1 + random.nextInt(3)))
            .minReadyNanos(random.nextInt(2) * (5 * SECOND))
            .startOrdinal(random.nextInt(2))
            .build();
    api.statefulSets().create(new StatefulSet(ObjectMeta.of("default", "db"), db)).orThrow();
    boolean isSurging = random.nextBoolean();
    DaemonSetSpec log =
        DaemonSetSpec.builder(selector("log"), template("log", "1"))
            .maxSurge(isSurging ? IntOrPercent.of(1 + random.nextInt(2)) : IntOrPercent.of(0))
            .maxUnavailable(isSurging ? IntOrPercent.of(0) : limit())
            .minReadyNanos(random.nextInt(2) * (5 * SECOND))
            .build();
    api.daemonSets().create(new DaemonSet(ObjectMeta.of("default", "log"), log)).orThrow();
    api.podDisruptionBudgets()
        .create(
            new PodDisruptionBudget(
                ObjectMeta.of("default", "web"),
                new PodDisruptionBudget.Spec(
                    selector("web"), null, limit(), UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)))
        .orThrow();
  }

  private void tell(String what) {
    told.add(cluster.simulation.now() / (double) SECOND + " s: " + what);
  }

  private void change() {
    switch (random.nextInt(14)) {
      case 0, 1 -> {
        int replicas = random.nextInt(12);
        tell("scale web to " + replicas);
        declareWeb(deployment -> deployment.replicas(replicas));
      }
      case 2, 3 -> {
        PodTemplate template = next("web", random.nextInt(3) == 0);
        declareWeb(deployment -> deployment.template(template));
      }
      case 4 -> {
        boolean paused = random.nextBoolean();
        tell("paused: " + paused);
        declareWeb(deployment -> deployment.paused(paused));
      }
      case 5 -> {
        tell("undo web");
        try {
          Rollback.undo(cluster.api, cluster.deployment("web"), 0);
        } catch (WriteFailure e) {
          tell(String.valueOf(e.getMessage()));
        }
      }
      case 6 -> {
        int replicas = random.nextInt(6);
        tell("scale db to " + replicas);
        declareDb(db -> db.replicas(replicas).partition(random.nextInt(3)));
      }
      case 7 -> {
        // An ordered set never replaces a broken pod by itself, so that it would not converge.
        PodTemplate template = next("db", false);
        declareDb(db -> db.template(template));
      }
      case 8 -> {
        PodTemplate template = next("log", random.nextInt(3) == 0);
        declareLog(log -> log.template(template));
      }
      case 9 -> failApi();
      case 10 -> {
        String node = "node-" + (1 + random.nextInt(3));
        boolean hangs = random.nextBoolean();
        tell(node + " hangs: " + hangs);
        cluster.nodes.hang(node, hangs);
      }
      case 11 -> changeNode();
      case 12 -> evict();
      default -> kill();
    }
  }

  private PodTemplate next(String app, boolean isBroken) {
    String name = String.valueOf(++version);
    tell(app + " becomes " + (isBroken ? "broken " : "") + name);
    return isBroken ? brokenTemplate(app, name) : template(app, name);
  }

  private void declareWeb(UnaryOperator<DeploymentSpec.Builder> change) {
    cluster
        .api
        .deployments()
        .update("default/web", web -> web.withSpec(change.apply(web.spec().toBuilder()).build()));
  }

  private void declareDb(UnaryOperator<StatefulSetSpec.Builder> change) {
    cluster
        .api
        .statefulSets()
        .update("default/db", db -> db.withSpec(change.apply(db.spec().toBuilder()).build()));
  }

  private void declareLog(UnaryOperator<DaemonSetSpec.Builder> change) {
    cluster
        .api
        .daemonSets()
        .update("default/log", log -> log.withSpec(change.apply(log.spec().toBuilder()).build()));
  }

  private void failApi() {
    int seconds = 1 + random.nextInt(40);
    tell("no quorum for " + seconds + " s");
    cluster.api.setMode(ApiServer.Mode.READ_ONLY);
    cluster.at(
        cluster.simulation.now() / (double) SECOND + seconds,
        () -> cluster.api.setMode(ApiServer.Mode.UP));
  }

  private void changeNode() {
    Node node = cluster.api.nodes().get(NODE);
    tell("change " + NODE);
    if (node == null) {
      if (cluster.api.mode() == ApiServer.Mode.UP) {
        cluster.addNode(NODE, Labels.EMPTY);
      }
    } else if (node.taints().isEmpty()) {
      Taint taint =
          new Taint(
              "out", "", random.nextBoolean() ? TaintEffect.NO_SCHEDULE : TaintEffect.NO_EXECUTE);
      cluster.api.nodes().update(NODE, current -> current.withTaint(taint));
    } else {
      cluster.api.nodes().update(NODE, current -> current.toBuilder().taints(List.of()).build());
    }
  }

  private void evict() {
    List<Pod> pods = cluster.pods(pod -> pod.ready() && !pod.isTerminating() && isOf(pod, "web"));
    PodDisruptionBudget budget = cluster.api.podDisruptionBudgets().get("default/web");
    if (pods.isEmpty() || budget == null) {
      return;
    }
    int desired = budget.status().desiredHealthy();
    if (cluster.api.evict(any(random, pods), SECOND).isOk()) {
      tell("evicted a pod of web");
      if (isInstant) {
        assertThat(pods.size() - 1).as("healthy pods left").isGreaterThanOrEqualTo(desired);
      }
    }
  }

  private void kill() {
    List<Pod> pods = cluster.pods(pod -> pod.isBound() && !pod.phase().isTerminal());
    if (!pods.isEmpty()) {
      Pod pod = any(random, pods);
      if (random.nextBoolean()) {
        tell(pod.name() + " fails");
        cluster.nodes.fail(pod.name());
      } else {
        tell(pod.name() + " is deleted");
        cluster.api.deletePod(pod, SECOND);
      }
    }
  }

  /** From now on nothing happens but what controllers do, and all templates work. */
  private void heal() {
    tell("all is well from now on");
    cluster.api.setMode(ApiServer.Mode.UP);
    for (int i = 1; i <= 3; i++) {
      cluster.nodes.hang("node-" + i, false);
    }
    // As in Kubernetes an ordered set that is made smaller waits for ever if two of the pods to go
    // have failed: somebody must delete them.
    cluster
        .pods(pod -> isOf(pod, "db") && pod.phase() == PodPhase.FAILED)
        .forEach(pod -> cluster.api.pods().delete(pod.key()));
    PodTemplate web = next("web", false);
    declareWeb(deployment -> deployment.template(web).paused(false));
    PodTemplate log = next("log", false);
    declareLog(daemons -> daemons.template(log));
    declareDb(db -> db.partition(0));
  }

  void run() {
    cluster.runTo(CHANGES_END_SECONDS + REST_SECONDS);
  }

  String digest() {
    return cluster.simulation.digest().toString();
  }

  String describe() {
    return String.join("\n", told);
  }

  private static boolean isOf(Pod pod, String app) {
    return app.equals(pod.labels().get("app"));
  }

  private List<Pod> alive(String app) {
    return cluster.pods(pod -> isOf(pod, app) && !pod.phase().isTerminal());
  }

  void checkAllIsAsDeclared() {
    for (Pod pod : cluster.pods(pod -> !pod.phase().isTerminal())) {
      assertThat(pod.ready() && !pod.isTerminating()).as(pod.name()).isTrue();
      assertThat(pod.owner()).as(pod.name()).isNotNull();
    }
    checkDeployment(cluster.deployment("web"));
    StatefulSet db = cluster.api.statefulSets().list().iterator().next();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < db.spec().replicas(); i++) {
      names.add("db-" + (db.spec().startOrdinal() + i));
    }
    assertThat(alive("db")).extracting(Pod::name).containsExactlyInAnyOrderElementsOf(names);
    PodTemplate template = db.spec().template();
    String version = template == null ? "" : String.valueOf(template.labels().get("version"));
    assertThat(alive("db")).allMatch(pod -> version.equals(pod.labels().get("version")));
    assertThat(db.status().currentRevision()).isEqualTo(db.status().updateRevision());
    assertThat(db.status().availableReplicas()).isEqualTo(db.spec().replicas());
    checkDaemons(cluster.api.daemonSets().list().iterator().next());
  }

  private void checkDeployment(Deployment web) {
    DeploymentSpec spec = web.spec();
    String version = String.valueOf(spec.template().labels().get("version"));
    assertThat(alive("web"))
        .hasSize(spec.replicas())
        .allMatch(pod -> version.equals(pod.labels().get("version")));
    assertThat(web.status().availableReplicas()).isEqualTo(spec.replicas());
    assertThat(web.status().updatedReplicas()).isEqualTo(spec.replicas());
    assertThat(web.status().observedGeneration()).isEqualTo(web.meta().generation());
    List<ReplicaSet> sets = new ArrayList<>(cluster.api.replicaSets().list());
    assertThat(sets).hasSizeLessThanOrEqualTo(spec.revisionHistoryLimit() + 1);
    long revision = sets.stream().mapToLong(set -> set.revision().revision()).max().orElse(0);
    assertThat(web.revision()).isEqualTo(revision);
  }

  private void checkDaemons(DaemonSet log) {
    String version = String.valueOf(log.spec().template().labels().get("version"));
    List<String> nodes = new ArrayList<>();
    for (Node node : cluster.api.nodes().list()) {
      if (node.taints().isEmpty()) {
        nodes.add(node.name() + "=" + version);
      }
    }
    Node tainted = cluster.api.nodes().get(NODE);
    boolean mayStay =
        tainted != null
            && tainted.taints().stream()
                .allMatch(taint -> taint.effect() == TaintEffect.NO_SCHEDULE);
    List<String> placed = new ArrayList<>();
    for (Pod pod : alive("log")) {
      // A pod that came before the taint stays, and an update does not care for it.
      if (!(mayStay
          && tainted != null
          && !tainted.taints().isEmpty()
          && pod.nodeName().equals(NODE))) {
        placed.add(pod.nodeName() + "=" + pod.labels().get("version"));
      }
    }
    assertThat(placed).containsExactlyInAnyOrderElementsOf(nodes);
  }
}
