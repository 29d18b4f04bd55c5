package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.DRIVER;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.immediate;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.pod;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.term;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.volume;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.model.Volume.Source;
import io.towtank.model.VolumeAccessMode;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.kubernetes.volume.VolumeObjects.VolumeBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeBindingTest {
  private static final String AFFINITY = "node(s) didn't match PersistentVolume's node affinity";
  private static final String NO_VOLUME =
      "node(s) didn't find available persistent volumes to bind";
  private static final String NO_MATCH = "UnschedulableAndUnresolvable[" + NO_VOLUME + "]";

  private final VolumeWorld world = new VolumeWorld(new VolumeBinding.Factory());

  @BeforeEach
  void createNodesAndClasses() {
    world
        .node("a", "zone=a host=a")
        .node("b", "zone=b host=b")
        .with(waiting("local", StorageClass.NO_PROVISIONER))
        .with(waiting("made", DRIVER))
        .with(waiting("zonal", DRIVER, term("zone=a|c")))
        .with(immediate("now"));
  }

  private String verdict(String node, String... claims) {
    return String.valueOf(world.verdicts(using("pod", claims)).get(node));
  }

  private String refusal(String claim) {
    String verdict = verdict("all", claim);
    assertThat(verdict).startsWith("UnschedulableAndUnresolvable[").endsWith("]");
    return verdict.substring(verdict.indexOf('[') + 1, verdict.length() - 1);
  }

  @Test
  void nodeMustReachTheVolumesOfBoundClaims() {
    world
        .with(volume("va", "now").reachedFrom("zone=a"))
        .with(volume("vab", "now").reachedFrom("zone=a", "host=b"))
        .with(claim("a", "now").boundTo("va"))
        .with(claim("ab", "now").boundTo("vab"))
        .with(claim("gone", "now").boundTo("nothing"));

    assertThat(verdict("a", "a")).isEqualTo("ok");
    assertThat(verdict("b", "a")).isEqualTo("UnschedulableAndUnresolvable[" + AFFINITY + "]");
    assertThat(verdict("b", "ab")).isEqualTo("ok");
    assertThat(verdict("a", "gone"))
        .isEqualTo(
            "UnschedulableAndUnresolvable[node(s) unavailable due to one or more pvc(s) bound to"
                + " non-existent pv(s)]");
  }

  @Test
  void fieldsInTheAffinityOfAVolumeAreNotLookedAt() {
    world
        .with(
            volume("v", "now")
                .reachedFrom(
                    new NodeSelectorTerm(
                        List.of(),
                        List.of(
                            new NodeSelectorRequirement(
                                "metadata.name", Operator.IN, List.of("c"))))))
        .with(claim("c", "now").boundTo("v"));

    assertThat(verdict("a", "c")).isEqualTo("ok");
  }

  @Test
  void claimsThatCantBeUsedAreRefusedForAllNodes() {
    world
        .with(claim("pending", "now"))
        .with(claim("classless", ""))
        .with(claim("unknown", "gone"))
        .with(claim("asking", "local").asking("v"))
        .with(claim("lost", "now").lost("v"))
        .with(claim("ending", "now").boundTo("v").terminating());
    String immediate = "pod has unbound immediate PersistentVolumeClaims";

    assertThat(refusal("pending")).isEqualTo(immediate);
    assertThat(refusal("classless")).isEqualTo(immediate);
    assertThat(refusal("unknown")).isEqualTo(immediate);
    assertThat(refusal("asking")).isEqualTo(immediate);
    assertThat(refusal("missing")).isEqualTo("persistentvolumeclaim \"missing\" not found");
    assertThat(refusal("lost"))
        .isEqualTo("persistentvolumeclaim \"lost\" bound to non-existent persistentvolume \"v\"");
    assertThat(refusal("ending")).isEqualTo("persistentvolumeclaim \"ending\" is being deleted");
  }

  @Test
  void claimOfAnEphemeralVolumeMustExistAndBeThePods() {
    Volume ephemeral = new Volume("scratch", Source.EPHEMERAL, "", false);
    world
        .with(claim("own-scratch", "made").of("own"))
        .with(claim("thief-scratch", "made").of("own"));

    assertThat(world.verdicts(pod("own", ephemeral))).hasToString("{a=ok, b=ok}");
    assertThat(world.verdicts(pod("thief", ephemeral)))
        .hasToString(
            "{all=UnschedulableAndUnresolvable[PVC default/thief-scratch was not created for pod"
                + " default/thief (pod is not owner)]}");
    assertThat(world.verdicts(pod("early", ephemeral)))
        .hasToString(
            "{all=UnschedulableAndUnresolvable[waiting for ephemeral volume controller to create"
                + " the persistentvolumeclaim \"early-scratch\"]}");
  }

  @Test
  void waitingClaimNeedsAVolumeThatTheNodeReaches() {
    world.with(volume("v", "local").reachedFrom("host=b")).with(claim("c", "local"));

    assertThat(verdict("a", "c")).isEqualTo(NO_MATCH);
    assertThat(verdict("b", "c")).isEqualTo("ok");
  }

  @Test
  void volumesThatWillNotDoArePassedOver() {
    world
        .with(volume("small", "local"))
        .with(volume("other-class", "made").gib(2))
        .with(volume("other-mode", "local").gib(2).block())
        .with(volume("readers", "local").gib(2).mode(VolumeAccessMode.READ_ONLY_MANY))
        .with(volume("taken", "local").gib(2).keptFor("other", ""))
        .with(volume("earlier-namesake", "local").gib(2).keptFor("c", "uid-of-earlier-c"))
        .with(volume("released", "local").gib(2).phase("Released"))
        .with(volume("ending", "local").gib(2).terminating())
        .with(volume("unlabelled", "local").gib(2))
        .with(claim("c", "local").gib(2).selecting("disk=ssd"));
    assertThat(verdict("a", "c")).isEqualTo(NO_MATCH);

    world.with(volume("right", "local").gib(2).labels("disk=ssd"));
    assertThat(verdict("a", "c")).isEqualTo("ok");
  }

  @Test
  void smallestVolumeThatWillDoIsTaken() {
    world
        .with(volume("large", "local").gib(9))
        .with(volume("tiny", "local").gib(1))
        .with(volume("first", "local").gib(3))
        .with(volume("second", "local").gib(3))
        .with(claim("c", "local").gib(2));

    world.place(using("pod", "c"));

    // What is left is told by what a claim for so much can still have.
    assertThat(leftFor(9)).isTrue();
    world.with(claim("d", "local").gib(3));
    world.place(using("next", "d"));
    assertThat(leftFor(2)).isTrue();
    world.with(claim("e", "local").gib(3));
    world.place(using("last", "e"));
    assertThat(leftFor(2)).isFalse();
    assertThat(leftFor(1)).isTrue();
  }

  private boolean leftFor(long gib) {
    String name = "probe-" + gib + "-" + world.api.persistentVolumeClaims().size();
    world.with(claim(name, "local").gib(gib));
    return verdict("a", name).equals("ok");
  }

  @Test
  void claimsOfOnePodGetDifferentVolumesTheSmallestClaimFirst() {
    world
        .with(volume("two", "local").gib(2))
        .with(volume("five", "local").gib(5))
        .with(claim("large", "local").gib(4))
        .with(claim("small", "local").gib(1))
        .with(claim("third", "local").gib(1));

    assertThat(verdict("a", "large", "small")).isEqualTo("ok");
    assertThat(verdict("a", "large", "small", "third")).isEqualTo(NO_MATCH);
  }

  @Test
  void volumeKeptForTheClaimIsTheOnlyOneThatItCanHave() {
    world
        .with(volume("free", "local"))
        .with(volume("kept", "local").gib(5).phase("Bound").keptFor("c", "").reachedFrom("host=a"))
        .with(claim("c", "local"));

    assertThat(verdict("a", "c")).isEqualTo("ok");
    assertThat(verdict("b", "c")).isEqualTo(NO_MATCH);
  }

  @Test
  void whereThereIsNoVolumeOneMustBeProvisionable() {
    world
        .with(claim("local", "local"))
        .with(claim("made", "made"))
        .with(claim("zonal", "zonal"))
        .with(volume("v", "zonal").reachedFrom("host=b").gib(5))
        .with(claim("zonal-or-v", "zonal").gib(5));

    assertThat(verdict("a", "local")).isEqualTo(NO_MATCH);
    assertThat(verdict("b", "made")).isEqualTo("ok");
    assertThat(verdict("a", "zonal")).isEqualTo("ok");
    assertThat(verdict("b", "zonal", "zonal-or-v")).isEqualTo(NO_MATCH);
    assertThat(verdict("b", "zonal-or-v")).isEqualTo("ok");
  }

  @Test
  void bothReasonsAreGivenWhereBothHold() {
    world
        .with(volume("v", "now").reachedFrom("zone=a"))
        .with(claim("bound", "now").boundTo("v"))
        .with(claim("local", "local"));

    assertThat(verdict("b", "local", "bound"))
        .isEqualTo("UnschedulableAndUnresolvable[" + AFFINITY + ", " + NO_VOLUME + "]");
  }

  @Test
  void claimThatWasGivenANodeStaysThere() {
    world.with(claim("c", "made").on("b"));

    assertThat(verdict("a", "c")).isEqualTo(NO_MATCH);
    assertThat(verdict("b", "c")).isEqualTo("ok");
  }

  @Test
  void podWithoutClaimsIsNoConcern() {
    assertThat(world.verdicts(pod("pod", new Volume("v", Source.OTHER, "", false))))
        .hasToString("{a=ok, b=ok}");
  }

  @Test
  void whatIsReservedForOnePodIsNotGivenToAnotherUntilItIsGivenBack() {
    world
        .with(volume("only", "local"))
        .with(claim("c", "local"))
        .with(claim("d", "local"))
        .with(claim("made", "made"));

    VolumeWorld.Placement first = world.place(using("first", "c", "made"));
    assertThat(first.node()).isEqualTo("a");
    assertThat(verdict("a", "d")).isEqualTo(NO_MATCH);
    assertThat(verdict("a", "c")).isEqualTo("ok");
    assertThat(verdict("b", "made")).isEqualTo(NO_MATCH);

    first.giveBack();
    assertThat(verdict("a", "d")).isEqualTo("ok");
    assertThat(verdict("b", "made")).isEqualTo("ok");
  }

  @Test
  void newerVersionInTheApiEndsWhatWasAssumed() {
    world.with(volume("only", "local")).with(claim("c", "local")).with(claim("d", "local"));
    world.place(using("first", "c"));
    assertThat(verdict("a", "d")).isEqualTo(NO_MATCH);

    world.api.persistentVolumes().update("only", VolumeBindingTest::relabelled).orThrow();

    assertThat(verdict("a", "d")).isEqualTo("ok");
  }

  private static PersistentVolume relabelled(PersistentVolume before) {
    VolumeBuilder after = volume(before.name(), before.storageClassName()).labels("new=label");
    return after.build().withResourceVersion(before.resourceVersion());
  }

  @Test
  void argumentsOfScoringAreRefused() {
    FakeCluster cluster = new FakeCluster();
    VolumeBinding.Factory factory = new VolumeBinding.Factory();

    assertThat(
            cluster.create(VolumeBinding.class, factory, Map.of("bindTimeoutSeconds", 60)).name())
        .isEqualTo("VolumeBinding");
    assertThatThrownBy(
            () -> cluster.create(VolumeBinding.class, factory, Map.of("shape", List.of())))
        .hasMessage("shape: expected none, since the feature gate StorageCapacityScoring is off");
    assertThatThrownBy(
            () -> cluster.create(VolumeBinding.class, factory, Map.of("bindTimeoutSeconds", -1)))
        .hasMessageContaining("bindTimeoutSeconds: expected a whole number from 0");
  }
}
