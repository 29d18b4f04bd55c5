package io.towtank.control;

import io.towtank.api.WriteResult;
import io.towtank.control.ReplicaKeeper.Counts;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps as many pods of each replica set as it declares. Source for the rules: Kubernetes v1.34,
 * {@code pkg/controller/replicaset}.
 */
public final class ReplicaSetController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "replicaset-controller";

  static final String KIND = "ReplicaSet";

  private final ControlContext context;
  private final ReplicaKeeper keeper;
  private final Controller controller;

  /** A controller that is stopped. */
  public ReplicaSetController(ControlContext context) {
    this.context = context;
    keeper = new ReplicaKeeper(context, KIND, NAME);
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    context.api().replicaSets().watch(NAME, delay, Triggers.own(controller::enqueue));
    context
        .api()
        .pods()
        .watch(NAME, delay, Triggers.ofPods(KIND, this::selecting, controller::enqueue));
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
    return context.api().replicaSets().list().stream().map(ReplicaSet::key).toList();
  }

  private List<String> selecting(Pod orphan) {
    List<String> keys = new ArrayList<>();
    for (ReplicaSet set : context.api().replicaSets().list()) {
      if (set.namespace().equals(orphan.namespace()) && set.selector().matches(orphan.labels())) {
        keys.add(set.key());
      }
    }
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    ReplicaSet set = context.api().replicaSets().get(key);
    PodTemplate template = set == null ? null : set.spec().template();
    if (set == null || template == null) {
      return Outcome.DONE;
    }
    Counts counts =
        set.spec().minReadyNanos() > 0
            ? null
            : keeper.count(set, set.selector(), template.labels());
    if (counts != null && (set.meta().isDeleted() || counts.active() <= set.spec().replicas())) {
      return settle(set, template, counts);
    }
    List<Pod> active = keeper.activePods(set, set.selector());
    if (active == null) {
      return Outcome.RETRY;
    }
    boolean isKept =
        set.meta().isDeleted()
            || keeper.keep(set, template, set.spec().replicas(), active, family(set, active));
    boolean isNoted = writeStatus(set, template, active);
    if (!isKept || !isNoted) {
      return Outcome.RETRY;
    }
    long wait = keeper.untilAvailable(active, set.spec().minReadyNanos());
    return wait < 0 ? Outcome.DONE : Outcome.after(wait);
  }

  /** The same where none of many pods must be looked at: nobody is deleted. */
  private Outcome settle(ReplicaSet set, PodTemplate template, Counts counts) {
    int missing = set.spec().replicas() - counts.active();
    boolean isKept =
        set.meta().isDeleted() || missing == 0 || keeper.makeUp(set, template, missing);
    ReplicaSet.Status status =
        new ReplicaSet.Status(
            counts.active(),
            counts.labeled(),
            counts.ready(),
            counts.ready(),
            set.meta().generation());
    return write(set, status) && isKept ? Outcome.DONE : Outcome.RETRY;
  }

  /** Active pods of all replica sets of the same deployment. */
  private List<Pod> family(ReplicaSet set, List<Pod> active) {
    OwnerReference owner = set.meta().owner();
    if (owner == null || active.size() <= set.spec().replicas()) {
      return active;
    }
    List<Pod> family = new ArrayList<>();
    for (ReplicaSet other : context.api().replicaSets().list()) {
      if (other.namespace().equals(set.namespace()) && isOwnedBy(other.meta(), owner)) {
        for (Pod pod : context.pods().ownedBy(KIND, other.meta())) {
          if (!pod.phase().isTerminal() && !pod.isTerminating()) {
            family.add(pod);
          }
        }
      }
    }
    return family;
  }

  private static boolean isOwnedBy(ObjectMeta meta, OwnerReference owner) {
    return owner.equals(meta.owner());
  }

  private boolean writeStatus(ReplicaSet set, PodTemplate template, List<Pod> active) {
    ReplicaSet.Status status =
        new ReplicaSet.Status(
            active.size(),
            ReplicaKeeper.fullyLabeled(active, template.labels()),
            ReplicaKeeper.ready(active),
            keeper.available(active, set.spec().minReadyNanos()),
            set.meta().generation());
    return write(set, status);
  }

  private boolean write(ReplicaSet set, ReplicaSet.Status status) {
    WriteResult<ReplicaSet> result =
        context
            .api()
            .replicaSets()
            .update(
                set.key(),
                current ->
                    current.meta().uid() != set.meta().uid() || current.status().equals(status)
                        ? current
                        : current.withStatus(status));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
