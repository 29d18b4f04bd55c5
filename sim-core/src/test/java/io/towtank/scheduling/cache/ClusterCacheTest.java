package io.towtank.scheduling.cache;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Container;
import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.HostPort;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterCacheTest {
  private static final String GPU = "nvidia.com/gpu";

  private final ResourceIndex resources = new ResourceIndex();
  private final ClusterCache cache = new ClusterCache(resources);
  private long lastUid;

  private Pod pod(String name, long cpuMillis) {
    return Pod.builder(name, spec(cpuMillis)).uid(++lastUid).build();
  }

  private static Pod on(String node, Pod pod) {
    return pod.toBuilder().nodeName(node).build();
  }

  private PodInfo info(Pod pod) {
    return PodInfo.of(pod, resources);
  }

  private NodeInfo node1() {
    NodeInfo node = cache.byName("n1");
    if (node == null) {
      throw new AssertionError("n1 is gone");
    }
    return node;
  }

  private String requested() {
    return node1().requested(ResourceIndex.CPU)
        + " millicores, "
        + node1().requested(ResourceIndex.PODS)
        + " pods";
  }

  private static Node withGpus(Node node, int count) {
    return node.toBuilder().devices(List.of(new DeviceGroup(GPU, count, ""))).build();
  }

  private static Pod withGpu(Pod pod, int milli, Integer... devices) {
    return pod.toBuilder()
        .devices(List.of(new DeviceAllocation(GPU, List.of(devices), milli)))
        .build();
  }

  private int freeMilli(int device) {
    NodeInfo.DeviceVector vector = node1().devices(resources.find(GPU));
    return vector == null ? -1 : vector.freeMilli(device);
  }

  @Test
  void assumedPodCountsUntilItIsForgotten() {
    cache.addNode(node("n1", 1000));
    Pod pod = pod("a", 300);
    cache.assume(info(pod), "n1");
    assertThat(requested()).isEqualTo("300 millicores, 1 pods");
    assertThat(cache.isAssumed(pod.uid())).isTrue();

    cache.forget(pod);
    assertThat(requested()).isEqualTo("0 millicores, 0 pods");
    assertThat(cache.nodeOf(pod.uid())).isNull();
    cache.forget(pod);
    cache.remove(pod);
  }

  @Test
  void confirmedPodCountsOnceAndCanNotBeForgotten() {
    cache.addNode(node("n1", 1000));
    Pod pod = pod("a", 300);
    cache.assume(info(pod), "n1");
    cache.confirm(on("n1", pod));
    cache.forget(pod);

    assertThat(requested()).isEqualTo("300 millicores, 1 pods");
    assertThat(cache.isAssumed(pod.uid())).isFalse();
    assertThat(node1().pods().get(0).pod().nodeName()).isEqualTo("n1");

    cache.remove(on("n1", pod));
    assertThat(requested()).isEqualTo("0 millicores, 0 pods");
    assertThat(node1().pods()).isEmpty();
  }

  @Test
  void podCanNotBeAssumedTwice() {
    cache.addNode(node("n1", 1000));
    Pod pod = pod("a", 300);
    cache.assume(info(pod), "n1");

    assertThatThrownBy(() -> cache.assume(info(pod), "n1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("default/a");
  }

  @Test
  void podAssumedOnOneNodeAndBoundToAnotherMoves() {
    cache.addNode(node("n1", 1000));
    cache.addNode(node("n2", 1000));
    Pod pod = pod("a", 300);
    cache.assume(info(pod), "n2");
    cache.confirm(on("n1", pod));

    assertThat(requested()).isEqualTo("300 millicores, 1 pods");
    assertThat(cache.all().get(1).requested(ResourceIndex.CPU)).isZero();
    assertThat(cache.podCount()).isEqualTo(1);
  }

  @Test
  void requestsThatChangeInPlaceCountAnew() {
    cache.addNode(node("n1", 1000));
    Pod pod = on("n1", pod("a", 300));
    cache.confirm(pod);
    cache.confirm(pod.toBuilder().spec(spec(200)).build());

    assertThat(requested()).isEqualTo("200 millicores, 1 pods");
  }

  @Test
  void podsOfAVanishedNodeCountAgainWhenItComesBack() {
    cache.addNode(node("n1", 1000));
    Pod stays = on("n1", pod("stays", 300));
    Pod goes = on("n1", pod("goes", 200));
    Pod comes = on("n1", pod("comes", 50));
    cache.confirm(stays);
    cache.confirm(goes);
    cache.removeNode("n1");
    assertThat(cache.byName("n1")).isNull();
    assertThat(cache.all()).isEmpty();

    cache.remove(goes);
    cache.confirm(comes);
    cache.removeNode("n1");
    cache.addNode(node("n1", 2000));

    assertThat(requested()).isEqualTo("350 millicores, 2 pods");
    cache.remove(stays);
    cache.remove(comes);
    assertThat(requested()).isEqualTo("0 millicores, 0 pods");
  }

  @Test
  void podsThatWaitForTheirNodeCountInTheOrderInWhichTheyCame() {
    Pod early = pod("early", 100);
    Pod gone = pod("gone", 100);
    Pod late = pod("late", 100);
    cache.addNode(node("n1", 1000));
    cache.confirm(on("n1", early));
    cache.confirm(on("n1", gone));
    cache.removeNode("n1");
    cache.confirm(on("n1", late));
    cache.remove(gone);
    cache.addNode(node("n1", 1000));

    assertThat(node1().pods())
        .extracting(info -> info.pod().name())
        .containsExactly("early", "late");
    cache.remove(early);
    assertThat(requested()).isEqualTo("100 millicores, 1 pods");
  }

  @Test
  void podIsAssumedOnANodeOfTheCacheOnly() {
    cache.addNode(node("n1", 1000));
    NodeInfo node = node1();
    cache.assume(info(pod("a", 300)), node);
    cache.removeNode("n1");
    cache.addNode(node("n1", 1000));

    assertThat(requested()).isEqualTo("300 millicores, 1 pods");
    assertThatThrownBy(() -> cache.assume(info(pod("b", 100)), node))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nodesKeepTheirOrderAndIndexes() {
    cache.addNode(node("n1", 1));
    cache.addNode(node("n2", 2));
    cache.addNode(node("n3", 3));
    cache.removeNode("n2");
    cache.addNode(node("n2", 2));
    cache.updateNode(node("n1", 9));

    assertThat(cache.all()).extracting(Object::toString).containsExactly("n1", "n3", "n2");
    assertThat(cache.all()).extracting(NodeInfo::index).containsExactly(0, 2, 3);
    assertThat(node1().allocatable(ResourceIndex.CPU)).isEqualTo(9);
    assertThatThrownBy(() -> cache.addNode(node("n2", 2)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void updateTakesResourcesAwayThatAreNoLongerListed() {
    Node node = node("n1", 1000);
    cache.addNode(node.toBuilder().allocatable(node.allocatable().with("x/y", 4)).build());
    int resource = resources.find("x/y");
    assertThat(node1().allocatable(resource)).isEqualTo(4);
    assertThat(cache.allocatableMax(resource)).isEqualTo(4);

    cache.updateNode(node);
    assertThat(node1().allocatable(resource)).isZero();
    assertThat(cache.allocatableMax(resource)).isZero();
    assertThat(cache.allocatableMax(ResourceIndex.CPU)).isEqualTo(1000);
    assertThat(cache.allocatableMax(99)).isZero();
  }

  @Test
  void largestAllocatableFollowsTheNodes() {
    cache.addNode(node("n1", 1000));
    cache.addNode(node("n2", 3000));
    assertThat(cache.allocatableMax(ResourceIndex.CPU)).isEqualTo(3000);

    cache.removeNode("n2");
    assertThat(cache.allocatableMax(ResourceIndex.CPU)).isEqualTo(1000);
  }

  @Test
  void devicesAreTakenAndGivenBack() {
    cache.addNode(withGpus(node("n1", 1000), 2));
    Pod half = withGpu(on("n1", pod("half", 1)), 500, 1);
    Pod whole = withGpu(on("n1", pod("whole", 1)), 1000, 0);
    cache.confirm(half);
    cache.confirm(whole);
    assertThat(List.of(freeMilli(0), freeMilli(1))).containsExactly(0, 500);
    assertThat(node1().allocatable(resources.find(GPU))).isEqualTo(2000);

    cache.removeNode("n1");
    cache.addNode(withGpus(node("n1", 1000), 2));
    assertThat(List.of(freeMilli(0), freeMilli(1))).containsExactly(0, 500);

    cache.updateNode(withGpus(node("n1", 700), 2));
    assertThat(List.of(freeMilli(0), freeMilli(1))).containsExactly(0, 500);

    cache.remove(whole);
    assertThat(List.of(freeMilli(0), freeMilli(1))).containsExactly(1000, 500);
    assertThatThrownBy(() -> cache.confirm(withGpu(on("n1", pod("much", 1)), 600, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nvidia.com/gpu device 1 would have -100 milli left");
  }

  @Test
  void devicesThatANodeLosesAreNotCountedWhileTheirPodsEnd() {
    cache.addNode(withGpus(node("n1", 1000), 2));
    Pod second = withGpu(on("n1", pod("second", 1)), 1000, 1);
    cache.confirm(second);
    cache.updateNode(withGpus(node("n1", 1000), 1));
    assertThat(freeMilli(0)).isEqualTo(1000);

    cache.remove(second);
    assertThat(freeMilli(0)).isEqualTo(1000);
    cache.updateNode(node("n1", 1000));
    assertThat(freeMilli(0)).isEqualTo(-1);
  }

  @Test
  void aSharedPortIsFreeOnceEitherPodGoesUntilTheOtherOnesNextVersion() {
    cache.addNode(node("n1", 1000));
    HostPort port = new HostPort("", "", 80);
    Container container =
        new Container("c", "", ResourceList.EMPTY, ResourceList.EMPTY, List.of(port), false);
    PodSpec spec = PodSpec.builder().containers(List.of(container)).build();
    Pod a = on("n1", Pod.builder("a", spec).uid(101).build());
    Pod b = on("n1", Pod.builder("b", spec).uid(102).build());
    cache.confirm(a);
    cache.confirm(b);
    assertThat(node1().usedPorts()).containsExactly(port);

    cache.remove(a);
    assertThat(node1().usedPorts()).isEmpty();

    long generation = node1().generation();
    cache.confirm(b.toBuilder().reason("any change").build());
    assertThat(node1().usedPorts()).containsExactly(port);
    assertThat(node1().generation()).isNotEqualTo(generation);
  }

  @Test
  void anotherPriorityIsAChangeOfTheNode() {
    cache.addNode(node("n1", 1000));
    Pod pod = on("n1", pod("a", 300));
    cache.confirm(pod);
    long generation = node1().generation();

    cache.confirm(pod.toBuilder().reason("any change").build());
    assertThat(node1().generation()).isEqualTo(generation);
    cache.confirm(pod.toBuilder().priority(5).build());
    assertThat(node1().generation()).isNotEqualTo(generation);
  }

  @Test
  void scoringCountsDefaultsForContainersWithoutRequests() {
    cache.addNode(node("n1", 1000));
    PodSpec spec = PodSpec.builder().requests(ResourceList.EMPTY).build();
    Pod pod = on("n1", Pod.builder("a", spec).uid(1).build());
    cache.confirm(pod);
    assertThat(node1().requested(ResourceIndex.CPU)).isZero();
    assertThat(node1().scoringRequested(ResourceIndex.CPU)).isEqualTo(100);
    assertThat(node1().scoringRequested(ResourceIndex.MEMORY)).isEqualTo(209_715_200);

    cache.remove(pod);
    assertThat(node1().scoringRequested(ResourceIndex.CPU)).isZero();
    assertThat(node1().scoringRequested(ResourceIndex.MEMORY)).isZero();
  }

  @Test
  void imagesAreCountedByNameWithTheSizeThatCameFirst() {
    ContainerImage web = new ContainerImage(List.of("web:1", "web@sha256:0"), 70);
    ContainerImage otherSize = new ContainerImage(List.of("web:1"), 90);
    cache.addNode(node("n1", 1).toBuilder().images(List.of(web)).build());
    cache.addNode(node("n2", 1).toBuilder().images(List.of(otherSize)).build());

    assertThat(cache.imageNodeCount("web:1")).isEqualTo(2);
    assertThat(cache.imageNodeCount("web@sha256:0")).isEqualTo(1);
    assertThat(cache.imageSizeBytes("web:1")).isEqualTo(70);
    assertThat(node1().imageSizeBytes("web:1")).isEqualTo(70);
    assertThat(node1().imageSizeBytes("db:1")).isEqualTo(-1);

    cache.updateNode(node("n1", 1));
    assertThat(cache.imageNodeCount("web:1")).isEqualTo(1);
    assertThat(node1().imageSizeBytes("web:1")).isEqualTo(-1);

    cache.removeNode("n2");
    assertThat(cache.imageNodeCount("web:1")).isZero();
    assertThat(cache.imageSizeBytes("web:1")).isZero();
  }

  @Test
  void aNodeCountsOnceForAnImageThatItReportsTwice() {
    ContainerImage web = new ContainerImage(List.of("web:1"), 70);
    ContainerImage again = new ContainerImage(List.of("web:1"), 90);
    cache.addNode(node("n1", 1).toBuilder().images(List.of(web, again)).build());

    assertThat(cache.imageNodeCount("web:1")).isEqualTo(1);
    assertThat(cache.imageSizeBytes("web:1")).isEqualTo(70);

    cache.removeNode("n1");
    assertThat(cache.imageNodeCount("web:1")).isZero();
  }

  private static PodSpec hermit() {
    PodAffinityTerm everybody = PodAffinityTerm.of(LabelSelector.EVERYTHING, "zone");
    return spec(100).toBuilder()
        .podAntiAffinity(new PodAffinity(List.of(everybody), List.of()))
        .build();
  }

  private static PodSpec sociable() {
    PodAffinityTerm everybody = PodAffinityTerm.of(LabelSelector.EVERYTHING, "zone");
    return spec(100).toBuilder()
        .podAffinity(
            new PodAffinity(List.of(), List.of(new PodAffinity.PreferredTerm(1, everybody))))
        .build();
  }

  @Test
  void podsWithAffinityAreKnownApart() {
    cache.addNode(node("n1", 1000));
    cache.addNode(node("n2", 1000));
    Pod plain = on("n1", pod("plain", 100));
    Pod hermit = on("n1", pod("hermit", 100).toBuilder().spec(hermit()).build());
    Pod sociable = on("n2", pod("sociable", 100).toBuilder().spec(sociable()).build());
    cache.confirm(plain);
    cache.assume(info(hermit), "n1");
    cache.confirm(sociable);

    assertThat(cache.withAffinity()).hasToString("[n1, n2]");
    assertThat(cache.withRequiredAntiAffinity()).hasToString("[n1]");
    assertThat(node1().podsWithAffinity()).extracting(PodInfo::pod).containsExactly(hermit);

    Pod relabelled = hermit.toBuilder().labels(Labels.of("app", "web")).build();
    cache.confirm(relabelled);
    assertThat(node1().podsWithRequiredAntiAffinity())
        .extracting(PodInfo::pod)
        .containsExactly(relabelled);
    assertThat(node1().copy().podsWithRequiredAntiAffinity()).hasSize(1);

    cache.remove(relabelled);
    cache.removeNode("n2");
    assertThat(cache.withAffinity()).isEmpty();
    assertThat(cache.withRequiredAntiAffinity()).isEmpty();

    cache.addNode(node("n2", 1000));
    assertThat(cache.withAffinity()).as("the pod is bound to it still").hasToString("[n2]");
  }

  private static List<String> names(List<? extends NodeInfo> nodes) {
    return nodes.stream().map(node -> node.node().name()).toList();
  }

  private static Node inZone(String name, String zone, long imageBytes) {
    return node(name, 4000).toBuilder()
        .labels(Labels.of(Labels.ZONE, zone))
        .images(List.of(new ContainerImage(List.of("app:1"), imageBytes)))
        .build();
  }

  @Test
  void nodesThatArePutBackStandWhereTheyStood() {
    cache.addNode(inZone("n1", "a", 10));
    cache.addNode(inZone("n2", "b", 20));
    cache.addNode(inZone("n3", "a", 30));
    cache.addNode(inZone("n4", "b", 40));
    PodInfo pod = info(on("n1", pod("p", 700)));
    cache.add(pod);
    List<String> searchOrder = names(cache.inSearchOrder());
    NodeInfo before = node1();
    NodeArrangement arrangement = cache.arrangement();

    cache.remove(pod.pod());
    for (String name : List.of("n3", "n1", "n2")) {
      cache.removeNode(name);
    }
    assertThat(names(cache.all())).containsExactly("n4");
    cache.restore(arrangement);
    cache.add(pod);

    assertThat(names(cache.all())).containsExactly("n1", "n2", "n3", "n4");
    assertThat(names(cache.inSearchOrder())).isEqualTo(searchOrder);
    assertThat(node1()).isSameAs(before).isSameAs(cache.byIndex(0));
    assertThat(requested()).isEqualTo("700 millicores, 1 pods");
    assertThat(cache.imageNodeCount("app:1")).isEqualTo(4);
    assertThat(cache.imageSizeBytes("app:1")).isEqualTo(10);
  }

  @Test
  void nodesAreNotPutBackWhereOthersHaveJoinedOrPodsAreBoundMeanwhile() {
    cache.addNode(node("n1", 4000));
    NodeArrangement arrangement = cache.arrangement();
    cache.removeNode("n1");
    cache.confirm(on("n1", pod("p", 700)));
    assertThatThrownBy(() -> cache.restore(arrangement))
        .hasMessage("pods are bound to n1 while it is away");

    cache.addNode(node("n2", 4000));
    assertThatThrownBy(() -> cache.restore(arrangement)).hasMessage("nodes have joined since");
  }
}
