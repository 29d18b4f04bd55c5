package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.DRIVER;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.pod;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.term;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.volume;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.ApiObject;
import io.towtank.model.CsiNode;
import io.towtank.model.Pod;
import io.towtank.model.Volume;
import io.towtank.model.Volume.Source;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumeBindingHintsTest {
  private final VolumeBinding plugin = new VolumeBinding(new FakeCluster());
  private final Pod waiting =
      pod("waiting", Volume.ofClaim("v", "c"), new Volume("scratch", Source.EPHEMERAL, "", false));

  private boolean helps(
      ClusterEvent event, @Nullable ApiObject<?> before, @Nullable ApiObject<?> after) {
    return FakeCluster.mayHelp(plugin, event, waiting, Change.ofObject(before, after));
  }

  @Test
  void everyVolumeHelps() {
    ApiObject<?> any = volume("v", "any").build();

    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_ADDED, null, any)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_UPDATED, any, any)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_DELETED, any, null)).isFalse();
  }

  @Test
  void onlyThePodsOwnClaimsHelp() {
    ApiObject<?> own = claim("c", "any").build();
    ApiObject<?> ephemeral = claim("waiting-scratch", "any").build();
    ApiObject<?> noise = claim("noise", "any").build();

    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, null, own)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, null, ephemeral)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, null, noise)).isFalse();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, own, own)).isTrue();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, noise, noise)).isFalse();
    assertThat(helps(ClusterEvent.PERSISTENT_VOLUME_CLAIM_DELETED, own, null)).isFalse();
  }

  @Test
  void claimsOfOtherNamespacesAreNotThePods() {
    Pod elsewhere = using("elsewhere", "c").toBuilder().namespace("other").build();

    assertThat(
            FakeCluster.mayHelp(
                plugin,
                ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED,
                elsewhere,
                Change.ofObject(null, claim("c", "any").build())))
        .isFalse();
  }

  @Test
  void newClassesAndOtherTopologiesHelp() {
    ApiObject<?> everywhere = waiting("class", DRIVER);
    ApiObject<?> inA = waiting("class", DRIVER, term("zone=a"));

    assertThat(helps(ClusterEvent.STORAGE_CLASS_ADDED, null, everywhere)).isTrue();
    assertThat(helps(ClusterEvent.STORAGE_CLASS_UPDATED, everywhere, inA)).isTrue();
    assertThat(helps(ClusterEvent.STORAGE_CLASS_UPDATED, inA, inA)).isFalse();
  }

  @Test
  void newNodesLabelsAndDriversHelp() {
    ApiObject<?> drivers = new CsiNode("node", List.of(), 0);

    assertThat(helps(ClusterEvent.NODE_ADDED, null, null)).isTrue();
    assertThat(helps(ClusterEvent.NODE_LABELS_CHANGED, null, null)).isTrue();
    assertThat(helps(ClusterEvent.CSI_NODE_ADDED, null, drivers)).isTrue();
    assertThat(helps(ClusterEvent.CSI_NODE_UPDATED, drivers, drivers)).isFalse();
    assertThat(helps(ClusterEvent.ASSIGNED_POD_DELETED, null, null)).isFalse();
  }
}
