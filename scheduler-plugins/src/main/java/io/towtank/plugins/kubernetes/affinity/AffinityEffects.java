package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity.PreferredTerm;
import io.towtank.model.PodAffinityTerm;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;

/** What one more pod on a node means to the pods of one class, by topology key. */
final class AffinityEffects {
  /**
   * An addition to a sum of an {@link AffinityColumn}.
   *
   * @param column number of the column
   */
  record Effect(int column, int what, int amount) {}

  /** Numbers the columns by topology key. */
  @FunctionalInterface
  interface Columns {
    /** The number of a key's column. */
    int of(String topologyKey);
  }

  private final Pod pod;
  private final RequiredTerms required;
  private final List<PreferredTerms.Weighted> preferred;
  private final Labels namespaceLabels;
  private final boolean hasPreferences;
  private final long hardPodAffinityWeight;
  private final Columns columns;

  /**
   * Effects on pods like this one.
   *
   * @param hasPreferences whether anything but what is required counts
   */
  AffinityEffects(
      Pod pod,
      RequiredTerms required,
      PreferredTerms preferred,
      boolean hasPreferences,
      long hardPodAffinityWeight,
      Columns columns) {
    this.pod = pod;
    this.required = required;
    this.preferred = preferred.own();
    this.namespaceLabels = required.namespaceLabels();
    this.hasPreferences = hasPreferences;
    this.hardPodAffinityWeight = hardPodAffinityWeight;
    this.columns = columns;
  }

  /** All effects of a pod; mostly none. */
  List<Effect> of(PodInfo info) {
    List<Effect> effects = new ArrayList<>(2);
    Pod other = info.pod();
    for (PodAffinityTerm term : other.spec().podAntiAffinity().required()) {
      addIfMeant(effects, term, AffinityColumn.UNWILLING, 1, other);
    }
    if (AffinityTerm.allMatch(required.affinity(), other)) {
      for (AffinityTerm term : required.affinity()) {
        effects.add(effect(term.topologyKey(), AffinityColumn.WANTED, 1));
      }
    }
    for (AffinityTerm term : required.antiAffinity()) {
      if (term.matches(other)) {
        effects.add(effect(term.topologyKey(), AffinityColumn.UNWANTED, 1));
      }
    }
    if (hasPreferences) {
      addPreferences(effects, other);
    }
    return effects;
  }

  private void addPreferences(List<Effect> effects, Pod other) {
    for (PreferredTerms.Weighted own : preferred) {
      if (own.term().matches(other)) {
        effects.add(effect(own.term().topologyKey(), AffinityColumn.WEIGHT, (int) own.weight()));
      }
    }
    if (hardPodAffinityWeight > 0) {
      for (PodAffinityTerm term : other.spec().podAffinity().required()) {
        addIfMeant(effects, term, AffinityColumn.WEIGHT, (int) hardPodAffinityWeight, other);
      }
    }
    for (PreferredTerm term : other.spec().podAffinity().preferred()) {
      addIfMeant(effects, term.term(), AffinityColumn.WEIGHT, term.weight(), other);
    }
    for (PreferredTerm term : other.spec().podAntiAffinity().preferred()) {
      addIfMeant(effects, term.term(), AffinityColumn.WEIGHT, -term.weight(), other);
    }
  }

  private void addIfMeant(
      List<Effect> effects, PodAffinityTerm term, int what, int amount, Pod owner) {
    if (AffinityTerm.matches(term, owner, pod, namespaceLabels)) {
      effects.add(effect(term.topologyKey(), what, amount));
    }
  }

  private Effect effect(String key, int what, int amount) {
    return new Effect(columns.of(key), what, amount);
  }
}
