package io.towtank.control.deployment;

import io.towtank.api.Watcher;
import io.towtank.control.ControlContext;
import io.towtank.control.OwnedObjects;
import io.towtank.control.Triggers;
import io.towtank.control.WriteFailure;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.Deployment;
import io.towtank.model.Deployment.Condition;
import io.towtank.model.DeploymentSpec.Strategy;
import io.towtank.model.NodeCondition;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps deployments: one replica set for each template, scaled so that a new template takes over
 * within the limits declared. Source for the rules: Kubernetes v1.34, {@code
 * pkg/controller/deployment}.
 */
public final class DeploymentController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "deployment-controller";

  static final String KIND = "Deployment";

  private final ControlContext context;
  private final OwnedObjects<ReplicaSet> replicaSets;
  private final TemplateHashes hashes = new TemplateHashes();
  private final Controller controller;

  /** A controller that is stopped. */
  public DeploymentController(ControlContext context) {
    this.context = context;
    replicaSets = new OwnedObjects<>(context.api().replicaSets());
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    context.api().deployments().watch(NAME, delay, Triggers.own(controller::enqueue));
    context
        .api()
        .replicaSets()
        .watch(NAME, delay, Triggers.ofOwned(KIND, this::selecting, controller::enqueue));
    context.api().pods().watch(NAME, delay, new PodsGone());
  }

  /** A deployment that recreates its pods waits for the old ones to be gone. */
  private final class PodsGone implements Watcher<Pod> {
    @Override
    public void onDelete(Pod pod) {
      ended(pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        ended(newPod);
      }
    }

    private void ended(Pod pod) {
      OwnerReference owner = pod.owner();
      if (owner == null || !owner.kind().equals("ReplicaSet")) {
        return;
      }
      ReplicaSet set = context.api().replicaSets().get(pod.namespace() + "/" + owner.name());
      OwnerReference top = set == null ? null : set.meta().owner();
      if (top == null || !top.kind().equals(KIND)) {
        return;
      }
      Deployment deployment = context.api().deployments().get(pod.namespace() + "/" + top.name());
      if (deployment != null && deployment.spec().strategy() == Strategy.RECREATE) {
        controller.enqueue(deployment.key());
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
    return context.api().deployments().list().stream().map(Deployment::key).toList();
  }

  private List<String> selecting(ReplicaSet orphan) {
    List<String> keys = new ArrayList<>();
    for (Deployment deployment : context.api().deployments().list()) {
      if (deployment.namespace().equals(orphan.namespace())
          && deployment.spec().selector().matches(orphan.meta().labels())) {
        keys.add(deployment.key());
      }
    }
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    Deployment deployment = context.api().deployments().get(key);
    if (deployment == null) {
      hashes.forget(key);
      return Outcome.DONE;
    }
    // It would have all pods of the namespace; Kubernetes leaves it alone, too.
    if (deployment.spec().selector().isEmpty()) {
      return Outcome.DONE;
    }
    try {
      return sync(deployment);
    } catch (WriteFailure e) {
      return Outcome.RETRY;
    }
  }

  private Outcome sync(Deployment deployment) throws WriteFailure {
    List<ReplicaSet> sets = replicaSets.claim(KIND, deployment, deployment.spec().selector());
    Rollout rollout = new Rollout(context, hashes, deployment, sets);
    if (deployment.meta().isDeleted()) {
      rollout.findNewSet(false);
      rollout.write(Statuses.calculate(rollout));
      return Outcome.DONE;
    }
    notePause(rollout);
    Scaling scaling = new Scaling(rollout);
    boolean isPaused = deployment.spec().paused();
    if (scaling.isDue() || isPaused) {
      scaling.scale();
      if (isPaused) {
        History.cleanUp(rollout);
      }
      rollout.write(Statuses.calculate(rollout));
      return Outcome.DONE;
    }
    if (deployment.spec().strategy() == Strategy.RECREATE) {
      new Recreate(rollout, context.pods()).step();
    } else {
      new RollingUpdate(rollout).step();
    }
    return Statuses.write(rollout);
  }

  /** The deadline for progress stands still in a pause. Source: {@code checkPausedConditions}. */
  private static void notePause(Rollout rollout) throws WriteFailure {
    Deployment deployment = rollout.deployment();
    String reason = deployment.status().progressing().reason();
    if (!rollout.hasDeadline() || reason.equals(Condition.PROGRESS_DEADLINE_EXCEEDED)) {
      return;
    }
    boolean isNoted = reason.equals(Condition.DEPLOYMENT_PAUSED);
    boolean isPaused = deployment.spec().paused();
    if (isPaused != isNoted) {
      String next = isPaused ? Condition.DEPLOYMENT_PAUSED : Condition.DEPLOYMENT_RESUMED;
      rollout.write(
          deployment
              .status()
              .withProgressing(rollout.progressing(NodeCondition.Status.UNKNOWN, next)));
    }
  }
}
