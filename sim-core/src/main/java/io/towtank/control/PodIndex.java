package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pods there are, by what owns them, so that a controller need not look through all of the
 * store. It is the store's own view: it follows each write at once.
 */
public final class PodIndex {
  private static final String NOBODY = "";

  private final Map<String, SortedMap<Long, Pod>> podsByOwner = new HashMap<>();

  /** An index of the pods of an API. */
  public PodIndex(ApiServer api) {
    api.pods()
        .watch(
            "pod-index",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                put(pod);
              }

              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (!ownerKey(oldPod).equals(ownerKey(newPod))) {
                  remove(oldPod);
                }
                put(newPod);
              }

              @Override
              public void onDelete(Pod pod) {
                remove(pod);
              }
            });
  }

  private static String ownerKey(Pod pod) {
    OwnerReference owner = pod.owner();
    return owner == null
        ? key(NOBODY, pod.namespace(), "")
        : key(owner.kind(), pod.namespace(), owner.name());
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }

  private void put(Pod pod) {
    podsByOwner.computeIfAbsent(ownerKey(pod), key -> new TreeMap<>()).put(pod.uid(), pod);
  }

  private void remove(Pod pod) {
    String key = ownerKey(pod);
    SortedMap<Long, Pod> pods = podsByOwner.get(key);
    if (pods != null) {
      pods.remove(pod.uid());
      if (pods.isEmpty()) {
        podsByOwner.remove(key);
      }
    }
  }

  /** Pods that the object owns, ended ones included, oldest first. */
  public List<Pod> ownedBy(String kind, ObjectMeta meta) {
    List<Pod> owned = new ArrayList<>();
    SortedMap<Long, Pod> pods = podsByOwner.get(key(kind, meta.namespace(), meta.name()));
    if (pods != null) {
      for (Pod pod : pods.values()) {
        OwnerReference owner = pod.owner();
        if (owner != null && owner.refersTo(kind, meta)) {
          owned.add(pod);
        }
      }
    }
    return owned;
  }

  /** Pods of a namespace that nobody owns, oldest first. */
  public List<Pod> orphans(String namespace) {
    SortedMap<Long, Pod> pods = podsByOwner.get(key(NOBODY, namespace, ""));
    return pods == null ? List.of() : new ArrayList<>(pods.values());
  }
}
