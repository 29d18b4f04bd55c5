package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults that overlap on one target. */
final class CompositionTest {
  private static final TargetSelector A1 = TargetSelector.named("a1");

  private final Bed bed = Bed.ofSix();

  @Test
  void aNodeThatCrashedTwiceComesBackWhenBothAreRepaired() {
    bed.run(plan("node-crash", A1, 100, 10), plan("node-reboot", A1, 20, 50));
    assertThat(bed.log()).containsExactly("10 a1 off", "110 a1 on");
  }

  @Test
  void aZoneAndARackThatShareNodesBringThemBackTogether() {
    bed.run(
        plan("zone-outage", TargetSelector.named("a"), 50, 10),
        plan("rack-power-loss", TargetSelector.named("r1"), 100, 20));
    assertThat(bed.log())
        .filteredOn(line -> line.contains("a1") || line.contains("a3"))
        .containsExactly(
            "10 a1 off",
            "10 a3 off",
            "10 a1 lost API",
            "10 a3 lost API",
            "60 a3 reaches API",
            "60 a3 on",
            "120 a1 reaches API",
            "120 a1 on");
  }

  @Test
  void aKubeletThatShouldHangDoesSoAgainWhenItHasBooted() {
    bed.run(
        plan("kubelet-hang", A1, 100, 1),
        plan("slow-node", A1, 100, 2),
        plan("memory-pressure", A1, 5, 3),
        plan("disk-pressure", A1, 100, 4),
        plan("node-crash", A1, 40, 5));
    assertThat(bed.log())
        .containsExactly(
            "1 a1 hangs",
            "2 a1 slow 4.0",
            "3 a1 short of MEMORY",
            "4 a1 short of DISK",
            "5 a1 off",
            "8 a1 has MEMORY",
            "45 a1 on",
            "45 a1 hangs",
            "101 a1 resumes",
            "102 a1 slow 1.0",
            "104 a1 has DISK");
  }

  @Test
  void ofSeveralSlowdownsTheWorstCounts() {
    bed.run(
        plan("slow-node", Map.of("factor", 2), A1, 100, 1),
        plan("slow-node", Map.of("factor", 8), A1, 10, 5),
        plan("slow-node", Map.of("factor", 3), A1, 100, 6));
    assertThat(bed.log())
        .containsExactly("1 a1 slow 2.0", "5 a1 slow 8.0", "15 a1 slow 3.0", "106 a1 slow 1.0")
        .doesNotContain("101 a1 slow 3.0");
  }

  @Test
  void partitionsOfTheSameLinkNest() {
    bed.run(
        plan("network-partition", TargetSelector.named("zone/b"), 50, 10),
        plan("network-partition", TargetSelector.named("zone/b"), 50, 30));
    assertThat(bed.log())
        .containsExactly(
            "10 b1 lost API", "10 b2 lost API", "80 b1 reaches API", "80 b2 reaches API");
  }

  @Test
  void aNodeThatWasCordonedTwiceIsUncordonedOnce() {
    bed.start(plan("cordon", A1, 100, 10), plan("cordon", A1, 10, 20));
    bed.simulation().runUntil(109 * SECOND);
    assertThat(bed.node("a1").unschedulable()).isTrue();
    bed.simulation().run();
    assertThat(bed.node("a1").unschedulable()).isFalse();
  }

  @Test
  void theRegistryIsBackWhenBothOutagesAreOver() {
    bed.run(plan("image-registry-outage", TargetSelector.ALL, 100, 10, 50));
    assertThat(bed.log()).containsExactly("10 registry down", "150 registry up");
  }

  @Test
  void lossesOfEtcdMembersAddUp() {
    bed.start(
        plan("etcd-members-lost", Map.of("members", 2), TargetSelector.ALL, 50, 10),
        plan("control-plane-down", Map.of("masters", 2), TargetSelector.ALL, 50, 20));
    bed.simulation().runUntil(60 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.READ_ONLY);
    bed.simulation().runUntil(70 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
  }
}
