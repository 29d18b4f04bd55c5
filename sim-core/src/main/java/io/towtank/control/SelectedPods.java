package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods that objects select, as the store has them now: of disruption budgets, of services. The
 * objects are told to it; it follows the pods.
 */
public final class SelectedPods {
  private final ApiServer api;
  private final Map<String, SortedMap<String, Selection>> byNamespace = new TreeMap<>();

  private record Selection(Predicate<Pod> selector, SortedMap<Long, Pod> pods) {}

  /** An index of the pods of an API; nothing is selected yet. */
  public SelectedPods(ApiServer api) {
    this.api = api;
    api.pods()
        .watch(
            "selected-pods",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                changed(pod, true);
              }

              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                changed(newPod, true);
              }

              @Override
              public void onDelete(Pod pod) {
                changed(pod, false);
              }
            });
  }

  private void changed(Pod pod, boolean isThere) {
    SortedMap<String, Selection> selections = byNamespace.get(pod.namespace());
    if (selections == null) {
      return;
    }
    for (Selection selection : selections.values()) {
      if (isThere && selection.selector().test(pod)) {
        selection.pods().put(pod.uid(), pod);
      } else {
        selection.pods().remove(pod.uid());
      }
    }
  }

  /** An object of this name selects pods from now on, in place of those that it selected before. */
  public void select(String namespace, String name, LabelSelector selector) {
    Selection selection = new Selection(pod -> selector.matches(pod.labels()), new TreeMap<>());
    for (Pod pod : api.pods().list()) {
      if (pod.namespace().equals(namespace) && selection.selector().test(pod)) {
        selection.pods().put(pod.uid(), pod);
      }
    }
    byNamespace.computeIfAbsent(namespace, key -> new TreeMap<>()).put(name, selection);
  }

  /** An object selects nothing any more. */
  public void forget(String namespace, String name) {
    SortedMap<String, Selection> selections = byNamespace.get(namespace);
    if (selections != null) {
      selections.remove(name);
      if (selections.isEmpty()) {
        byNamespace.remove(namespace);
      }
    }
  }

  /** The pods that an object selects, oldest first. */
  public Collection<Pod> of(String namespace, String name) {
    SortedMap<String, Selection> selections = byNamespace.get(namespace);
    Selection selection = selections == null ? null : selections.get(name);
    return selection == null ? List.of() : new ArrayList<>(selection.pods().values());
  }

  /**
   * Keys of the objects that select a pod.
   *
   * @param before the pod's version before, whose selectors count, too; null for none
   */
  public List<String> selecting(Pod pod, @Nullable Pod before) {
    SortedMap<String, Selection> selections = byNamespace.get(pod.namespace());
    if (selections == null) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    selections.forEach(
        (name, selection) -> {
          if (selection.selector().test(pod)
              || (before != null && selection.selector().test(before))) {
            keys.add(pod.namespace() + "/" + name);
          }
        });
    return keys;
  }
}
