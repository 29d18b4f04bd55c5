package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods that objects select, as the store has them now: of disruption budgets, of services. The
 * objects are told to it; it follows the pods.
 */
public final class SelectedPods {
  private final ApiServer api;
  private final Listener listener;
  private final Map<String, SortedMap<String, Selection>> byNamespace = new TreeMap<>();

  /** What selects a pod, by the pod's uid: selectors are only asked again when labels change. */
  private final Map<Long, List<Selection>> byPod = new HashMap<>();

  /** Hears of the pods that an object selects. */
  interface Listener {
    /**
     * An object selects another version of a pod.
     *
     * @param key the object's
     * @param before null for a pod that it selects only now
     * @param after null for one that it selects no more
     */
    void changed(String key, @Nullable Pod before, @Nullable Pod after);
  }

  private record Selection(
      String key,
      LabelSelector selector,
      SortedMap<Long, Pod> pods,
      PodTally tally,
      Listener listener) {
    boolean selects(Pod pod) {
      return selector.matches(pod.labels());
    }

    void put(Pod pod) {
      Pod before = pods.put(pod.uid(), pod);
      if (before != null) {
        tally.remove(before);
      }
      tally.add(pod);
      listener.changed(key, before, pod);
    }

    void remove(Pod pod) {
      Pod before = pods.remove(pod.uid());
      if (before != null) {
        tally.remove(before);
        listener.changed(key, before, null);
      }
    }
  }

  /** An index of the pods of an API; nothing is selected yet. */
  public SelectedPods(ApiServer api) {
    this(api, (key, before, after) -> {});
  }

  /** The same, with one who hears of what is selected. */
  SelectedPods(ApiServer api, Listener listener) {
    this.api = api;
    this.listener = listener;
    api.pods()
        .watch(
            "selected-pods",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                add(pod);
              }

              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (oldPod.labels().equals(newPod.labels())) {
                  for (Selection selection : byPod.getOrDefault(newPod.uid(), List.of())) {
                    selection.put(newPod);
                  }
                } else {
                  remove(oldPod);
                  add(newPod);
                }
              }

              @Override
              public void onDelete(Pod pod) {
                remove(pod);
              }
            });
  }

  private void add(Pod pod) {
    for (Selection selection : selections(pod.namespace())) {
      if (selection.selects(pod)) {
        link(selection, pod);
      }
    }
  }

  private void link(Selection selection, Pod pod) {
    selection.put(pod);
    byPod.computeIfAbsent(pod.uid(), uid -> new ArrayList<>(1)).add(selection);
  }

  private void remove(Pod pod) {
    List<Selection> selections = byPod.remove(pod.uid());
    if (selections != null) {
      selections.forEach(selection -> selection.remove(pod));
    }
  }

  private Collection<Selection> selections(String namespace) {
    SortedMap<String, Selection> selections = byNamespace.get(namespace);
    return selections == null ? List.of() : selections.values();
  }

  /** An object of this name selects pods from now on, in place of those that it selected before. */
  public void select(String namespace, String name, LabelSelector selector) {
    forget(namespace, name);
    Selection selection =
        new Selection(namespace + "/" + name, selector, new TreeMap<>(), new PodTally(), listener);
    for (Pod pod : api.pods().list()) {
      if (pod.namespace().equals(namespace) && selection.selects(pod)) {
        link(selection, pod);
      }
    }
    byNamespace.computeIfAbsent(namespace, key -> new TreeMap<>()).put(name, selection);
  }

  /** An object selects nothing any more. */
  public void forget(String namespace, String name) {
    SortedMap<String, Selection> selections = byNamespace.get(namespace);
    Selection gone = selections == null ? null : selections.remove(name);
    if (gone != null) {
      gone.pods().values().forEach(pod -> listener.changed(gone.key(), pod, null));
      for (long uid : gone.pods().keySet()) {
        byPod
            .getOrDefault(uid, List.of())
            .removeIf(selection -> selection.key().equals(gone.key()));
      }
    }
  }

  /** The pods that an object selects, oldest first; a view, which follows every write. */
  public Collection<Pod> of(String namespace, String name) {
    Selection selection = selection(namespace, name);
    return selection == null
        ? List.of()
        : Collections.unmodifiableCollection(selection.pods().values());
  }

  /** Counts of the pods that an object selects; a view, which follows every write. */
  public PodTally tally(String namespace, String name) {
    Selection selection = selection(namespace, name);
    return selection == null ? new PodTally() : selection.tally();
  }

  private @Nullable Selection selection(String namespace, String name) {
    SortedMap<String, Selection> selections = byNamespace.get(namespace);
    return selections == null ? null : selections.get(name);
  }

  /**
   * Keys of the objects that select a pod.
   *
   * @param before the pod's version before, whose selectors count, too; null for none
   */
  public List<String> selecting(Pod pod, @Nullable Pod before) {
    List<String> keys = new ArrayList<>();
    List<Selection> known = byPod.get(pod.uid());
    if (known != null && (before == null || before.labels().equals(pod.labels()))) {
      known.forEach(selection -> keys.add(selection.key()));
      return keys;
    }
    for (Selection selection : selections(pod.namespace())) {
      if (selection.selects(pod) || (before != null && selection.selects(before))) {
        keys.add(selection.key());
      }
    }
    return keys;
  }
}
