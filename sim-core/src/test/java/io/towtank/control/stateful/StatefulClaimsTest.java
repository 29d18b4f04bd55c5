package io.towtank.control.stateful;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.control.volume.VolumeController;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.model.VolumeAccessMode;
import io.towtank.testing.ControlCluster;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims of stateful sets, and the volumes behind them. */
class StatefulClaimsTest {
  private final ControlCluster cluster = new ControlCluster();
  private final ControllerManager volumes = new ControllerManager();

  StatefulClaimsTest() {
    volumes.add(
        new VolumeController(
                ControlContext.of(cluster.simulation, cluster.api, ControlOptions.DEFAULT))
            .controller());
    volumes.start();
    declare(new StorageClass("disks", "csi.example.com", false, List.of(), true, 0));
  }

  private void declare(StorageClass storageClass) {
    cluster.api.storageClasses().create(storageClass).orThrow();
  }

  private static PersistentVolumeClaim claim(String name) {
    return new PersistentVolumeClaim(
        "default",
        name,
        "",
        null,
        "",
        false,
        "",
        1 << 20,
        Set.of(VolumeAccessMode.READ_WRITE_ONCE),
        null,
        "Filesystem",
        "Pending",
        "",
        false,
        0);
  }

  private void create(int replicas, boolean withSet, boolean withScaling) {
    StatefulSetSpec spec =
        StatefulSetSpec.builder(selector("db"), template("db", "1"))
            .replicas(replicas)
            .volumeClaimTemplates(List.of(claim("data")))
            .claimsGo(withSet, withScaling)
            .build();
    cluster
        .api
        .statefulSets()
        .create(new StatefulSet(ObjectMeta.of("default", "db"), spec))
        .orThrow();
  }

  private void scale(int replicas) {
    cluster
        .api
        .statefulSets()
        .update(
            "default/db", set -> set.withSpec(set.spec().toBuilder().replicas(replicas).build()))
        .orThrow();
  }

  private List<String> claims() {
    return cluster.api.persistentVolumeClaims().list().stream()
        .map(claim -> claim.name() + (claim.isBound() ? " bound" : ""))
        .toList();
  }

  @Test
  void everyPodHasItsOwnClaimAndKeepsIt() {
    create(2, false, false);
    cluster.runTo(100);
    assertThat(claims()).containsExactly("data-db-0 bound", "data-db-1 bound");
    Pod pod = Objects.requireNonNull(cluster.api.pods().get("default/db-1"));
    assertThat(pod.spec().volumes()).containsExactly(Volume.ofClaim("data", "data-db-1"));
    String volume = volumeOf("data-db-1");

    cluster.api.deletePod(pod, SECOND).orThrow();
    cluster.runTo(200);
    assertThat(volumeOf("data-db-1")).isEqualTo(volume);

    scale(1);
    cluster.runTo(400);
    assertThat(claims()).containsExactly("data-db-0 bound", "data-db-1 bound");
    scale(2);
    cluster.runTo(600);
    assertThat(volumeOf("data-db-1")).isEqualTo(volume);
  }

  private String volumeOf(String claim) {
    return Objects.requireNonNull(cluster.api.persistentVolumeClaims().get("default/" + claim))
        .volumeName();
  }

  @Test
  void claimsMayGoWithThePodThatIsNotWanted() {
    create(3, false, true);
    cluster.runTo(100);
    scale(1);
    cluster.runTo(400);

    assertThat(claims()).containsExactly("data-db-0 bound");
    assertThat(cluster.api.persistentVolumes().size()).isEqualTo(1);

    cluster.api.delete(cluster.api.statefulSets(), "default/db", Propagation.BACKGROUND);
    cluster.runTo(800);
    assertThat(claims()).containsExactly("data-db-0 bound");
  }

  @Test
  void claimsMayGoWithTheSetOnceNoPodUsesThem() {
    create(2, true, false);
    cluster.runTo(100);
    cluster.api.delete(cluster.api.statefulSets(), "default/db", Propagation.BACKGROUND);
    cluster.runTo(110);
    assertThat(claims()).containsExactly("data-db-0 bound", "data-db-1 bound");

    List.copyOf(cluster.api.pods().list()).forEach(pod -> cluster.api.deletePod(pod, SECOND));
    cluster.runTo(200);
    assertThat(claims()).isEmpty();
    assertThat(cluster.api.persistentVolumes().size()).isZero();
  }

  @Test
  void aClaimThatIsDeletedWaitsForItsPod() {
    create(1, false, false);
    cluster.runTo(100);
    cluster
        .api
        .persistentVolumeClaims()
        .update("default/data-db-0", PersistentVolumeClaim::deleted)
        .orThrow();
    cluster.runTo(200);
    assertThat(claims()).containsExactly("data-db-0 bound");
    String volume = volumeOf("data-db-0");

    cluster
        .api
        .pods()
        .list()
        .forEach(pod -> cluster.at(201, () -> cluster.api.deletePod(pod, SECOND)));
    cluster.runTo(300);
    assertThat(claims()).containsExactly("data-db-0 bound");
    assertThat(volumeOf("data-db-0")).isNotEqualTo(volume);
  }

  @Test
  void aClaimWithoutVolumeWaitsForOne() {
    declare(new StorageClass("local", StorageClass.NO_PROVISIONER, false, List.of(), 0));
    cluster.api.persistentVolumeClaims().create(claim("data").ofClass("local")).orThrow();
    cluster.runTo(10);
    assertThat(claims()).containsExactly("data");

    StorageClass local = Objects.requireNonNull(cluster.api.storageClasses().get("local"));
    for (String size : List.of("large", "small")) {
      cluster.api.persistentVolumes().create(free(local, size)).orThrow();
    }
    cluster.runTo(20);
    assertThat(claims()).containsExactly("data bound");
  }

  private static PersistentVolume free(StorageClass local, String name) {
    return new PersistentVolume(
        name,
        Labels.EMPTY,
        name.equals("large") ? 1 << 30 : 1 << 20,
        Set.of(VolumeAccessMode.READ_WRITE_ONCE),
        local.name(),
        null,
        "",
        "",
        "",
        "",
        "Filesystem",
        "Available",
        false,
        0);
  }
}
