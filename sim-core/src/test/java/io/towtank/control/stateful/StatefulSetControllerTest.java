package io.towtank.control.stateful;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.brokenTemplate;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.Watcher;
import io.towtank.model.ControllerRevision;
import io.towtank.model.IntOrPercent;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.StatefulSetSpec.PodManagement;
import io.towtank.model.UpdateStrategy;
import io.towtank.testing.ControlCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StatefulSetControllerTest {
  private final ControlCluster cluster = new ControlCluster();
  private final List<String> log = new ArrayList<>();

  private final class Log implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      note(pod, "made");
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.isTerminating() && !oldPod.isTerminating()) {
        note(newPod, "told to end");
      }
    }

    private void note(Pod pod, String what) {
      log.add(cluster.simulation.now() / SECOND + " " + pod.name() + " " + what);
    }
  }

  private void create(StatefulSetSpec.Builder spec) {
    cluster
        .api
        .statefulSets()
        .create(new StatefulSet(ObjectMeta.of("default", "db"), spec.build()))
        .orThrow();
    cluster.api.pods().watch("test-log", 0, new Log());
  }

  private static StatefulSetSpec.Builder db(int replicas) {
    return StatefulSetSpec.builder(selector("db"), template("db", "1")).replicas(replicas);
  }

  private void declare(Consumer<StatefulSetSpec.Builder> change) {
    log.clear();
    cluster
        .api
        .statefulSets()
        .update(
            "default/db",
            set -> {
              StatefulSetSpec.Builder spec = set.spec().toBuilder();
              change.accept(spec);
              return set.withSpec(spec.build());
            })
        .orThrow();
  }

  private StatefulSet.Status status() {
    StatefulSet set = cluster.api.statefulSets().get("default/db");
    if (set == null) {
      throw new AssertionError("db is gone");
    }
    return set.status();
  }

  private List<String> versions() {
    return cluster.pods(pod -> true).stream()
        .map(pod -> pod.name() + "=" + pod.labels().get("version"))
        .sorted()
        .toList();
  }

  @Test
  void makesPodsOneAfterTheOtherEachWithItsIdentity() {
    create(db(3));
    cluster.runTo(10);
    assertThat(log).containsExactly("0 db-0 made", "2 db-1 made", "4 db-2 made");
    Pod second = cluster.pods(pod -> pod.name().equals("db-1")).get(0);
    assertThat(second.labels().get("statefulset.kubernetes.io/pod-name")).isEqualTo("db-1");
    assertThat(second.labels().get("apps.kubernetes.io/pod-index")).isEqualTo("1");
    String revision = "db-" + template("db", "1").hash();
    assertThat(second.labels().get("controller-revision-hash")).isEqualTo(revision);
    assertThat(status()).isEqualTo(new StatefulSet.Status(3, 3, 3, 3, 3, revision, revision, 1, 0));
  }

  @Test
  void makesAllAtOnceWhereDeclared() {
    create(db(3).podManagement(PodManagement.PARALLEL).startOrdinal(5));
    cluster.runTo(10);
    assertThat(log).containsExactly("0 db-5 made", "0 db-6 made", "0 db-7 made");
    declare(spec -> spec.replicas(1));
    cluster.runTo(20);
    assertThat(log).containsExactly("10 db-7 told to end", "10 db-6 told to end");
    assertThat(cluster.podNames()).containsExactly("db-5");
  }

  @Test
  void scalesDownFromTheHighestOneAfterTheOther() {
    create(db(4));
    cluster.runTo(10);
    declare(spec -> spec.replicas(1));
    cluster.runTo(20);
    assertThat(log)
        .containsExactly("10 db-3 told to end", "11 db-2 told to end", "12 db-1 told to end");
    assertThat(cluster.podNames()).containsExactly("db-0");
  }

  @Test
  void waitsForPodsToHaveBeenReadyForLongEnough() {
    create(db(2).minReadyNanos(10 * SECOND));
    cluster.runTo(30);
    assertThat(log).containsExactly("0 db-0 made", "12 db-1 made");
    assertThat(status().availableReplicas()).isEqualTo(2);
  }

  @Test
  void updatesFromTheHighestOneAfterTheOther() {
    create(db(3));
    cluster.runTo(10);
    declare(spec -> spec.template(template("db", "2")));
    cluster.runTo(30);
    assertThat(log)
        .containsExactly(
            "10 db-2 told to end",
            "11 db-2 made",
            "13 db-1 told to end",
            "14 db-1 made",
            "16 db-0 told to end",
            "17 db-0 made");
    assertThat(status().currentRevision()).isEqualTo(status().updateRevision());
    assertThat(status().updateRevision()).isEqualTo("db-" + template("db", "2").hash());
    assertThat(cluster.api.controllerRevisions().list())
        .extracting(ControllerRevision::revision)
        .containsExactly(1L, 2L);
  }

  @Test
  void leavesOrdinalsBelowThePartitionAsTheyWere() {
    create(db(4));
    cluster.runTo(10);
    declare(spec -> spec.template(template("db", "2")).partition(2));
    cluster.runTo(30);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1", "db-2=2", "db-3=2");
    assertThat(status().currentReplicas()).isEqualTo(2);
    assertThat(status().updatedReplicas()).isEqualTo(2);

    // One that dies below the partition comes back as it was.
    cluster.nodes.fail("db-1");
    cluster.runTo(50);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1", "db-2=2", "db-3=2");
    declare(spec -> spec.partition(0));
    cluster.runTo(70);
    assertThat(versions()).containsExactly("db-0=2", "db-1=2", "db-2=2", "db-3=2");
  }

  @Test
  void updatesSeveralAtOnceWhereMoreMayBeUnavailable() {
    create(db(4).podManagement(PodManagement.PARALLEL).maxUnavailable(IntOrPercent.of(2)));
    cluster.runTo(10);
    declare(spec -> spec.template(template("db", "2")));
    cluster.runTo(30);
    assertThat(log)
        .containsExactly(
            "10 db-3 told to end",
            "10 db-2 told to end",
            "11 db-2 made",
            "11 db-3 made",
            "13 db-1 told to end",
            "13 db-0 told to end",
            "14 db-0 made",
            "14 db-1 made");
  }

  @Test
  void updatesOnDeleteOnlyWhatIsDeleted() {
    create(db(2).updateStrategy(UpdateStrategy.ON_DELETE));
    cluster.runTo(10);
    declare(spec -> spec.template(template("db", "2")));
    cluster.runTo(20);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1");
    cluster.api.deletePod(cluster.pods(pod -> pod.name().equals("db-0")).get(0), SECOND).orThrow();
    cluster.runTo(30);
    assertThat(versions()).containsExactly("db-0=2", "db-1=1");
  }

  @Test
  void aPodThatEndsOnASilentNodeKeepsItsIdentity() {
    create(db(3));
    cluster.runTo(10);
    Pod pod = cluster.pods(other -> other.name().equals("db-1")).get(0);
    cluster.nodes.hang(pod.nodeName(), true);
    cluster.api.deletePod(pod, SECOND).orThrow();
    log.clear();
    cluster.runTo(1000);
    assertThat(log).isEmpty();
    assertThat(cluster.pods(other -> other.name().equals("db-1")).get(0).uid())
        .isEqualTo(pod.uid());

    cluster.nodes.hang(pod.nodeName(), false);
    cluster.runTo(1010);
    assertThat(log).containsExactly("1000 db-1 made");
  }

  @Test
  void failedPodsAreReplacedUnderTheirName() {
    create(db(2));
    cluster.runTo(10);
    log.clear();
    cluster.nodes.fail("db-0");
    cluster.runTo(20);
    assertThat(log).containsExactly("10 db-0 made");
    assertThat(status().readyReplicas()).isEqualTo(2);
  }

  @Test
  void aBrokenUpdateStopsAtItsFirstPod() {
    create(db(3));
    cluster.runTo(10);
    declare(spec -> spec.template(brokenTemplate("db", "2")));
    cluster.runTo(100);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1", "db-2=2");
    assertThat(status().readyReplicas()).isEqualTo(2);

    // As in Kubernetes an ordered set does not replace a pod that it waits for: somebody must.
    declare(spec -> spec.template(template("db", "1")));
    cluster.runTo(200);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1", "db-2=2");
    cluster.api.deletePod(cluster.pods(pod -> pod.name().equals("db-2")).get(0), SECOND).orThrow();
    cluster.runTo(300);
    assertThat(versions()).containsExactly("db-0=1", "db-1=1", "db-2=1");
    assertThat(cluster.api.controllerRevisions().list())
        .extracting(ControllerRevision::revision)
        .containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void keepsAsManyOldRevisionsAsDeclared() {
    create(db(1).revisionHistoryLimit(1));
    cluster.runTo(10);
    for (int version = 2; version <= 4; version++) {
      String name = String.valueOf(version);
      declare(spec -> spec.template(template("db", name)));
      cluster.runTo(20.0 * version);
    }
    assertThat(cluster.api.controllerRevisions().list())
        .extracting(revision -> revision.template().labels().get("version"))
        .containsExactly("3", "4");
  }
}
