package io.towtank.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.model.CsiNode;
import io.towtank.model.Labels;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.StorageClass;
import io.towtank.model.VolumeAccessMode;
import io.towtank.scheduling.testing.Objects;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ApiBinderTest {
  private static final String DRIVER = "csi.example.com";

  private final ApiServer api = new ApiServer(new Simulation(1));
  private final ApiBinder binder = new ApiBinder(api);

  private PersistentVolumeClaim claim(String name, String uid) {
    return api.persistentVolumeClaims()
        .create(
            new PersistentVolumeClaim(
                "default",
                name,
                uid,
                "fast",
                "",
                false,
                "",
                1000,
                Set.of(VolumeAccessMode.READ_WRITE_ONCE),
                null,
                "Filesystem",
                "Pending",
                "",
                false,
                0))
        .orThrow();
  }

  private PersistentVolume volume(String name) {
    return api.persistentVolumes()
        .create(
            new PersistentVolume(
                name,
                Labels.EMPTY,
                1000,
                Set.of(VolumeAccessMode.READ_WRITE_ONCE),
                "fast",
                null,
                "",
                "",
                DRIVER,
                name,
                "Filesystem",
                "Available",
                false,
                0))
        .orThrow();
  }

  private void nodeInZone(String name, String zone) {
    api.nodes()
        .create(
            Objects.node(name, 1000).toBuilder()
                .labels(Labels.of(Map.of("zone", zone, "host", name)))
                .build())
        .orThrow();
  }

  private void storageClass(String provisioner, NodeSelectorTerm... allowed) {
    api.storageClasses()
        .create(new StorageClass("fast", provisioner, true, List.of(allowed), 0))
        .orThrow();
  }

  private static NodeSelectorTerm term(String key, String... values) {
    return NodeSelectorTerm.ofLabels(
        new NodeSelectorRequirement(key, Operator.IN, List.of(values)));
  }

  private @Nullable PersistentVolume stored(String volume) {
    return api.persistentVolumes().get(volume);
  }

  @Test
  void bothSidesOfABindingKnowOfIt() {
    PersistentVolumeClaim claim = claim("c", "u1");
    PersistentVolume volume = volume("v");

    assertThat(binder.bindVolume(volume, claim)).hasToString("Success");

    assertThat(stored("v"))
        .extracting(PersistentVolume::claim, PersistentVolume::claimUid, PersistentVolume::phase)
        .containsExactly("default/c", "u1", "Bound");
    assertThat(api.persistentVolumeClaims().get("default/c"))
        .extracting(PersistentVolumeClaim::volumeName, PersistentVolumeClaim::isBound)
        .containsExactly("v", true);
    assertThat(binder.bindVolume(volume, claim)).hasToString("Success");
  }

  @Test
  void whatIsTakenOrGoneIsNotBound() {
    PersistentVolumeClaim claim = claim("c", "u1");
    PersistentVolumeClaim other = claim("other", "u2");
    PersistentVolume volume = volume("v");
    PersistentVolume second = volume("second");
    assertThat(binder.bindVolume(volume, claim).isSuccess()).isTrue();

    assertThat(binder.bindVolume(volume, other))
        .hasToString("Error[persistentvolume v is taken by default/c]");
    assertThat(binder.bindVolume(second, claim))
        .hasToString("Error[persistentvolumeclaim default/c is bound to v already]");
    api.persistentVolumeClaims().delete("default/c").orThrow();
    PersistentVolumeClaim namesake = claim("c", "u3");
    assertThat(binder.bindVolume(second, claim))
        .hasToString("Error[persistentvolumeclaim default/c is gone]");
    api.persistentVolumes().delete("second").orThrow();
    assertThat(binder.bindVolume(second, namesake))
        .hasToString("Error[persistentvolume second is gone]");
  }

  @Test
  void newVolumeIsReachedFromWhereTheDriverSays() {
    nodeInZone("node", "a");
    storageClass(DRIVER, term("host", "node", "other"));
    api.csiNodes()
        .create(new CsiNode("node", List.of(new CsiNode.Driver(DRIVER, null, List.of("zone"))), 0))
        .orThrow();

    assertThat(binder.provisionVolume(claim("c", "u1"), "node")).hasToString("Success");

    assertThat(stored("pvc-u1"))
        .extracting(
            PersistentVolume::claim,
            PersistentVolume::capacityBytes,
            PersistentVolume::csiDriver,
            PersistentVolume::nodeAffinity)
        .containsExactly("default/c", 1000L, DRIVER, List.of(term("zone", "a")));
    assertThat(api.persistentVolumeClaims().get("default/c"))
        .extracting(PersistentVolumeClaim::volumeName, PersistentVolumeClaim::selectedNode)
        .containsExactly("pvc-u1", "node");
  }

  @Test
  void whereNoDriverIsKnownTheClassSaysIt() {
    nodeInZone("node", "a");
    storageClass("kubernetes.io/aws-ebs", term("zone", "a", "b"));

    assertThat(binder.provisionVolume(claim("c", "u1"), "node")).hasToString("Success");

    assertThat(stored("pvc-u1"))
        .extracting(PersistentVolume::csiDriver, PersistentVolume::nodeAffinity)
        .containsExactly("ebs.csi.aws.com", List.of(term("zone", "a")));
  }

  @Test
  void claimsWithoutUidGetVolumesOfTheirOwn() {
    nodeInZone("node", "a");
    storageClass(DRIVER);
    PersistentVolumeClaim first = claim("c", "");
    assertThat(binder.provisionVolume(first, "node").isSuccess()).isTrue();
    assertThat(binder.provisionVolume(first, "node").isSuccess()).isTrue();
    assertThat(api.persistentVolumes().size()).isEqualTo(1);

    api.persistentVolumeClaims().delete("default/c").orThrow();
    assertThat(binder.provisionVolume(claim("c", ""), "node").isSuccess()).isTrue();
    assertThat(api.persistentVolumes().size()).isEqualTo(2);
  }

  @Test
  void nothingIsMadeForWhatIsGone() {
    storageClass(DRIVER);
    PersistentVolumeClaim claim = claim("c", "u1");

    assertThat(binder.provisionVolume(claim, "node")).hasToString("Error[node node is gone]");
    api.storageClasses().delete("fast").orThrow();
    assertThat(binder.provisionVolume(claim, "node"))
        .hasToString("Error[storageclass fast is gone]");
    api.persistentVolumeClaims().delete("default/c").orThrow();
    assertThat(binder.provisionVolume(claim, "node"))
        .hasToString("Error[persistentvolumeclaim default/c is gone]");
  }
}
