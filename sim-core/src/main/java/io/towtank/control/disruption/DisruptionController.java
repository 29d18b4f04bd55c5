package io.towtank.control.disruption;

import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.PodTally;
import io.towtank.control.SelectedPods;
import io.towtank.control.Triggers;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.Status;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out how many pods of each disruption budget may be evicted now. A budget that declares no
 * limit, of which only the status is known, is left as it is. Source for the rules: Kubernetes
 * v1.34, {@code pkg/controller/disruption}.
 */
public final class DisruptionController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "disruption-controller";

  /**
   * How long after an eviction was granted its pod counts as gone without being deleted. Source:
   * {@code disruption.DeletionTimeout}.
   */
  public static final long DELETION_TIMEOUT_NANOS = 120_000_000_000L;

  private final ControlContext context;
  private final SelectedPods selected;
  private final ExpectedScale scale;
  private final Controller controller;

  /** A controller that is stopped. */
  public DisruptionController(ControlContext context) {
    this.context = context;
    selected = new SelectedPods(context.api());
    scale = new ExpectedScale(context.api());
    controller = new Controller(context.simulation(), this);
    context.api().podDisruptionBudgets().watch(NAME + "/index", 0, new Selections());
    long delay = context.options().watchDelayNanos();
    context.api().podDisruptionBudgets().watch(NAME, delay, new Changes());
    context.api().pods().watch(NAME, delay, new PodChanges());
  }

  /** Keeps the index of what budgets select. */
  private final class Selections implements Watcher<PodDisruptionBudget> {
    @Override
    public void onAdd(PodDisruptionBudget budget) {
      LabelSelector selector = budget.selector();
      if (selector == null) {
        selected.forget(budget.namespace(), budget.name());
      } else {
        selected.select(budget.namespace(), budget.name(), selector);
      }
    }

    @Override
    public void onUpdate(PodDisruptionBudget oldBudget, PodDisruptionBudget newBudget) {
      if (!oldBudget.spec().equals(newBudget.spec())) {
        onAdd(newBudget);
      }
    }

    @Override
    public void onDelete(PodDisruptionBudget budget) {
      selected.forget(budget.namespace(), budget.name());
    }
  }

  private final class Changes implements Watcher<PodDisruptionBudget> {
    @Override
    public void onAdd(PodDisruptionBudget budget) {
      controller.enqueue(budget.key());
    }

    @Override
    public void onUpdate(PodDisruptionBudget oldBudget, PodDisruptionBudget newBudget) {
      controller.enqueue(newBudget.key());
    }
  }

  private final class PodChanges implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      selected.selecting(pod, null).forEach(controller::enqueue);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (Triggers.isOfNote(oldPod, newPod)) {
        selected.selecting(newPod, oldPod).forEach(controller::enqueue);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      selected.selecting(pod, null).forEach(controller::enqueue);
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
    return context.api().podDisruptionBudgets().list().stream()
        .map(PodDisruptionBudget::key)
        .toList();
  }

  /** What a budget asks for; null if its pods have an owner without a scale. */
  private @Nullable Needs needs(PodDisruptionBudget budget, Collection<Pod> pods) {
    PodDisruptionBudget.Spec spec = budget.spec();
    IntOrPercent maxUnavailable = spec.maxUnavailable();
    IntOrPercent minAvailable = spec.minAvailable();
    if (maxUnavailable == null && minAvailable != null && !minAvailable.percent()) {
      return new Needs(pods.size(), minAvailable.value());
    }
    int expected =
        scale.of(budget.namespace(), selected.tally(budget.namespace(), budget.name()), pods);
    if (expected == ExpectedScale.UNKNOWN) {
      return null;
    }
    int desired =
        maxUnavailable != null
            ? Math.max(0, expected - maxUnavailable.scaledUp(expected))
            : minAvailable == null ? 0 : minAvailable.scaledUp(expected);
    return new Needs(expected, desired);
  }

  private record Needs(int expectedPods, int desiredHealthy) {}

  @Override
  public Outcome reconcile(String key) {
    PodDisruptionBudget budget = context.api().podDisruptionBudgets().get(key);
    if (budget == null
        || (budget.spec().minAvailable() == null && budget.spec().maxUnavailable() == null)) {
      return Outcome.DONE;
    }
    long now = context.simulation().now();
    Collection<Pod> pods = selected.of(budget.namespace(), budget.name());
    Needs needs = needs(budget, pods);
    if (needs == null) {
      return write(budget, unknown(budget.status()), Outcome.DONE);
    }
    NavigableMap<String, Long> disrupted = new TreeMap<>();
    long recheck = Long.MAX_VALUE;
    NavigableMap<String, Long> grants = budget.status().disruptedPods();
    for (Pod pod : grants.isEmpty() ? List.<Pod>of() : pods) {
      Long granted = grants.get(pod.name());
      if (granted != null && !pod.isTerminating() && granted + DELETION_TIMEOUT_NANOS >= now) {
        disrupted.put(pod.name(), granted);
        recheck = Math.min(recheck, granted + DELETION_TIMEOUT_NANOS);
      }
    }
    int healthy = 0;
    for (PodTally.Alike group : selected.tally(budget.namespace(), budget.name()).all()) {
      healthy += group.healthy();
    }
    for (Pod pod : disrupted.isEmpty() ? List.<Pod>of() : pods) {
      Long granted = disrupted.get(pod.name());
      boolean isExpectedToGo = granted != null && granted + DELETION_TIMEOUT_NANOS > now;
      healthy -= !pod.isTerminating() && isExpectedToGo && pod.ready() ? 1 : 0;
    }
    int allowed = needs.expectedPods() <= 0 ? 0 : Math.max(0, healthy - needs.desiredHealthy());
    Status status =
        new Status(
            allowed,
            healthy,
            needs.desiredHealthy(),
            needs.expectedPods(),
            budget.meta().generation(),
            disrupted);
    // A moment later the grant has expired, not merely come to its end.
    Outcome outcome =
        recheck == Long.MAX_VALUE ? Outcome.DONE : Outcome.after(Math.max(0, recheck - now) + 1);
    return write(budget, status, outcome);
  }

  /** Nothing may go while it is not known what must stay. Source: {@code failSafe}. */
  private static Status unknown(Status status) {
    return new Status(
        0,
        status.currentHealthy(),
        status.desiredHealthy(),
        status.expectedPods(),
        status.observedGeneration(),
        status.disruptedPods());
  }

  private Outcome write(PodDisruptionBudget budget, Status status, Outcome outcome) {
    WriteResult<PodDisruptionBudget> result =
        context
            .api()
            .podDisruptionBudgets()
            .update(
                budget.key(),
                stored ->
                    stored.meta().uid() != budget.meta().uid() || stored.status().equals(status)
                        ? stored
                        : stored.withStatus(status));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND ? outcome : Outcome.RETRY;
  }
}
