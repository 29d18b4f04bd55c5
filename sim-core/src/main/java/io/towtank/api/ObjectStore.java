package io.towtank.api;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.kernel.TapeDigest;
import io.towtank.model.ApiObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind.
 *
 * <p>Walks over them go in the order of creation. Every write takes the next version of the whole
 * store and enters the run's digest.
 *
 * @param <T> the kind
 */
public final class ObjectStore<T extends ApiObject<T>> {
  private final String kind;
  private final long kindHash;
  private final Simulation simulation;
  private final WatchDispatcher dispatcher;
  private final LongSupplier nextVersion;
  private final Availability availability;
  private final BinaryOperator<T> nextVersionRule;
  private final KeyedObjects<T> objects = new KeyedObjects<>();
  private final List<Admission<T>> admissions = new ArrayList<>();
  private final List<Watcher<T>> watchers = new ArrayList<>();
  private final List<DelayedWatch<T>> delayedWatches = new ArrayList<>();

  private record DelayedWatch<T extends ApiObject<T>>(
      Mailbox<WatchMessage<T>> mailbox, long delayNanos) {}

  /**
   * A store without objects.
   *
   * @param nextVersionRule makes what is stored from the stored version and a changed one
   */
  ObjectStore(
      String kind,
      Simulation simulation,
      WatchDispatcher dispatcher,
      LongSupplier nextVersion,
      Availability availability,
      BinaryOperator<T> nextVersionRule) {
    this.kind = kind;
    this.kindHash = kind.hashCode();
    this.simulation = simulation;
    this.dispatcher = dispatcher;
    this.nextVersion = nextVersion;
    this.availability = availability;
    this.nextVersionRule = nextVersionRule;
  }

  /** Name of the kind, e.g. {@code Pod}. */
  public String kind() {
    return kind;
  }

  /** Adds an admission step for objects that are created, after those there are. */
  public void addAdmission(Admission<T> admission) {
    admissions.add(admission);
  }

  /** Stores a new object. */
  public WriteResult<T> create(T draft) {
    if (!availability.isWritable()) {
      return availability.refusal();
    }
    if (objects.get(draft.key()) != null) {
      return WriteResult.failed(
          WriteResult.Code.ALREADY_EXISTS, kind + " " + draft.key() + " exists already");
    }
    T admitted = draft;
    try {
      for (Admission<T> admission : admissions) {
        admitted = admission.admit(admitted);
      }
    } catch (Admission.Refused refused) {
      return WriteResult.failed(
          WriteResult.Code.REFUSED, kind + " " + draft.key() + ": " + refused.getMessage());
    }
    T stored = admitted.withResourceVersion(nextVersion.getAsLong());
    objects.put(stored);
    announce(null, stored);
    return WriteResult.ok(stored);
  }

  /**
   * Changes an object in one step: nobody else's write can come between.
   *
   * @param change makes the new version from the stored one; returning the same object writes
   *     nothing
   */
  @SuppressWarnings("ReferenceEquality") // the same object says that nothing changes
  public WriteResult<T> update(String key, UnaryOperator<T> change) {
    return write(
        key,
        stored -> {
          T changed = change.apply(stored);
          return changed == stored ? stored : numbered(stored, changed);
        });
  }

  /**
   * As {@link #update}, for a change that leaves it to the store to end what it has begun, which
   * spares a copy.
   *
   * @param change begins the new version from the stored one; null writes nothing
   */
  public WriteResult<T> edit(String key, Function<T, ApiObject.@Nullable Draft<T>> change) {
    return write(
        key,
        stored -> {
          ApiObject.Draft<T> draft = change.apply(stored);
          return draft == null
              ? stored
              : nextVersionRule.apply(
                  stored, draft.resourceVersion(nextVersion.getAsLong()).build());
        });
  }

  /** Stores the version that follows from the stored one; the same object writes nothing. */
  @SuppressWarnings("ReferenceEquality") // the same object says that nothing changes
  private WriteResult<T> write(String key, UnaryOperator<T> following) {
    if (!availability.isWritable()) {
      return availability.refusal();
    }
    int slot = objects.slotOf(key);
    T stored = objects.at(slot);
    if (stored == null) {
      return notFound(key);
    }
    T version = following.apply(stored);
    return version == stored ? WriteResult.ok(stored) : store(slot, stored, version);
  }

