package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final Labels LABELS = Labels.of(Map.of("tier", "web", "app", "shop", "zone", ""));

  @Test
  void labelsAreFoundByKey() {
    assertThat(LABELS.get("tier")).isEqualTo("web");
    assertThat(LABELS.get("zone")).isEmpty();
    assertThat(LABELS.get("none")).isNull();
    assertThat(LABELS.contains("zone")).isTrue();
    assertThat(LABELS.contains("none")).isFalse();
    assertThat(LABELS.size()).isEqualTo(3);
  }

  @Test
  void labelsAreSortedByKey() {
    assertThat(LABELS).hasToString("{app=shop, tier=web, zone=}");
  }

  @Test
  void settingALabelMakesNewLabels() {
    Labels changed = LABELS.with("tier", "db").with("b", "1");

    assertThat(changed).hasToString("{app=shop, b=1, tier=db, zone=}");
    assertThat(LABELS.get("tier")).isEqualTo("web");
  }

  @Test
  void equalLabelsAreEqualWhateverTheirOrigin() {
    assertThat(Labels.of("a", "1").with("b", "2"))
        .isEqualTo(Labels.of(Map.of("b", "2", "a", "1")))
        .hasSameHashCodeAs(Labels.of(Map.of("b", "2", "a", "1")))
        .isNotEqualTo(Labels.of("a", "1"));
    assertThat(Labels.of(Map.of())).isEqualTo(Labels.EMPTY);
  }
}
