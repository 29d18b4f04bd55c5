package io.towtank.workloads.towtank;

import io.towtank.model.Labels;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads cells that hold a list with ';' between its items. */
final class CellLists {
  private static final int ITEMS_MAX = 256;

  private CellLists() {}

  /** {@code key=value;key=value}, each key once; its values may be empty. */
  static Labels labels(CsvRow row, String column) {
    return Labels.of(pairs(row, column, "key=value;key=value, each key once"));
  }

  /** {@code key=value;key=value} as a sorted map. */
  static Map<String, String> pairs(CsvRow row, String column, String expected) {
    Map<String, String> pairs = new TreeMap<>();
    for (String item : items(row, column)) {
      int equals = item.indexOf('=');
      String key = equals < 0 ? "" : item.substring(0, equals).strip();
      if (!Names.isKey(key) || pairs.put(key, item.substring(equals + 1).strip()) != null) {
        throw row.error(column, expected);
      }
    }
    return pairs;
  }

  /** {@code key=value:Effect;key:Effect}. */
  static List<Taint> taints(CsvRow row, String column) {
    List<Taint> taints = new ArrayList<>();
    for (String item : items(row, column)) {
      KeyValueEffect parts = keyValueEffect(row, column, item, true);
      taints.add(new Taint(parts.key, parts.value, TaintEffect.parse(parts.effect)));
    }
    return taints;
  }

  /** As taints; without a value any value, without an effect any effect is tolerated. */
  static List<Toleration> tolerations(CsvRow row, String column) {
    List<Toleration> tolerations = new ArrayList<>();
    for (String item : items(row, column)) {
      KeyValueEffect parts = keyValueEffect(row, column, item, false);
      tolerations.add(
          new Toleration(
              parts.key,
              parts.hasValue ? Toleration.Operator.EQUAL : Toleration.Operator.EXISTS,
              parts.value,
              parts.effect.isEmpty() ? null : TaintEffect.parse(parts.effect),
              null));
    }
    return tolerations;
  }

  private static KeyValueEffect keyValueEffect(
      CsvRow row, String column, String item, boolean effectRequired) {
    int colon = item.lastIndexOf(':');
    String effect = colon < 0 ? "" : item.substring(colon + 1).strip();
    String pair = colon < 0 ? item : item.substring(0, colon);
    int equals = pair.indexOf('=');
    String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
    String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
    if (!Names.isKey(key) || !isEffect(effect, effectRequired || colon >= 0)) {
      throw row.error(
          column,
          (effectRequired ? "key=value:Effect;…" : "key=value:Effect;key:Effect;key")
              + " with Effect NoSchedule, PreferNoSchedule or NoExecute");
    }
    return new KeyValueEffect(key, equals >= 0, value, effect);
  }

  private static boolean isEffect(String effect, boolean required) {
    if (effect.isEmpty()) {
      return !required;
    }
    for (TaintEffect known : TaintEffect.values()) {
      if (known.kubernetesName().equals(effect)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> items(CsvRow row, String column) {
    List<String> items = new ArrayList<>();
    if (row.isEmpty(column)) {
      return items;
    }
    for (String item : row.text(column).split(";", ITEMS_MAX + 1)) {
      if (items.size() == ITEMS_MAX) {
        throw row.error(column, "at most " + ITEMS_MAX + " items");
      }
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private record KeyValueEffect(String key, boolean hasValue, String value, String effect) {}
}
