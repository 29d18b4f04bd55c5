package io.towtank.control;

import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.model.ApiObject;
import io.towtank.model.LabelSelector;
import io.towtank.model.MetaObject;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** What makes a controller look at an object: a change of the object itself, or of its pods. */
public final class Triggers {
  private Triggers() {}

  /**
   * Watches for a controller of pods, under its name and with its delay: every change of the
   * objects, and of the pods that they own or would adopt.
   *
   * @param kind kind of the objects
   * @param selector pods that are an object's own
   */
  public static <T extends MetaObject<T>> void watch(
      ControlContext context,
      String name,
      ObjectStore<T> store,
      String kind,
      Function<T, LabelSelector> selector,
      Consumer<String> enqueue) {
    long delay = context.options().watchDelayNanos();
    store.watch(name, delay, own(enqueue));
    Function<Pod, List<String>> selecting =
        orphan -> {
          List<String> keys = new ArrayList<>();
          for (T object : store.list()) {
            if (object.namespace().equals(orphan.namespace())
                && selector.apply(object).matches(orphan.labels())) {
              keys.add(object.key());
            }
          }
          return keys;
        };
    context.api().pods().watch(name, delay, ofPods(kind, selecting, enqueue));
  }

  /** Every change of the object itself. */
  public static <T extends ApiObject<T>> Watcher<T> own(Consumer<String> enqueue) {
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
   * Whether a pod's change is of interest to those who keep and count pods: its labels, its owner,
   * its readiness, its end. That it was bound or started is not.
   */
  public static boolean isOfNote(Pod before, Pod after) {
    return before.ready() != after.ready()
        || before.readyNanos() != after.readyNanos()
        || before.isTerminating() != after.isTerminating()
        || before.phase().isTerminal() != after.phase().isTerminal()
        || !Objects.equals(before.owner(), after.owner())
        || !before.labels().equals(after.labels());
  }

  /**
   * Every change of a pod {@linkplain #isOfNote of note}, for its owner before and after; and for
   * whoever would adopt it, if nobody owns it.
   *
   * @param kind kind of the owners
   * @param selecting keys of the objects that select an orphan
   */
  public static Watcher<Pod> ofPods(
      String kind, Function<Pod, List<String>> selecting, Consumer<String> enqueue) {
    return new Watcher<>() {
      @Override
      public void onAdd(Pod pod) {
        changed(pod);
      }

      @Override
      public void onUpdate(Pod oldPod, Pod newPod) {
        if (!isOfNote(oldPod, newPod)) {
          return;
        }
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

  /**
   * Every change of an owned object, for its owner before and after; and for whoever would adopt
   * it, if nobody owns it.
   *
   * @param kind kind of the owners
   * @param selecting keys of the objects that select an orphan
   */
  public static <T extends MetaObject<T>> Watcher<T> ofOwned(
      String kind, Function<T, List<String>> selecting, Consumer<String> enqueue) {
    return new Watcher<>() {
      @Override
      public void onAdd(T object) {
        changed(object);
      }

      @Override
      public void onUpdate(T oldObject, T newObject) {
        OwnerReference before = oldObject.meta().owner();
        if (before != null && !before.equals(newObject.meta().owner())) {
          owned(oldObject, before);
        }
        changed(newObject);
      }

      @Override
      public void onDelete(T object) {
        OwnerReference owner = object.meta().owner();
        if (owner != null) {
          owned(object, owner);
        }
      }

      private void changed(T object) {
        OwnerReference owner = object.meta().owner();
        if (owner != null) {
          owned(object, owner);
        } else if (!object.meta().isDeleted()) {
          selecting.apply(object).forEach(enqueue);
        }
      }

      private void owned(T object, OwnerReference owner) {
        if (owner.kind().equals(kind)) {
          enqueue.accept(object.namespace() + "/" + owner.name());
        }
      }
    };
  }
}
