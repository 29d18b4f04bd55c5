package io.towtank.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyedObjectsTest {
  private static Pod pod(String name) {
    return Pod.builder(name, PodSpec.builder().build()).build();
  }

  @Test
  void aNewVersionTakesThePlaceOfTheOld() {
    KeyedObjects<Pod> pods = new KeyedObjects<>();
    Pod a = pod("a");
    Pod b = pod("b");
    Pod newer = a.withResourceVersion(7);
    pods.put(a);
    pods.put(b);
    pods.put(newer);

    assertThat(pods).containsExactly(newer, b);
    assertThat(pods.get("default/a")).isSameAs(newer);
    assertThat(pods.get("default/c")).isNull();
    assertThat(pods.remove("default/c")).isNull();
    assertThat(pods.remove("default/a")).isSameAs(newer);
    pods.put(a);

    assertThat(pods).containsExactly(b, a);
  }

  /** The hashes of "Aa" and "BB" are the same. */
  @Test
  void tellsKeysOfTheSameHashApart() {
    KeyedObjects<Pod> pods = new KeyedObjects<>();
    Pod one = pod("Aa");
    Pod other = pod("BB");
    pods.put(one);
    pods.put(other);

    assertThat(pods.get("default/Aa")).isSameAs(one);
    assertThat(pods.get("default/BB")).isSameAs(other);
    pods.remove("default/Aa");
    assertThat(pods.get("default/BB")).isSameAs(other);
    assertThat(pods.get("default/Aa")).isNull();
  }

  @Test
  void aWalkEndsWhereTheObjectsChange() {
    KeyedObjects<Pod> pods = new KeyedObjects<>();
    pods.put(pod("a"));
    pods.put(pod("b"));
    Iterator<Pod> walk = pods.iterator();
    walk.next();
    pods.put(pod("a"));
    walk.next();
    assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
    Iterator<Pod> another = pods.iterator();
    pods.remove("default/b");
    assertThatThrownBy(another::next).isInstanceOf(ConcurrentModificationException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesAsALinkedMap(long seed) {
    Random random = new Random(seed);
    KeyedObjects<Pod> pods = new KeyedObjects<>();
    Map<String, Pod> expected = new LinkedHashMap<>();
    int names = 0;
    for (int i = 0; i < 20_000; i++) {
      // Ever more, then ever fewer, until hardly any is left.
      boolean grows = i / 2500 % 2 == 0;
      if (random.nextInt(10) < (grows ? 7 : 2)) {
        Pod pod = pod("p" + (random.nextInt(4) > 0 ? names++ : random.nextInt(names + 1)));
        pods.put(pod);
        expected.put(pod.key(), pod);
      } else {
        String key = "default/p" + random.nextInt(names + 1);
        if (!grows && !expected.isEmpty()) {
          List<String> keys = new ArrayList<>(expected.keySet());
          key = keys.get(random.nextInt(keys.size()));
        }
        assertThat(pods.remove(key)).isSameAs(expected.remove(key));
      }
      assertThat(pods.size()).isEqualTo(expected.size());
      if (i % 100 == 0) {
        assertThat(pods).containsExactlyElementsOf(expected.values());
      }
    }
    assertThat(pods).containsExactlyElementsOf(expected.values());
    expected.forEach((key, pod) -> assertThat(pods.get(key)).isSameAs(pod));
  }
}
