package io.towtank.scheduling.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import org.junit.jupiter.api.Test;

final class ChangeRingTest {
  private static final int NODES = 4;

  private final ResourceIndex resources = new ResourceIndex();
  private final ChangeRing ring = new ChangeRing();

  @Test
  void tellsOfAPodOfTheSameKind() {
    for (int kind = 1; kind <= 5000; kind++) {
      long entry = ring.next();
      ring.addPod(kind % NODES, pod(kind), 1, NODES);

      assertThat(ring.kind(entry)).isEqualTo(kind);
      assertThat(ring.pod(entry)).isNotNull().extracting(PodInfo::kind).isEqualTo(kind);
      assertThat(ring.podSign(entry)).isEqualTo(1);
      assertThat(ring.index(entry)).isEqualTo(kind % NODES);
    }
  }

  @Test
  void holdsOnePodForAllOfItsKind() {
    PodInfo first = pod(7);
    ring.addPod(0, first, 1, NODES);
    ring.addPod(1, pod(7), -1, NODES);

    assertThat(ring.pod(1)).isSameAs(first);
    assertThat(ring.podSign(1)).isEqualTo(-1);
  }

  @Test
  void knowsOfChangesWithoutAPod() {
    ring.addPod(2, null, 1, NODES);
    ring.addDescription(3, NODES);

    assertThat(ring.pod(0)).isNull();
    assertThat(ring.kind(0)).isZero();
    assertThat(ring.isDescriptionChanged(0)).isFalse();
    assertThat(ring.isDescriptionChanged(1)).isTrue();
    assertThat(ring.index(1)).isEqualTo(3);
  }

  private PodInfo pod(int kind) {
    PodInfo info =
        PodInfo.of(Pod.builder("p-" + kind, PodSpec.builder().build()).build(), resources);
    info.setKind(kind);
    return info;
  }
}
