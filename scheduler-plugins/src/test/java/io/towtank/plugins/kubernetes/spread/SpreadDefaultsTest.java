package io.towtank.plugins.kubernetes.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.scheduling.framework.PluginArgs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadDefaultsTest {
  private static final Map<String, Object> ZONES =
      Map.of("maxSkew", 2, "topologyKey", "zone", "whenUnsatisfiable", "DoNotSchedule");

  private static SpreadDefaults read(String type, List<?> constraints) {
    return SpreadDefaults.read(
        PluginArgs.of(Map.of("defaultingType", type, "defaultConstraints", constraints)));
  }

  private static Map<String, Object> zonesWith(String key, Object value) {
    Map<String, Object> changed = new TreeMap<>(ZONES);
    changed.put(key, value);
    return changed;
  }

  @Test
  void kubernetesOwnDefaultsHoldWhereNothingIsSaid() {
    assertThat(SpreadDefaults.read(PluginArgs.NONE.copy())).isEqualTo(SpreadDefaults.SYSTEM);
    assertThat(read("System", List.of())).isEqualTo(SpreadDefaults.SYSTEM);
    assertThat(read("List", List.of())).isEqualTo(new SpreadDefaults(List.of(), false));
  }

  @Test
  void aListIsReadWhole() {
    Map<String, Object> rich = zonesWith("minDomains", 3);
    rich.put("nodeAffinityPolicy", "Ignore");
    rich.put("nodeTaintsPolicy", "Honor");
    rich.put("matchLabelKeys", List.of("version"));
    Map<String, Object> soft = zonesWith("whenUnsatisfiable", "ScheduleAnyway");

    SpreadDefaults defaults = read("List", List.of(rich, soft));

    assertThat(defaults.isSystem()).isFalse();
    assertThat(defaults.constraints())
        .containsExactly(
            new TopologySpreadConstraint(
                2,
                "zone",
                WhenUnsatisfiable.DO_NOT_SCHEDULE,
                null,
                3,
                NodeInclusionPolicy.IGNORE,
                NodeInclusionPolicy.HONOR,
                List.of("version")),
            TopologySpreadConstraint.of(2, "zone", WhenUnsatisfiable.SCHEDULE_ANYWAY, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxSkew           | 0            | maxSkew: expected a whole number from 1 to 2147483647, found 0
          topologyKey       | a b          | topologyKey: expected a label key such as topology.kubernetes.io/zone, found 'a b'
          topologyKey       | /zone        | topologyKey: expected a label key such as topology.kubernetes.io/zone, found '/zone'
          topologyKey       | a/b/c        | topologyKey: expected a label key such as topology.kubernetes.io/zone, found 'a/b/c'
          whenUnsatisfiable | DoNotShedule | whenUnsatisfiable: 'DoNotShedule' is not known; did you mean 'DoNotSchedule'?
          minDomains        | 0            | minDomains: expected a whole number from 1 to 2147483647, found 0
          nodeTaintsPolicy  | honor        | nodeTaintsPolicy: 'honor' is not known; did you mean 'Honor'?
          labelSelector     | {}           | labelSelector: not allowed, as it is worked out for each pod
          """)
  void whatCannotBeUsedIsNamed(String key, String value, String message) {
    Object found =
        switch (value) {
          case "0" -> 0;
          case "{}" -> Map.of();
          default -> value;
        };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("List", List.of(ZONES, zonesWith(key, found))))
        .withMessage("defaultConstraints[1]." + message);
  }

  @ParameterizedTest
  @CsvSource({"maxSkew", "topologyKey", "whenUnsatisfiable"})
  void whatIsMissingIsNamed(String key) {
    Map<String, Object> incomplete = new TreeMap<>(ZONES);
    incomplete.remove(key);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("List", List.of(incomplete)))
        .withMessage("defaultConstraints[0]." + key + ": is missing");
  }

  @Test
  void listAndTypeMustGoTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("System", List.of(ZONES)))
        .withMessage("defaultConstraints: goes with defaultingType List only, found System");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("Lists", List.of()))
        .withMessage("defaultingType: 'Lists' is not known; did you mean 'List'?");
  }

  @Test
  void aConstraintMayStandOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("List", List.of(ZONES, zonesWith("maxSkew", 5))))
        .withMessage(
            "defaultConstraints[1].topologyKey: 'zone' stands twice with the same"
                + " whenUnsatisfiable");
  }
}
