package io.towtank.control;

import io.towtank.api.Watcher;
import io.towtank.model.ApiObject;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What makes a controller look at an object: a change of the object itself, or of its pods. */
final class Triggers {
  private Triggers() {}

  /** Every change of the object itself. */
  static <T extends ApiObject<T>> Watcher<T> own(Consumer<String> enqueue) {
    return new Watcher<>() {
      @Override
      public void onAdd(T object) {
        enqueue.accept(object.key());
      }

      @Override
      public void onUpdate(T oldObject, T newObject) {
        enqueue.accept(newObject.key());
      }

      @Override
      public void onDelete(T object) {
        enqueue.accept(object.key());
      }
    };
  }

  /**
   * Every change of a pod, for its owner before and after; and for whoever would adopt it, if
   * nobody owns it.
   *
   * @param kind kind of the owners
   * @param selecting keys of the objects that select an orphan
   */
  static Watcher<Pod> ofPods(
      String kind, Function<Pod, List<String>> selecting, Consumer<String> enqueue) {
    return new Watcher<>() {
      @Override
      public void onAdd(Pod pod) {
        changed(pod);
      }

      @Override
      public void onUpdate(Pod oldPod, Pod newPod) {
        OwnerReference before = oldPod.owner();
        if (before != null && !before.equals(newPod.owner()) && before.kind().equals(kind)) {
          enqueue.accept(newPod.namespace() + "/" + before.name());
        }
        changed(newPod);
      }

      @Override
      public void onDelete(Pod pod) {
        OwnerReference owner = pod.owner();
        if (owner != null && owner.kind().equals(kind)) {
          enqueue.accept(pod.namespace() + "/" + owner.name());
        }
      }

      private void changed(Pod pod) {
        OwnerReference owner = pod.owner();
        if (owner == null) {
          if (!pod.isTerminating()) {
            selecting.apply(pod).forEach(enqueue);
          }
        } else if (owner.kind().equals(kind)) {
          enqueue.accept(pod.namespace() + "/" + owner.name());
        }
      }
    };
  }
}
