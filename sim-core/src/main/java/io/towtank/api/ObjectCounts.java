package io.towtank.api;

import io.towtank.model.ApiObject;
import io.towtank.model.Namespace;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceQuota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts the objects of each namespace, and refuses those that a resource quota leaves no room for.
 * It begins to count with the first quota that limits a number of objects. A quota with scopes
 * counts pods only. Source: Kubernetes v1.34, {@code pkg/quota/v1/generic/evaluator.go}, {@code
 * objectCountEvaluator}, and {@code legacyObjectCountAliases}.
 */
final class ObjectCounts {
  private final ObjectStore<ResourceQuota> quotas;
  private final Consumer<String> onChange;
  private final List<Runnable> watches = new ArrayList<>();

  /** By name in quotas, then by namespace; looked up only, never walked over. */
  private final Map<String, Map<String, Long>> counts = new HashMap<>();

  private boolean isCounting;

  /**
   * Counts nothing yet.
   *
   * @param onChange told of the namespace in which a number has changed
   */
  ObjectCounts(ObjectStore<ResourceQuota> quotas, Consumer<String> onChange) {
    this.quotas = quotas;
    this.onChange = onChange;
  }

  /** Counts a kind, whose number quotas may limit by these names. */
  <T extends ApiObject<T>> void add(ObjectStore<T> store, String... names) {
    for (String name : names) {
      if (!ResourceQuota.COUNTED_OBJECTS.contains(name)) {
        throw new IllegalArgumentException("quotas can't limit " + name);
      }
      counts.put(name, new HashMap<>());
    }
    watches.add(() -> store.watch("quota-counts", 0, new ObjectWatcher<>(names)));
    store.addAdmission(
        draft -> {
          if (isCounting) {
            check(namespaceOf(draft.key()), names);
          }
          return draft;
        });
  }

  private static String namespaceOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? Namespace.DEFAULT : key.substring(0, slash);
  }

  private final class ObjectWatcher<T extends ApiObject<T>> implements Watcher<T> {
    private final String[] names;

    ObjectWatcher(String... names) {
      this.names = names;
    }

    @Override
    public void onAdd(T object) {
      change(object, 1);
    }

    @Override
    public void onDelete(T object) {
      change(object, -1);
    }

    private void change(T object, long difference) {
      String namespace = namespaceOf(object.key());
      for (String name : names) {
        counts
            .computeIfAbsent(name, unused -> new HashMap<>())
            .merge(namespace, difference, Long::sum);
      }
      onChange.accept(namespace);
    }
  }

  /**
   * A quota is there, or has changed: from the first one on that limits a number, all is counted.
   */
  void heardOf(ResourceQuota quota) {
    if (!isCounting && !of(quota).equals(ResourceList.EMPTY)) {
      isCounting = true;
      watches.forEach(Runnable::run);
    }
  }

  /** How many there are of what a quota limits. */
  ResourceList of(ResourceQuota quota) {
    SortedMap<String, Long> used = new TreeMap<>();
    ResourceList hard = quota.hard();
    for (int i = 0; i < hard.size() && quota.spec().scopes().isEmpty(); i++) {
      Map<String, Long> byNamespace = counts.get(hard.name(i));
      if (byNamespace != null) {
        used.put(hard.name(i), byNamespace.getOrDefault(quota.namespace(), 0L));
      }
    }
    return ResourceList.of(used);
  }

  private void check(String namespace, String... names) throws Admission.Refused {
    for (ResourceQuota quota : quotas.list()) {
      if (!quota.namespace().equals(namespace) || !quota.spec().scopes().isEmpty()) {
        continue;
      }
      for (String name : names) {
        if (quota.hard().contains(name) && of(quota).get(name) >= quota.hard().get(name)) {
          long used = of(quota).get(name);
          throw new Admission.Refused(
              "exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%d"
                  .formatted(quota.name(), name, name, used, name, quota.hard().get(name)));
        }
      }
    }
  }
}
