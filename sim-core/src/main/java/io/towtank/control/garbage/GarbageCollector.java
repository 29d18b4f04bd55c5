package io.towtank.control.garbage;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Propagation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects whose owner is gone; lets dependents go before an owner that is deleted in the
 * foreground; takes the owner from those of an owner that is to leave them behind. It goes by the
 * index of the store, object by object. Source: Kubernetes v1.34, {@code
 * pkg/controller/garbagecollector}: {@code attemptToDeleteItem}, {@code
 * processDeletingDependentsItem}, {@code orphanDependents}.
 *
 * <p>Owners of a kind that is not simulated are taken to be there. So are owners of which only the
 * name is known, unless an object of that name was there and is gone.
 */
public final class GarbageCollector implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "garbage-collector-controller";

  private static final String SEPARATOR = "|";

  private final Controller controller;
  private final SortedMap<String, Kind> kinds = new TreeMap<>();

  /** Owners that are gone and had dependents, which may know them by name alone. */
  private final TreeSet<String> goneNames = new TreeSet<>();

  /** A collector that is stopped. */
  public GarbageCollector(ControlContext context) {
    ApiServer api = context.api();
    controller = new Controller(context.simulation(), this);
    add(new OwnedKind<>(api, api.deployments()));
    add(new OwnedKind<>(api, api.replicaSets()));
    add(new OwnedKind<>(api, api.replicationControllers()));
    add(new OwnedKind<>(api, api.statefulSets()));
    add(new OwnedKind<>(api, api.daemonSets()));
    add(new OwnedKind<>(api, api.controllerRevisions()));
    add(new OwnedKind<>(api, api.cronJobs()));
    add(new OwnedKind<>(api, api.jobs()));
    add(new OwnedKind<>(api, api.podDisruptionBudgets()));
    add(new OwnedKind<>(api, api.resourceQuotas()));
    add(new OwnedKind<>(api, api.limitRanges()));
    add(new PodKind(api, context.pods()));
    for (Kind kind : kinds.values()) {
      kind.watch(NAME, context.options().watchDelayNanos(), new KindChanges(kind));
    }
  }

  private void add(Kind kind) {
    kinds.put(kind.name(), kind);
  }

  private final class KindChanges implements Kind.Changes {
    private final Kind kind;

    KindChanges(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void changed(ObjectMeta meta) {
      if (isOfInterest(meta)) {
        controller.enqueue(id(kind, meta.key()));
      }
    }

    @Override
    public void gone(ObjectMeta meta) {
      if (!kind.name().equals(PodKind.NAME)) {
        List<String> dependents = dependents(kind, meta);
        if (!dependents.isEmpty()) {
          goneNames.add(id(kind, meta.key()));
          dependents.forEach(controller::enqueue);
        }
      }
      OwnerReference owner = meta.owner();
      Kind ownerKind = owner == null ? null : kinds.get(owner.kind());
      if (owner != null && ownerKind != null) {
        ObjectMeta ownerMeta = ownerKind.get(meta.namespace() + "/" + owner.name());
        if (ownerMeta != null && ownerMeta.isDeleted()) {
          controller.enqueue(id(ownerKind, ownerMeta.key()));
        }
      }
    }
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Collection<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      for (ObjectMeta meta : kind.all()) {
        if (isOfInterest(meta)) {
          keys.add(id(kind, meta.key()));
        }
      }
    }
    return keys;
  }

  private static String id(Kind kind, String key) {
    return kind.name() + SEPARATOR + key;
  }

  private List<String> dependents(Kind kind, ObjectMeta owner) {
    List<String> ids = new ArrayList<>();
    for (Kind other : kinds.values()) {
      for (String key : other.ownedBy(kind.name(), owner)) {
        ids.add(id(other, key));
      }
    }
    return ids;
  }

  private boolean isOfInterest(ObjectMeta meta) {
    if (meta.isDeleted()) {
      return !meta.finalizers().isEmpty();
    }
    return ownerState(meta) != OwnerState.THERE;
  }

  private enum OwnerState {
    THERE,
    WAITS_FOR_DEPENDENTS,
    GONE
  }

  private OwnerState ownerState(ObjectMeta meta) {
    OwnerReference reference = meta.owner();
    Kind kind = reference == null ? null : kinds.get(reference.kind());
    if (reference == null || kind == null) {
      return OwnerState.THERE;
    }
    String key = meta.namespace() + "/" + reference.name();
    @Nullable ObjectMeta owner = kind.get(key);
    if (owner == null || !reference.refersTo(kind.name(), owner)) {
      return reference.uid() == 0 && !goneNames.contains(id(kind, key))
          ? OwnerState.THERE
          : OwnerState.GONE;
    }
    return owner.isDeleted() && owner.finalizers().contains(ObjectMeta.FOREGROUND_DELETION)
        ? OwnerState.WAITS_FOR_DEPENDENTS
        : OwnerState.THERE;
  }

  @Override
  public Outcome reconcile(String id) {
    int end = id.indexOf(SEPARATOR);
    Kind kind = kinds.get(id.substring(0, end));
    String key = id.substring(end + 1);
    ObjectMeta meta = kind == null ? null : kind.get(key);
    if (kind == null || meta == null) {
      return Outcome.DONE;
    }
    if (meta.isDeleted()) {
      return finish(kind, meta) ? Outcome.DONE : Outcome.RETRY;
    }
    return switch (ownerState(meta)) {
      case THERE -> Outcome.DONE;
      case GONE -> outcome(kind.delete(key, Propagation.BACKGROUND));
      case WAITS_FOR_DEPENDENTS ->
          outcome(
              kind.delete(
                  key,
                  dependents(kind, meta).isEmpty()
                      ? Propagation.BACKGROUND
                      : Propagation.FOREGROUND));
    };
  }

  private static Outcome outcome(WriteResult<?> result) {
    return isDone(result) ? Outcome.DONE : Outcome.RETRY;
  }

  private static boolean isDone(WriteResult<?> result) {
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }

  /** Does what an object's finalizers ask for. */
  private boolean finish(Kind kind, ObjectMeta meta) {
    if (meta.finalizers().contains(ObjectMeta.ORPHAN)) {
      return orphan(kind, meta) && isDone(kind.removeFinalizer(meta.key(), ObjectMeta.ORPHAN));
    }
    if (meta.finalizers().contains(ObjectMeta.FOREGROUND_DELETION)) {
      List<String> dependents = dependents(kind, meta);
      dependents.forEach(controller::enqueue);
      return !dependents.isEmpty()
          || isDone(kind.removeFinalizer(meta.key(), ObjectMeta.FOREGROUND_DELETION));
    }
    return true;
  }

  private boolean orphan(Kind kind, ObjectMeta owner) {
    boolean isDone = true;
    for (Map.Entry<String, Kind> other : kinds.entrySet()) {
      for (String key : other.getValue().ownedBy(kind.name(), owner)) {
        ObjectMeta dependent = other.getValue().get(key);
        OwnerReference reference = dependent == null ? null : dependent.owner();
        if (reference != null) {
          isDone &= isDone(other.getValue().disown(key, reference));
        }
      }
    }
    return isDone;
  }
}
