package io.towtank.control.stateful;

import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.PodClaims;
import io.towtank.control.RevisionHistory;
import io.towtank.control.Triggers;
import io.towtank.control.WriteFailure;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.ControllerRevision;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.StatefulSet;
import io.towtank.model.UpdateStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps stateful sets, and the claims of their pods. Source for the rules: Kubernetes v1.34, {@code
 * pkg/controller/statefulset}.
 */
public final class StatefulSetController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "statefulset-controller";

  static final String KIND = "StatefulSet";

  private final ControlContext context;
  private final PodClaims claims;
  private final RevisionHistory history;
  private final Controller controller;

  /** A controller that is stopped. */
  public StatefulSetController(ControlContext context) {
    this.context = context;
    claims =
        new PodClaims(context, KIND, (owner, pod) -> StatefulPods.ordinal(owner.name(), pod) >= 0);
    history = new RevisionHistory(context, KIND);
    controller = new Controller(context.simulation(), this);
    Triggers.watch(
        context,
        NAME,
        context.api().statefulSets(),
        KIND,
        set -> set.spec().selector(),
        controller::enqueue);
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
    return context.api().statefulSets().list().stream().map(StatefulSet::key).toList();
  }

  @Override
  public Outcome reconcile(String key) {
    StatefulSet set = context.api().statefulSets().get(key);
    PodTemplate template = set == null ? null : set.spec().template();
    if (set == null || template == null) {
      return Outcome.DONE;
    }
    try {
      return sync(set, template);
    } catch (WriteFailure e) {
      return Outcome.RETRY;
    }
  }

  private Outcome sync(StatefulSet set, PodTemplate template) throws WriteFailure {
    List<ControllerRevision> revisions = history.list(set, set.spec().selector());
    int collisions = set.status().collisionCount();
    ControllerRevision update = history.current(set, template, revisions, collisions);
    while (update == null) {
      update = history.current(set, template, revisions, ++collisions);
    }
    ControllerRevision current = update;
    for (ControllerRevision revision : revisions) {
      if (revision.name().equals(set.status().currentRevision())) {
        current = revision;
      }
    }
    List<Pod> pods = claims.claim(set, set.spec().selector());
    if (pods == null) {
      return Outcome.RETRY;
    }
    boolean isDone = true;
    if (!set.meta().isDeleted()) {
      try {
        new StatefulSetUpdate(context.api(), context.simulation().now(), set, pods, current, update)
            .run();
      } catch (WriteFailure e) {
        isDone = false; // What was done shows in the status all the same.
      }
    }
    List<Pod> seen = context.pods().ownedBy(KIND, set.meta());
    writeStatus(set, status(set, seen, current, update, collisions));
    truncate(set, revisions, seen, current, update);
    return isDone ? untilAvailable(set, seen) : Outcome.RETRY;
  }

  private StatefulSet.Status status(
      StatefulSet set,
      List<Pod> pods,
      ControllerRevision current,
      ControllerRevision update,
      int collisions) {
    long now = context.simulation().now();
    long minReady = set.spec().minReadyNanos();
    int ready = 0;
    int available = 0;
    int ofCurrent = 0;
    int ofUpdate = 0;
    for (Pod pod : pods) {
      ready += StatefulPods.isReady(pod) ? 1 : 0;
      available += StatefulPods.isAvailable(pod, now, minReady) ? 1 : 0;
      if (!pod.isTerminating()) {
        String revision = StatefulPods.revision(pod);
        ofCurrent += revision.equals(current.name()) ? 1 : 0;
        ofUpdate += revision.equals(update.name()) ? 1 : 0;
      }
    }
    int wanted = set.spec().replicas();
    // Source: completeRollingUpdate.
    boolean isComplete =
        set.spec().updateStrategy() == UpdateStrategy.ROLLING_UPDATE
            && ofUpdate == wanted
            && ready == wanted
            && pods.size() == wanted;
    return new StatefulSet.Status(
        pods.size(),
        ready,
        isComplete ? ofUpdate : ofCurrent,
        ofUpdate,
        available,
        isComplete ? update.name() : current.name(),
        update.name(),
        set.meta().generation(),
        collisions);
  }

  private void writeStatus(StatefulSet set, StatefulSet.Status status) throws WriteFailure {
    WriteResult<StatefulSet> result =
        context
            .api()
            .statefulSets()
            .update(
                set.key(),
                stored ->
                    stored.meta().uid() != set.meta().uid() || stored.status().equals(status)
                        ? stored
                        : stored.withStatus(status));
    WriteFailure.unlessGone(result);
  }

  /** Source: {@code truncateHistory}. */
  private void truncate(
      StatefulSet set,
      List<ControllerRevision> revisions,
      List<Pod> pods,
      ControllerRevision current,
      ControllerRevision update)
      throws WriteFailure {
    int limit = set.spec().revisionHistoryLimit();
    if (revisions.size() <= limit) {
      return;
    }
    Set<String> live = new TreeSet<>(List.of(current.name(), update.name()));
    pods.forEach(pod -> live.add(StatefulPods.revision(pod)));
    List<ControllerRevision> dead = new ArrayList<>(revisions);
    dead.removeIf(revision -> live.contains(revision.name()));
    history.deleteOldest(dead, dead.size() - limit, revision -> false);
  }

  private Outcome untilAvailable(StatefulSet set, List<Pod> pods) {
    long now = context.simulation().now();
    long minReady = set.spec().minReadyNanos();
    long next = Outcome.NOT_AGAIN;
    for (Pod pod : pods) {
      if (StatefulPods.isReady(pod) && !pod.isAvailable(now, minReady)) {
        long wait = pod.readyNanos() + minReady - now;
        next = next == Outcome.NOT_AGAIN ? wait : Math.min(next, wait);
      }
    }
    return next == Outcome.NOT_AGAIN ? Outcome.DONE : Outcome.after(next);
  }
}
