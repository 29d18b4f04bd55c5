package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.record.FailoverSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is spent of disruption budgets. */
final class BudgetAccounts {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Simulation simulation;
  private final List<Account> all = new ArrayList<>();
  private final Map<String, Account> byKey = new HashMap<>();

  private final class Account {
    private final String name;
    private PodDisruptionBudget.Status status = PodDisruptionBudget.Status.INITIAL;
    private long sinceNanos = simulation.now();
    private long granted;
    private long exhaustedNanos;
    private long violatedNanos;

    Account(String name) {
      this.name = name;
    }

    void advance() {
      long length = simulation.now() - sinceNanos;
      sinceNanos = simulation.now();
      if (status.expectedPods() > 0) {
        exhaustedNanos += status.disruptionsAllowed() <= 0 ? length : 0;
        violatedNanos += status.currentHealthy() < status.desiredHealthy() ? length : 0;
      }
    }

    void becomes(PodDisruptionBudget.Status next) {
      advance();
      for (String pod : next.disruptedPods().keySet()) {
        granted += status.disruptedPods().containsKey(pod) ? 0 : 1;
      }
      status = next;
    }

    FailoverSummary.Budget summary() {
      advance();
      return new FailoverSummary.Budget(
          name, granted, exhaustedNanos / NANOS_PER_SECOND, violatedNanos / NANOS_PER_SECOND);
    }
  }

  BudgetAccounts(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    api.podDisruptionBudgets()
        .watch(
            "failover-metrics",
            0,
            new Watcher<PodDisruptionBudget>() {
              @Override
              public void onAdd(PodDisruptionBudget budget) {
                Account account = new Account(budget.key());
                account.becomes(budget.status());
                all.add(account);
                byKey.put(budget.key(), account);
              }

              @Override
              public void onUpdate(PodDisruptionBudget oldBudget, PodDisruptionBudget newBudget) {
                Account account = byKey.get(newBudget.key());
                if (account != null && !oldBudget.status().equals(newBudget.status())) {
                  account.becomes(newBudget.status());
                }
              }

              @Override
              public void onDelete(PodDisruptionBudget budget) {
                Account account = byKey.remove(budget.key());
                if (account != null) {
                  account.becomes(PodDisruptionBudget.Status.INITIAL);
                }
              }
            });
  }

  List<FailoverSummary.Budget> summary() {
    return all.stream().map(Account::summary).toList();
  }
}
