package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.LabelSelector;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods there are, by what owns them, so that a controller need not look through all of the
 * store. It is the store's own view: it follows each write at once.
 */
public final class PodIndex {
  private static final String NOBODY = "";

  private final Map<String, Group> groups = new HashMap<>();
  private long changes;

  /** The pods of one owner. */
  private static final class Group {
    final SortedMap<Long, Pod> pods = new TreeMap<>();

    /** The number of its latest change, among those of all groups. */
    long version;

    /** Kept from when it was first asked for. */
    @Nullable PodTally tally;

    void put(Pod pod) {
      Pod before = pods.put(pod.uid(), pod);
      if (tally != null) {
        if (before != null) {
          tally.remove(before);
        }
        tally.add(pod);
      }
    }

    void remove(Pod pod) {
      Pod before = pods.remove(pod.uid());
      if (tally != null && before != null) {
        tally.remove(before);
      }
    }

    PodTally tally() {
      PodTally known = tally;
      if (known == null) {
        known = new PodTally();
        pods.values().forEach(known::add);
        tally = known;
      }
      return known;
    }
  }

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
    Group group = groups.computeIfAbsent(ownerKey(pod), key -> new Group());
    group.put(pod);
    group.version = ++changes;
  }

  private void remove(Pod pod) {
    String key = ownerKey(pod);
    Group group = groups.get(key);
    if (group != null) {
      group.remove(pod);
      group.version = ++changes;
      if (group.pods.isEmpty()) {
        groups.remove(key);
      }
    }
  }

  /** Pods that the object owns, ended ones included, oldest first. */
  public List<Pod> ownedBy(String kind, ObjectMeta meta) {
    List<Pod> owned = new ArrayList<>();
    Group group = groups.get(key(kind, meta.namespace(), meta.name()));
    if (group != null) {
      for (Pod pod : group.pods.values()) {
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
    Group group = groups.get(key(NOBODY, namespace, ""));
    return group == null ? List.of() : new ArrayList<>(group.pods.values());
  }

  /**
   * Counts of the pods whose owner is of a kind and has the object's name; null if there are none.
   * They may be those of an older object of that name, too.
   */
  public @Nullable PodTally tally(String kind, ObjectMeta meta) {
    Group group = groups.get(key(kind, meta.namespace(), meta.name()));
    return group == null ? null : group.tally();
  }

  /** A number that is another one after each change of a pod of such an owner; 0 for no pods. */
  public long version(String kind, ObjectMeta meta) {
    return version(key(kind, meta.namespace(), meta.name()));
  }

  /** A number that is another one after each change of a pod that nobody owns; 0 for no pods. */
  public long orphansVersion(String namespace) {
    return version(key(NOBODY, namespace, ""));
  }

  private long version(String key) {
    Group group = groups.get(key);
    return group == null ? 0 : group.version;
  }

  /** Whether a selector takes pods of a namespace that nobody owns. */
  public boolean isAnyOrphanSelected(String namespace, LabelSelector selector) {
    Group group = groups.get(key(NOBODY, namespace, ""));
    return group != null && group.tally().isAnySelected(selector);
  }
}
