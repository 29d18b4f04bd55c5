package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.DRIVER;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.immediate;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.volume;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.ApiObject;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeZoneTest {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String REGION = "topology.kubernetes.io/region";
  private static final String BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final String BETA_REGION = "failure-domain.beta.kubernetes.io/region";

  private final VolumeWorld world = new VolumeWorld(new VolumeZone.Factory());
  private final VolumeZone plugin = new VolumeZone(new FakeCluster());

  @ParameterizedTest
  @CsvSource({
    // the volume's labels, the node's labels, whether the node will do
    ZONE + "=a,                     " + ZONE + "=a,                  true",
    ZONE + "=a,                     " + ZONE + "=b,                  false",
    ZONE + "=a,                     '',                              true",
    ZONE + "=a,                     " + REGION + "=r,                false",
    ZONE + "=a,                     " + BETA_ZONE + "=a,             false",
    BETA_ZONE + "=a,                " + ZONE + "=a,                  true",
    BETA_ZONE + "=a,                " + BETA_ZONE + "=a,             true",
    BETA_ZONE + "=a,                " + BETA_ZONE + "=b " + ZONE + "=a, false",
    BETA_REGION + "=r,              " + REGION + "=r,                true",
    ZONE + "=a__b,                  " + ZONE + "=b,                  true",
    ZONE + "=a__b,                  " + ZONE + "=c,                  false",
    ZONE + "=a__,                   " + ZONE + "=c,                  true",
    ZONE + "=a " + REGION + "=r,    " + ZONE + "=a " + REGION + "=s, false",
    "disk=ssd,                      " + ZONE + "=a,                  true",
  })
  void nodeMustBeInTheVolumesZone(String volumeLabels, String nodeLabels, boolean isFine) {
    world
        .node("node", nodeLabels)
        .with(volume("v", "fast").labels(volumeLabels))
        .with(claim("c", "fast").boundTo("v"));

    assertThat(world.verdicts(using("pod", "c")))
        .containsEntry(
            "node",
            isFine ? "ok" : "UnschedulableAndUnresolvable[node(s) had no available volume zone]");
  }

  @Test
  void unboundClaimMustWaitForItsFirstConsumer() {
    world
        .node("node", ZONE + "=a")
        .with(waiting("wait", DRIVER))
        .with(immediate("now"))
        .with(claim("waiting", "wait"))
        .with(claim("immediate", "now"))
        .with(claim("classless", ""))
        .with(claim("unknown", "gone"))
        .with(claim("dangling", "now").boundTo("nothing"));

    assertThat(world.verdicts(using("pod", "waiting"))).hasToString("{node=ok}");
    assertThat(refusal("immediate")).isEqualTo("PersistentVolume had no name");
    assertThat(refusal("classless"))
        .isEqualTo("PersistentVolumeClaim had no pv name and storageClass name");
    assertThat(refusal("unknown")).isEqualTo("storageclass.storage.k8s.io \"gone\" not found");
    assertThat(refusal("dangling")).isEqualTo("persistentvolume \"nothing\" not found");
    assertThat(refusal("missing")).isEqualTo("persistentvolumeclaim \"missing\" not found");
  }

  private String refusal(String claim) {
    String verdict = String.valueOf(world.verdicts(using("pod", claim)).get("all"));
    assertThat(verdict).startsWith("UnschedulableAndUnresolvable[").endsWith("]");
    return verdict.substring(verdict.indexOf('[') + 1, verdict.length() - 1);
  }

  @Test
  void whatCanMoveTheZonesHelps() {
    ApiObject<?> inA = volume("v", "fast").labels(ZONE + "=a__b").build();
    ApiObject<?> sameZones = volume("v", "fast").labels(ZONE + "=b__a disk=ssd").build();
    ApiObject<?> inC = volume("v", "fast").labels(ZONE + "=c").build();
    ApiObject<?> own = claim("c", "fast").build();
    ApiObject<?> noise = claim("noise", "fast").build();

    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_ADDED, null, inA)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_UPDATED, inA, inC)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_UPDATED, inA, sameZones)).isFalse();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, null, own)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, own, own)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, noise, noise)).isFalse();
    assertThat(helps(ClusterEvent.STORAGE_CLASS_ADDED, null, waiting("wait", DRIVER))).isTrue();
    assertThat(helps(ClusterEvent.STORAGE_CLASS_ADDED, null, immediate("now"))).isFalse();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_DELETED, inA, null)).isFalse();
  }

  private boolean helps(
      ClusterEvent event, @Nullable ApiObject<?> before, @Nullable ApiObject<?> after) {
    return FakeCluster.mayHelp(plugin, event, using("pod", "c"), Change.ofObject(before, after));
  }
}
