package io.towtank.control;

import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.control.ReplicaKeeper.Counts;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.MetaObject;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.Replicated;
import java.util.Collection;
import java.util.List;

/**
 * Keeps as many pods of each object as it declares: what the controllers of replica sets and
 * replication controllers share.
 *
 * @param <T> the objects
 */
abstract class ReplicaController<T extends Replicated<T>> implements Reconciler {
  private final ObjectStore<T> store;
  private final String name;
  private final ReplicaKeeper keeper;
  private final Controller controller;

  ReplicaController(ControlContext context, ObjectStore<T> store, String kind, String name) {
    this.store = store;
    this.name = name;
    keeper = new ReplicaKeeper(context, kind, name);
    controller = new Controller(context.simulation(), this);
    Triggers.watch(context, name, store, kind, Replicated::selector, controller::enqueue);
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Collection<String> keys() {
    return store.list().stream().map(MetaObject::key).toList();
  }

  /** Active pods of the same family, for the choice of whom to delete. */
  abstract List<Pod> family(T owner, List<Pod> active);

  @Override
  public Outcome reconcile(String key) {
    T owner = store.get(key);
    PodTemplate template = owner == null ? null : owner.spec().template();
    if (owner == null || template == null) {
      return Outcome.DONE;
    }
    Counts counts =
        owner.spec().minReadyNanos() > 0
            ? null
            : keeper.count(owner, owner.selector(), template.labels());
    if (counts != null
        && (owner.meta().isDeleted() || counts.active() <= owner.spec().replicas())) {
      return settle(owner, template, counts);
    }
    List<Pod> active = keeper.activePods(owner, owner.selector());
    if (active == null) {
      return Outcome.RETRY;
    }
    boolean isKept =
        owner.meta().isDeleted()
            || keeper.keep(owner, template, owner.spec().replicas(), active, family(owner, active));
    boolean isNoted = writeStatus(owner, template, active);
    if (!isKept || !isNoted) {
      return Outcome.RETRY;
    }
    long wait = keeper.untilAvailable(active, owner.spec().minReadyNanos());
    return wait < 0 ? Outcome.DONE : Outcome.after(wait);
  }

  /** The same where none of many pods must be looked at: nobody is deleted. */
  private Outcome settle(T owner, PodTemplate template, Counts counts) {
    int missing = owner.spec().replicas() - counts.active();
    boolean isKept =
        owner.meta().isDeleted() || missing == 0 || keeper.makeUp(owner, template, missing);
    Replicated.Status status =
        new Replicated.Status(
            counts.active(),
            counts.labeled(),
            counts.ready(),
            counts.ready(),
            owner.meta().generation());
    return write(owner, status) && isKept ? Outcome.DONE : Outcome.RETRY;
  }

  private boolean writeStatus(T owner, PodTemplate template, List<Pod> active) {
    Replicated.Status status =
        new Replicated.Status(
            active.size(),
            ReplicaKeeper.fullyLabeled(active, template.labels()),
            ReplicaKeeper.ready(active),
            keeper.available(active, owner.spec().minReadyNanos()),
            owner.meta().generation());
    return write(owner, status);
  }

  private boolean write(T owner, Replicated.Status status) {
    WriteResult<T> result =
        store.update(
            owner.key(),
            current ->
                current.meta().uid() != owner.meta().uid() || current.status().equals(status)
                    ? current
                    : current.withStatus(status));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
