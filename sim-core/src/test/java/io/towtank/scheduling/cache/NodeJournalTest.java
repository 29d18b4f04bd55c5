package io.towtank.scheduling.cache;

import static io.towtank.scheduling.testing.Objects.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeJournalTest {
  private final ClusterCache cache = new ClusterCache(new ResourceIndex());

  private static Pod pod(long uid, String node) {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(100, 0)).build();
    return Pod.builder("p" + uid, spec).uid(uid).nodeName(node).build();
  }

  /** Entries from one on, with a {@code *} where the description changed; doubles left out. */
  private List<String> since(long entry) {
    List<String> entries = new ArrayList<>();
    for (long e = entry; e < cache.nextEntry(); e++) {
      entries.add(cache.changedIndex(e) + (cache.isDescriptionChanged(e) ? "*" : ""));
    }
    return entries.stream().distinct().toList();
  }

  @Test
  void podsThatComeAndGoChangeTheirNode() {
    cache.addNode(node("a", 1000));
    cache.addNode(node("b", 1000));
    long start = cache.nextEntry();

    cache.confirm(pod(1, "b"));
    assertThat(since(start)).containsExactly("1");

    long bound = cache.nextEntry();
    cache.remove(pod(1, "b"));
    assertThat(since(bound)).containsExactly("1");
  }

  @Test
  void versionThatChangesNothingIsNoChange() {
    cache.addNode(node("a", 1000));
    Pod pod = pod(1, "a");
    cache.confirm(pod);
    long start = cache.nextEntry();

    cache.confirm(pod.toBuilder().resourceVersion(7).build());

    assertThat(since(start)).isEmpty();
  }

  @Test
  void nodesThatJoinLeaveOrAreDescribedAnewSaySo() {
    cache.addNode(node("a", 1000));
    long version = cache.descriptionsVersion();
    long start = cache.nextEntry();

    cache.addNode(node("b", 1000));
    cache.updateNode(node("a", 2000));
    cache.removeNode("a");

    assertThat(since(start)).contains("1*", "0*");
    assertThat(cache.descriptionsVersion()).isEqualTo(version + 3);
    assertThat(cache.byIndex(0)).isNull();
    assertThat(cache.indexBound()).isEqualTo(2);
  }

  @Test
  void oldEntriesAreForgotten() {
    cache.addNode(node("a", 1000));
    cache.addNode(node("b", 1000));
    for (int i = 0; i < 5000; i++) {
      cache.confirm(pod(1, i % 3 == 0 ? "a" : "b"));
      cache.remove(pod(1, ""));
    }

    assertThat(cache.firstEntry()).isPositive();
    assertThat(cache.nextEntry() - cache.firstEntry()).isLessThan(5000);
    assertThat(cache.changedIndex(cache.nextEntry() - 1)).isOne();
    assertThat(since(cache.firstEntry())).containsExactlyInAnyOrder("0", "1");
  }
}
