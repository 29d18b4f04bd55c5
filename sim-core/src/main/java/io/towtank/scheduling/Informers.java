package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.model.ApiObject;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.Lister;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scheduler's own copies of what it looks up, as late as its watches are. */
public final class Informers {
  private Informers() {}

  /**
   * Copies that follow the API from now on.
   *
   * @param delayNanos from a write to the scheduler's hearing of it
   */
  public static ClusterObjects of(ApiServer api, long delayNanos) {
    return new ClusterObjects.Listers(
        informer(api.namespaces(), delayNanos),
        informer(api.services(), delayNanos),
        informer(api.replicaSets(), delayNanos),
        informer(api.replicationControllers(), delayNanos),
        informer(api.statefulSets(), delayNanos),
        informer(api.podDisruptionBudgets(), delayNanos),
        informer(api.persistentVolumes(), delayNanos),
        informer(api.persistentVolumeClaims(), delayNanos),
        informer(api.storageClasses(), delayNanos),
        informer(api.csiNodes(), delayNanos));
  }

  private static <T extends ApiObject<T>> Lister<T> informer(ObjectStore<T> store, long delay) {
    Informer<T> informer = new Informer<>();
    store.watch("scheduler-informer", delay, informer);
    return informer;
  }

  private static final class Informer<T extends ApiObject<T>> implements Lister<T>, Watcher<T> {
    private final Map<String, T> objects = new LinkedHashMap<>();

    @Override
    public void onAdd(T object) {
      objects.put(object.key(), object);
    }

    @Override
    public void onUpdate(T oldObject, T newObject) {
      objects.put(newObject.key(), newObject);
    }

    @Override
    public void onDelete(T object) {
      objects.remove(object.key());
    }

    @Override
    public @Nullable T get(String key) {
      return objects.get(key);
    }

    @Override
    public Collection<T> list() {
      return Collections.unmodifiableCollection(objects.values());
    }
  }
}
