package io.towtank.scheduling.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodListTest {
  private final PodList list = new PodList();

  private static PodInfo pod(String name) {
    return PodInfo.of(Pod.builder(name, PodSpec.builder().build()).build(), new ResourceIndex());
  }

  @Test
  void keepsTheOrderInWhichPodsCame() {
    List<PodInfo> expected = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      PodInfo pod = pod("pod-" + i);
      list.append(pod);
      expected.add(pod);
    }
    for (int i : new int[] {29, 0, 12, 12}) {
      assertThat(list.take(expected.remove(i))).isTrue();
    }

    assertThat(list).containsExactlyElementsOf(expected);
    assertThat(list.take(pod("pod-5"))).as("another object of that name").isFalse();
    assertThat(list).hasSize(26);
  }

  @Test
  void aNewerVersionStandsWhereTheOlderStood() {
    PodInfo a = pod("a");
    PodInfo b = pod("b");
    PodInfo newer = pod("a");
    list.append(a);
    list.append(b);

    list.replace(a, newer);

    assertThat(list).containsExactly(newer, b);
    assertThatThrownBy(() -> list.replace(a, newer)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aCopyChangesByItself() {
    PodInfo a = pod("a");
    list.append(a);
    PodList copy = new PodList(list);

    copy.append(pod("b"));
    list.take(a);

    assertThat(copy).hasSize(2);
    assertThat(list).isEmpty();
  }

  @Test
  void othersCanOnlyReadIt() {
    PodInfo a = pod("a");
    list.append(a);

    assertThatThrownBy(() -> list.remove(a)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.add(a)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
