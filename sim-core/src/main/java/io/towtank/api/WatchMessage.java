package io.towtank.api;

import io.towtank.kernel.Message;
import io.towtank.model.ApiObject;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object, on its way to watchers.
 *
 * @param oldObject null if it is new
 * @param newObject null if it is gone
 */
record WatchMessage<T extends ApiObject<T>>(@Nullable T oldObject, @Nullable T newObject)
    implements Message {

  void deliverTo(Watcher<T> watcher) {
    if (newObject == null) {
      watcher.onDelete(some());
    } else if (oldObject == null) {
      watcher.onAdd(newObject);
    } else {
      watcher.onUpdate(oldObject, newObject);
    }
  }

  @Override
  public long fingerprint() {
    return some().key().hashCode() * 31L + some().resourceVersion();
  }

  private T some() {
    T some = newObject != null ? newObject : oldObject;
    if (some == null) {
      throw new IllegalStateException("a change of nothing");
    }
    return some;
  }

  @Override
  public String toString() {
    String verb = newObject == null ? "delete " : oldObject == null ? "add " : "update ";
    return verb + some();
  }
}
