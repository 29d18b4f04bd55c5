package io.towtank.api;

/**
 * Hears of every change of the objects of one kind, in order.
 *
 * @param <T> the kind
 */
public interface Watcher<T> {
  /** An object was created, or was there when the watch began. */
  default void onAdd(T object) {}

  /** An object was replaced by a newer version. */
  default void onUpdate(T oldObject, T newObject) {}

  /** An object is gone; this is its last version. */
  default void onDelete(T object) {}
}
