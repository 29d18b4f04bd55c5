package io.towtank.plugins.kubernetes.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisruptionBudgetsTest {
  private static final LabelSelector DB = LabelSelector.ofLabels(Labels.of("app", "db"));
  private static final LabelSelector GOLD = LabelSelector.ofLabels(Labels.of("tier", "gold"));

  private final List<PodDisruptionBudget> budgets = new ArrayList<>();

  private void budget(@Nullable LabelSelector selector, int allowed, String... disruptedPods) {
    budgets.add(
        new PodDisruptionBudget(
            "default",
            "budget-" + budgets.size(),
            selector,
            allowed,
            new TreeSet<>(List.of(disruptedPods)),
            1));
  }

  private static PodInfo pod(String namespace, String name, Labels labels) {
    return PodInfo.of(
        PreemptionWorld.pod(name, 100, 0).namespace(namespace).labels(labels).build(),
        new ResourceIndex());
  }

  private static PodInfo db(String name) {
    return pod("default", name, Labels.of("app", "db"));
  }

  private String protectedAmong(PodInfo... pods) {
    DisruptionBudgets.Split split = new DisruptionBudgets(budgets).split(List.of(pods));
    assertThat(split.violating().size() + split.others().size()).isEqualTo(pods.length);
    return String.join(" ", split.violating().stream().map(pod -> pod.pod().name()).toList());
  }

  @Test
  void whatIsAllowedIsUsedUpInOrder() {
    budget(DB, 2);

    assertThat(protectedAmong(db("a"), db("b"), db("c"), db("d"))).isEqualTo("c d");
  }

  @Test
  void aPodMayBeProtectedByAnyOfSeveralBudgets() {
    budget(DB, 1);
    budget(GOLD, 0);

    PodInfo both = pod("default", "both", Labels.of("app", "db").with("tier", "gold"));
    assertThat(protectedAmong(both, db("b"))).isEqualTo("both b");
  }

  @Test
  void aGrantedEvictionIsNotCountedAgain() {
    budget(DB, 0, "a");

    assertThat(protectedAmong(db("a"), db("b"))).isEqualTo("b");
  }

  @Test
  void noSelectorAndAnEmptyOneProtectNothing() {
    budget(null, 0);
    budget(LabelSelector.EVERYTHING, 0);

    assertThat(protectedAmong(db("a"))).isEmpty();
  }

  @Test
  void podsElsewhereOrWithoutMatchingLabelsAreNotProtected() {
    budget(DB, 0);

    assertThat(
            protectedAmong(
                pod("other", "a", Labels.of("app", "db")),
                pod("default", "b", Labels.of("app", "web")),
                pod("default", "c", Labels.EMPTY)))
        .isEmpty();
  }
}