  /** Replaces an object, unless it has changed since {@code changed} was read. */
  public WriteResult<T> replace(T changed) {
    if (!availability.isWritable()) {
      return availability.refusal();
    }
    int slot = objects.slotOf(changed.key());
    T stored = objects.at(slot);
    if (stored == null) {
      return notFound(changed.key());
    }
    if (stored.resourceVersion() != changed.resourceVersion()) {
      return WriteResult.failed(
          WriteResult.Code.CONFLICT,
          kind + " " + changed.key() + " has changed since version " + changed.resourceVersion());
    }
    return store(slot, stored, numbered(stored, changed));
  }

  /** Removes an object. */
  public WriteResult<T> delete(String key) {
    if (!availability.isWritable()) {
      return availability.refusal();
    }
    T stored = objects.remove(key);
    if (stored == null) {
      return notFound(key);
    }
    T last = stored.withResourceVersion(nextVersion.getAsLong());
    announce(last, null);
    return WriteResult.ok(last);
  }

  /** An object by its key, null if there is none. */
  public @Nullable T get(String key) {
    return objects.get(key);
  }

  /** All objects, in the order of creation. */
  public Collection<T> list() {
    return Collections.unmodifiableCollection(objects);
  }

  /** How many objects there are. */
  public int size() {
    return objects.size();
  }

  /**
   * Begins a watch: the watcher is told of the objects there are at once, and of every change after
   * the delay.
   *
   * @param name unique name of the watch, e.g. {@code scheduler}
   * @param delayNanos from the write to the watcher's hearing of it; 0 for within the same instant
   */
  public void watch(String name, long delayNanos, Watcher<T> watcher) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException("negative watch delay: " + delayNanos);
    }
    List.copyOf(objects).forEach(watcher::onAdd);
    if (delayNanos == 0) {
      watchers.add(watcher);
      return;
    }
    Mailbox<WatchMessage<T>> mailbox =
        simulation.mailbox(
            "watch/" + kind + "/" + name,
            Phase.CONTROL,
            message -> dispatcher.dispatch(() -> message.deliverTo(watcher)));
    delayedWatches.add(new DelayedWatch<>(mailbox, delayNanos));
  }

  private T numbered(T stored, T changed) {
    return nextVersionRule.apply(stored, changed).withResourceVersion(nextVersion.getAsLong());
  }

  @SuppressWarnings("ReferenceEquality") // another version would be another write
  private WriteResult<T> store(int slot, T stored, T version) {
    if (objects.at(slot) != stored) {
      throw new IllegalStateException(
          kind + " " + stored.key() + " was written by what was to change it");
    }
    if (!version.key().equals(stored.key())) {
      throw new IllegalArgumentException(
          kind + " " + stored.key() + " can't become " + version.key());
    }
    objects.replace(slot, version);
    announce(stored, version);
    return WriteResult.ok(version);
  }

  private void announce(@Nullable T oldObject, @Nullable T newObject) {
    WatchMessage<T> message = new WatchMessage<>(oldObject, newObject);
    TapeDigest digest = simulation.digest();
    digest.mix(kindHash);
    digest.mix(message.fingerprint());
    digest.mix(newObject == null ? 0 : newObject.contentHash());
    for (DelayedWatch<T> watch : delayedWatches) {
      watch.mailbox().sendAfter(watch.delayNanos(), message);
    }
    // Whoever begins to watch before the delivery is shown the new state at once, and must not hear
    // of it twice.
    int count = watchers.size();
    if (count > 0) {
      dispatcher.dispatch(
          () -> {
            for (int i = 0; i < count; i++) {
              message.deliverTo(watchers.get(i));
            }
          });
    }
  }

  private WriteResult<T> notFound(String key) {
    return WriteResult.failed(WriteResult.Code.NOT_FOUND, "there is no " + kind + " " + key);
  }
}
