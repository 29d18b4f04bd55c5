package io.towtank.scenarios.conformance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many decisions agree with the recording, in which respect. */
final class Tally {
  private int cases;
  private int pods;
  private Agreement decisions = Agreement.NONE;
  private final Map<Aspect.Group, Agreement> groups = new EnumMap<>(Aspect.Group.class);
  private final SortedMap<String, Agreement> rawByPlugin = new TreeMap<>();
  private final SortedMap<String, Agreement> normalizedByPlugin = new TreeMap<>();

  /** Another case has been run. */
  void addCase(int podCount) {
    cases++;
    pods += podCount;
  }

  /**
   * Counts one decision.
   *
   * @param differences what {@link Facts#differences} found
   */
  void add(Facts expected, Facts found, List<Facts.Difference> differences) {
    decisions = decisions.and(differences.isEmpty());
    SortedSet<Facts.Key> keys = new TreeSet<>(expected.values().keySet());
    keys.addAll(found.values().keySet());
    for (Aspect.Group group : Aspect.Group.values()) {
      if (keys.stream().anyMatch(key -> group.has(key.aspect()))) {
        boolean equal = differences.stream().noneMatch(each -> group.has(each.key().aspect()));
        groups.merge(group, Agreement.NONE.and(equal), Agreement::plus);
      }
    }
    addScores(keys, differences, Aspect.RAW, rawByPlugin);
    addScores(keys, differences, Aspect.NORMALIZED, normalizedByPlugin);
  }

  private static void addScores(
      SortedSet<Facts.Key> keys,
      List<Facts.Difference> differences,
      Aspect aspect,
      SortedMap<String, Agreement> byPlugin) {
    SortedMap<String, Boolean> equal = new TreeMap<>();
    for (Facts.Key key : keys) {
      if (key.aspect() == aspect) {
        equal.put(key.plugin(), true);
      }
    }
    for (Facts.Difference difference : differences) {
      if (difference.key().aspect() == aspect) {
        equal.put(difference.key().plugin(), false);
      }
    }
    equal.forEach(
        (plugin, isEqual) -> byPlugin.merge(plugin, Agreement.NONE.and(isEqual), Agreement::plus));
  }

  /** Counts decisions that only one side has. */
  void addUnpaired(int count) {
    decisions = decisions.plus(new Agreement(count, 0));
  }

  void add(Tally other) {
    cases += other.cases;
    pods += other.pods;
    decisions = decisions.plus(other.decisions);
    other.groups.forEach((group, more) -> groups.merge(group, more, Agreement::plus));
    other.rawByPlugin.forEach((name, more) -> rawByPlugin.merge(name, more, Agreement::plus));
    other.normalizedByPlugin.forEach(
        (name, more) -> normalizedByPlugin.merge(name, more, Agreement::plus));
  }

  int cases() {
    return cases;
  }

  int pods() {
    return pods;
  }

  Agreement decisions() {
    return decisions;
  }

  Agreement group(Aspect.Group group) {
    return groups.getOrDefault(group, Agreement.NONE);
  }

  /** Decisions by the plugin that scored in them. */
  SortedMap<String, Agreement> rawByPlugin() {
    return rawByPlugin;
  }

  /** Decisions by the plugin that scored in them. */
  SortedMap<String, Agreement> normalizedByPlugin() {
    return normalizedByPlugin;
  }
}
