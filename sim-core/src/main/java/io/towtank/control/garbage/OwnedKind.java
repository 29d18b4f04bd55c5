package io.towtank.control.garbage;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.control.OwnedObjects;
import io.towtank.model.MetaObject;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Propagation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of objects that may own others and be owned. */
final class OwnedKind<T extends MetaObject<T>> implements Kind {
  private final ApiServer api;
  private final ObjectStore<T> store;
  private final OwnedObjects<T> index;

  OwnedKind(ApiServer api, ObjectStore<T> store) {
    this.api = api;
    this.store = store;
    index = new OwnedObjects<>(store);
  }

  @Override
  public String name() {
    return store.kind();
  }

  @Override
  public @Nullable ObjectMeta get(String key) {
    T object = store.get(key);
    return object == null ? null : object.meta();
  }

  @Override
  public List<ObjectMeta> all() {
    List<ObjectMeta> all = new ArrayList<>(store.size());
    store.list().forEach(object -> all.add(object.meta()));
    return all;
  }

  @Override
  public List<String> ownedBy(String kind, ObjectMeta owner) {
    return index.ownedBy(kind, owner).stream().map(MetaObject::key).toList();
  }

  @Override
  public WriteResult<?> delete(String key, Propagation propagation) {
    return api.delete(store, key, propagation);
  }

  @Override
  public WriteResult<?> disown(String key, OwnerReference owner) {
    return store.update(
        key,
        object ->
            owner.equals(object.meta().owner())
                ? object.withMeta(object.meta().withOwner(null))
                : object);
  }

  @Override
  public WriteResult<?> removeFinalizer(String key, String finalizer) {
    return api.removeFinalizer(store, key, finalizer);
  }

  @Override
  public void watch(String name, long delayNanos, Changes changes) {
    store.watch(name, delayNanos, Changes.of(changes, MetaObject::meta));
  }
}
