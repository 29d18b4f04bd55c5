package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResourceListTest {
  private static final ResourceList SMALL = ResourceList.of(Map.of("memory", 10L, "cpu", 500L));

  @Test
  void resourcesAreSortedByName() {
    assertThat(SMALL).hasToString("{cpu=500, memory=10}");
    assertThat(SMALL.size()).isEqualTo(2);
    assertThat(SMALL.name(0)).isEqualTo("cpu");
    assertThat(SMALL.amount(1)).isEqualTo(10);
  }

  @Test
  void zeroIsListedAndAbsentIsNot() {
    ResourceList zero = ResourceList.EMPTY.with("cpu", 0);

    assertThat(zero.contains("cpu")).isTrue();
    assertThat(zero.get("memory")).isZero();
    assertThat(zero.contains("memory")).isFalse();
    assertThat(zero).isNotEqualTo(ResourceList.EMPTY);
  }

  @Test
  void sumsAndMaximaCoverTheResourcesOfBoth() {
    ResourceList other = ResourceList.of(Map.of("cpu", 200L, "x/y", 3L));

    assertThat(SMALL.plus(other)).hasToString("{cpu=700, memory=10, x/y=3}");
    assertThat(SMALL.max(other)).hasToString("{cpu=500, memory=10, x/y=3}");
    assertThat(SMALL.plus(ResourceList.EMPTY)).isEqualTo(SMALL);
    assertThat(ResourceList.EMPTY.max(SMALL)).isEqualTo(SMALL);
  }

  @Test
  void changesMakeNewLists() {
    assertThat(SMALL.with("cpu", 1)).hasToString("{cpu=1, memory=10}");
    assertThat(SMALL.without("cpu")).hasToString("{memory=10}");
    assertThat(SMALL.without("x/y")).isSameAs(SMALL);
    assertThat(SMALL.without("cpu").without("memory")).isEqualTo(ResourceList.EMPTY);
    assertThat(SMALL).hasToString("{cpu=500, memory=10}");
  }

  @Test
  void equalListsAreEqualWhateverTheirOrigin() {
    ResourceList same = ResourceList.of(500, 10);

    assertThat(same).isEqualTo(SMALL).hasSameHashCodeAs(SMALL);
    assertThat(same).isNotEqualTo(ResourceList.of(500, 11));
  }

  @Test
  void negativeAmountsAndOverflowAreRefused() {
    assertThatThrownBy(() -> SMALL.with("cpu", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative amount of cpu: -1");
    assertThatThrownBy(() -> SMALL.plus(SMALL.with("cpu", Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
  }
}
