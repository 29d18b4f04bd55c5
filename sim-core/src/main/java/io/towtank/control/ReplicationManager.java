package io.towtank.control;

import io.towtank.api.WriteResult;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicationController;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps as many pods of each replication controller as it declares. Source for the rules:
 * Kubernetes v1.34, {@code pkg/controller/replication}, which is the controller of replica sets in
 * disguise.
 */
public final class ReplicationManager implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "replicationcontroller-controller";

  static final String KIND = "ReplicationController";

  private final ControlContext context;
  private final ReplicaKeeper keeper;
  private final Controller controller;

  /** A controller that is stopped. */
  public ReplicationManager(ControlContext context) {
    this.context = context;
    keeper = new ReplicaKeeper(context, KIND, NAME);
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    context.api().replicationControllers().watch(NAME, delay, Triggers.own(controller::enqueue));
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
    return context.api().replicationControllers().list().stream()
        .map(ReplicationController::key)
        .toList();
  }

  private List<String> selecting(Pod orphan) {
    List<String> keys = new ArrayList<>();
    for (ReplicationController set : context.api().replicationControllers().list()) {
      if (set.namespace().equals(orphan.namespace()) && set.selector().matches(orphan.labels())) {
        keys.add(set.key());
      }
    }
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    ReplicationController set = context.api().replicationControllers().get(key);
    PodTemplate template = set == null ? null : set.spec().template();
    if (set == null || template == null) {
      return Outcome.DONE;
    }
    List<Pod> active = keeper.activePods(set, set.selector());
    if (active == null) {
      return Outcome.RETRY;
    }
    boolean isKept =
        set.meta().isDeleted() || keeper.keep(set, template, set.spec().replicas(), active, active);
    boolean isNoted = writeStatus(set, template, active);
    if (!isKept || !isNoted) {
      return Outcome.RETRY;
    }
    long wait = keeper.untilAvailable(active, set.spec().minReadyNanos());
    return wait < 0 ? Outcome.DONE : Outcome.after(wait);
  }

  private boolean writeStatus(ReplicationController set, PodTemplate template, List<Pod> active) {
    ReplicationController.Status status =
        new ReplicationController.Status(
            active.size(),
            ReplicaKeeper.fullyLabeled(active, template.labels()),
            ReplicaKeeper.ready(active),
            keeper.available(active, set.spec().minReadyNanos()),
            set.meta().generation());
    WriteResult<ReplicationController> result =
        context
            .api()
            .replicationControllers()
            .update(
                set.key(),
                current ->
                    current.meta().uid() != set.meta().uid() || current.status().equals(status)
                        ? current
                        : current.withStatus(status));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
