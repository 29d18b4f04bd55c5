package io.towtank.control.garbage;

import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.model.ApiObject;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Propagation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the garbage collector does with objects of a kind. */
interface Kind {
  /** Name of the kind. */
  String name();

  /** An object's metadata, null if there is none of that key. */
  @Nullable ObjectMeta get(String key);

  /** All objects' metadata. */
  List<ObjectMeta> all();

  /** Keys of the objects that an object owns, oldest first. */
  List<String> ownedBy(String kind, ObjectMeta owner);

  /** Deletes an object. */
  WriteResult<?> delete(String key, Propagation propagation);

  /** Takes its owner from an object. */
  WriteResult<?> disown(String key, OwnerReference owner);

  /** Takes a finalizer from an object. */
  WriteResult<?> removeFinalizer(String key, String finalizer);

  /** Begins to watch the kind. */
  void watch(String name, long delayNanos, Changes changes);

  /** Who hears of changes. */
  interface Changes {
    /** An object is there, or another version of it. */
    void changed(ObjectMeta meta);

    /** An object is gone. */
    void gone(ObjectMeta meta);

    /** Whether a change of an object's metadata is of interest. */
    private static boolean isOfNote(ObjectMeta before, ObjectMeta after) {
      return before.isDeleted() != after.isDeleted()
          || !before.finalizers().equals(after.finalizers())
          || (after.owner() != null && !after.owner().equals(before.owner()));
    }

    /** A watcher that tells of objects by their metadata. */
    static <T extends ApiObject<T>> Watcher<T> of(Changes changes, Function<T, ObjectMeta> meta) {
      return new Watcher<>() {
        @Override
        public void onAdd(T object) {
          changes.changed(meta.apply(object));
        }

        @Override
        public void onUpdate(T oldObject, T newObject) {
          ObjectMeta after = meta.apply(newObject);
          if (isOfNote(meta.apply(oldObject), after)) {
            changes.changed(after);
          }
        }

        @Override
        public void onDelete(T object) {
          changes.gone(meta.apply(object));
        }
      };
    }
  }
}
