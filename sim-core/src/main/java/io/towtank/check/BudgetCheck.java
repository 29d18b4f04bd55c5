package io.towtank.check;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.IntOrPercent;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.Status;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.model.PodPhase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Evictions take no more pods than disruption budgets allow: what a budget's controller says may go
 * follows from the pods of that moment, each eviction of a pod that serves is counted by its
 * budget, and none is granted where nothing is left to grant.
 *
 * <p>To be made before anything is created; keeps books of its own of what each budget selects.
 * Deletions past the eviction subresource are nobody's to count.
 */
public final class BudgetCheck {
  /** As long a granted eviction counts. Source: {@code disruption.DeletionTimeout}. */
  private static final long GRANT_NANOS = 120_000_000_000L;

  private static final class Books {
    private PodDisruptionBudget budget;
    private final SortedMap<String, Pod> pods = new TreeMap<>();
    private final SortedSet<String> granted = new TreeSet<>();

    Books(PodDisruptionBudget budget) {
      this.budget = budget;
    }
  }

  private final Simulation simulation;
  private final Map<String, Books> budgets = new LinkedHashMap<>();
  private final Map<String, Pod> pods = new LinkedHashMap<>();

  /** Begins to watch. */
  public BudgetCheck(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    api.pods().watch("check/budgets", 0, new PodWatcher());
    api.podDisruptionBudgets().watch("check/budgets", 0, new BudgetWatcher());
  }

  private final class BudgetWatcher implements Watcher<PodDisruptionBudget> {
    @Override
    public void onAdd(PodDisruptionBudget budget) {
      Books books = new Books(budget);
      budgets.put(budget.key(), books);
      select(books);
    }

    @Override
    public void onUpdate(PodDisruptionBudget oldBudget, PodDisruptionBudget newBudget) {
      Books books = budgets.get(newBudget.key());
      if (books == null) {
        return;
      }
      books.budget = newBudget;
      if (!oldBudget.spec().equals(newBudget.spec())) {
        select(books);
      }
      if (isGrant(oldBudget.status(), newBudget.status())) {
        grant(books, oldBudget.status(), newBudget.status());
      } else if (!oldBudget.status().equals(newBudget.status())) {
        recount(books);
      }
    }

    @Override
    public void onDelete(PodDisruptionBudget budget) {
      budgets.remove(budget.key());
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      pods.put(pod.key(), pod);
      budgets.values().forEach(books -> put(books, pod));
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (isEvicted(newPod) && !isEvicted(oldPod)) {
        budgets.values().forEach(books -> evicted(books, oldPod));
      }
      pods.put(newPod.key(), newPod);
      budgets.values().forEach(books -> put(books, newPod));
    }

    @Override
    public void onDelete(Pod pod) {
      pods.remove(pod.key());
      for (Books books : budgets.values()) {
        books.pods.remove(pod.key());
        books.granted.remove(pod.name());
      }
    }
  }

  private static boolean isEvicted(Pod pod) {
    return pod.disruptionReason().equals(Pod.EVICTION_BY_EVICTION_API);
  }

  private void select(Books books) {
    books.pods.clear();
    pods.values().forEach(pod -> put(books, pod));
  }

  private static void put(Books books, Pod pod) {
    if (selects(books.budget, pod)) {
      books.pods.put(pod.key(), pod);
    } else {
      books.pods.remove(pod.key());
    }
  }

  private static boolean selects(PodDisruptionBudget budget, Pod pod) {
    return budget.selector() != null
        && budget.namespace().equals(pod.namespace())
        && budget.selector().matches(pod.labels());
  }

  private static boolean isGrant(Status before, Status after) {
    return after.disruptedPods().size() == before.disruptedPods().size() + 1
        && after.disruptionsAllowed() == before.disruptionsAllowed() - 1
        && after.currentHealthy() == before.currentHealthy();
  }

  private void grant(Books books, Status before, Status after) {
    if (after.disruptionsAllowed() < 0) {
      throw violation(books, "no eviction, since none is allowed", "one more");
    }
    NavigableMap<String, Long> granted = new TreeMap<>(after.disruptedPods());
    granted.keySet().removeAll(before.disruptedPods().keySet());
    books.granted.addAll(granted.keySet());
  }

  /** A pod, as it was before, is evicted. */
  private void evicted(Books books, Pod pod) {
    if (!selects(books.budget, pod)
        || pod.phase() != PodPhase.RUNNING
        || pod.isTerminating()
        || books.granted.remove(pod.name())) {
      return;
    }
    Status status = books.budget.status();
    boolean isFree =
        !pod.ready()
            && (books.budget.spec().unhealthyPodEvictionPolicy()
                    == UnhealthyPodEvictionPolicy.ALWAYS_ALLOW
                || (status.currentHealthy() >= status.desiredHealthy()
                    && status.desiredHealthy() > 0));
    if (!isFree) {
      throw violation(books, "to be asked before pod " + pod.key() + " is evicted", "no grant");
    }
  }

  /** The controller has written a status: what it allows must follow from the pods there are. */
  private void recount(Books books) {
    PodDisruptionBudget.Spec spec = books.budget.spec();
    Status status = books.budget.status();
    if (status.disruptionsAllowed() == 0
        || (spec.minAvailable() == null && spec.maxUnavailable() == null)) {
      return;
    }
    long now = simulation.now();
    int healthy = 0;
    for (Pod pod : books.pods.values()) {
      Long granted = status.disruptedPods().get(pod.name());
      boolean isGoing =
          pod.isTerminating() || (granted != null && granted + GRANT_NANOS > now) || !pod.ready();
      healthy += isGoing ? 0 : 1;
    }
    int desired = desired(spec, status.expectedPods());
    if (status.disruptionsAllowed() > Math.max(0, healthy - desired)) {
      throw violation(
          books,
          "at most " + Math.max(0, healthy - desired) + " evictions allowed",
          status.disruptionsAllowed() + " (" + healthy + " healthy, " + desired + " needed)");
    }
  }

  private static int desired(PodDisruptionBudget.Spec spec, int expected) {
    IntOrPercent maxUnavailable = spec.maxUnavailable();
    if (maxUnavailable != null) {
      return Math.max(0, expected - maxUnavailable.scaledUp(expected));
    }
    IntOrPercent minAvailable = spec.minAvailable();
    return minAvailable == null ? 0 : minAvailable.scaledUp(expected);
  }

  private InvariantViolation violation(Books books, String expected, String found) {
    return new InvariantViolation(
        simulation.now(), "disruption budget " + books.budget.key(), expected, found);
  }
}
