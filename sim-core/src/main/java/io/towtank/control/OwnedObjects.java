package io.towtank.control;

import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.model.LabelSelector;
import io.towtank.model.MetaObject;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a kind by what owns them, as the store has them now: replica sets of deployments,
 * revisions of stateful sets and daemon sets.
 *
 * @param <T> the kind that is owned
 */
public final class OwnedObjects<T extends MetaObject<T>> {
  private static final String NOBODY = "";

  private final ObjectStore<T> store;
  private final Map<String, SortedMap<Long, T>> byOwner = new HashMap<>();

  /** An index that follows the store. */
  public OwnedObjects(ObjectStore<T> store) {
    this.store = store;
    store.watch(
        "owned-objects",
        0,
        new Watcher<T>() {
          @Override
          public void onAdd(T object) {
            put(object);
          }

          @Override
          public void onUpdate(T oldObject, T newObject) {
            remove(oldObject);
            put(newObject);
          }

          @Override
          public void onDelete(T object) {
            remove(object);
          }
        });
  }

  private static String key(@Nullable OwnerReference owner, String namespace) {
    return owner == null ? key(NOBODY, namespace, "") : key(owner.kind(), namespace, owner.name());
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }

  private void put(T object) {
    byOwner
        .computeIfAbsent(key(object.meta().owner(), object.namespace()), owner -> new TreeMap<>())
        .put(object.meta().uid(), object);
  }

  private void remove(T object) {
    String key = key(object.meta().owner(), object.namespace());
    SortedMap<Long, T> objects = byOwner.get(key);
    if (objects != null) {
      objects.remove(object.meta().uid());
      if (objects.isEmpty()) {
        byOwner.remove(key);
      }
    }
  }

  /** Objects that the owner has, oldest first. */
  public List<T> ownedBy(String kind, ObjectMeta owner) {
    List<T> owned = new ArrayList<>();
    SortedMap<Long, T> objects = byOwner.get(key(kind, owner.namespace(), owner.name()));
    if (objects != null) {
      for (T object : objects.values()) {
        OwnerReference reference = object.meta().owner();
        if (reference != null && reference.refersTo(kind, owner)) {
          owned.add(object);
        }
      }
    }
    return owned;
  }

  /** Objects of a namespace that nobody owns, oldest first. */
  public List<T> orphans(String namespace) {
    SortedMap<Long, T> objects = byOwner.get(key(null, namespace));
    return objects == null ? List.of() : new ArrayList<>(objects.values());
  }

  /**
   * The owner's objects, oldest first, after it has adopted orphans that it selects and released
   * what it no longer selects. An owner that is being deleted does neither. Source: Kubernetes
   * v1.34, {@code BaseControllerRefManager.ClaimObject}.
   *
   * @throws WriteFailure if one of the writes was refused
   */
  public List<T> claim(String kind, MetaObject<?> owner, LabelSelector selector)
      throws WriteFailure {
    List<T> claimed = new ArrayList<>();
    for (T object : ownedBy(kind, owner.meta())) {
      if (selector.matches(object.meta().labels())) {
        claimed.add(object);
      } else if (!owner.meta().isDeleted()) {
        WriteFailure.unlessGone(setOwner(object, null));
      }
    }
    if (owner.meta().isDeleted()) {
      return claimed;
    }
    for (T object : orphans(owner.namespace())) {
      if (!object.meta().isDeleted() && selector.matches(object.meta().labels())) {
        claimed.add(WriteFailure.orStop(setOwner(object, OwnerReference.to(kind, owner))));
      }
    }
    claimed.sort((a, b) -> Long.compare(a.meta().uid(), b.meta().uid()));
    return claimed;
  }

  private WriteResult<T> setOwner(T object, @Nullable OwnerReference owner) {
    return store.update(
        object.key(),
        current ->
            current.meta().uid() == object.meta().uid()
                ? current.withMeta(current.meta().withOwner(owner))
                : current);
  }
}
