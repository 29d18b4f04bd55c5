package io.towtank.scenarios.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is known of one decision, piece by piece, each comparable by itself. */
final class Facts {
  /** What one piece is about; node and plugin are empty where it is about none. */
  record Key(Aspect aspect, String node, String plugin) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::aspect).thenComparing(Key::node).thenComparing(Key::plugin);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** A piece on which two decisions differ; null where one of them lacks it. */
  record Difference(Key key, @Nullable String expected, @Nullable String found) {}

  private final String pod;
  private final int attempt;
  private final SortedMap<Key, String> values = new TreeMap<>();

  /**
   * Nothing is known yet.
   *
   * @param attempt 1, or 2 for a second attempt
   */
  Facts(String pod, int attempt) {
    this.pod = pod;
    this.attempt = attempt;
    put(Aspect.POD, attempt == 1 ? pod : pod + ", attempt " + attempt);
  }

  /** Name of the pod with its namespace. */
  String pod() {
    return pod;
  }

  /** 1, or 2 for a second attempt. */
  int attempt() {
    return attempt;
  }

  void put(Aspect aspect, String value) {
    put(aspect, "", "", value);
  }

  void put(Aspect aspect, String node, String value) {
    put(aspect, node, "", value);
  }

  void put(Aspect aspect, String node, String plugin, String value) {
    values.put(new Key(aspect, node, plugin), value);
  }

  /** A refusal in one line. */
  static String refusal(String plugin, String code, List<String> reasons) {
    return plugin + ": " + code + " " + reasons.stream().sorted().toList();
  }

  /** Names in order of their bytes. */
  static String sorted(List<String> names) {
    return String.join(" ", names.stream().sorted().toList());
  }

  /** A preemption candidate in one line. */
  static String candidate(List<String> victims, long pdbViolations) {
    return String.join(" ", victims) + " (" + pdbViolations + " PDB violations)";
  }

  SortedMap<Key, String> values() {
    return values;
  }

  /** Everything on which the other decision differs from this one. */
  List<Difference> differences(Facts found) {
    SortedSet<Key> keys = new TreeSet<>(values.keySet());
    keys.addAll(found.values.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Key key : keys) {
      String here = values.get(key);
      String there = found.values.get(key);
      if (here == null || !here.equals(there)) {
        differences.add(new Difference(key, here, there));
      }
    }
    return differences;
  }
}
