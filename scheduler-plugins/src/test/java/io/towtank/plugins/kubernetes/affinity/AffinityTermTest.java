package io.towtank.plugins.kubernetes.affinity;

import static io.towtank.plugins.kubernetes.affinity.PodSketch.app;
import static io.towtank.plugins.kubernetes.affinity.PodSketch.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinityTerm;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AffinityTermTest {
  private static final Pod OWNER = app("web").pod();
  private static final LabelSelector GOLD = LabelSelector.ofLabels(Labels.of("tier", "gold"));
  private static final LabelSelector NOT_GOLD =
      new LabelSelector(
          Labels.EMPTY,
          List.of(new LabelSelectorRequirement("tier", Operator.NOT_IN, List.of("gold"))));

  /** Namespaces in which a term of a pod in the default namespace finds pods, as PreFilter asks. */
  private static List<String> found(PodAffinityTerm term) {
    AffinityTerm resolved = new AffinityTerm(term, OWNER, Zones.namespaces());
    return Stream.of("default", "team", "unknown")
        .filter(namespace -> resolved.matches(app("db").in(namespace).pod()))
        .toList();
  }

  /** The same for a term of a pod that is there, asked about a new pod of each namespace. */
  private static List<String> foundByExisting(PodAffinityTerm term) {
    return Stream.of("default", "team", "unknown")
        .filter(
            namespace ->
                AffinityTerm.matches(
                    term,
                    OWNER,
                    app("db").in(namespace).pod(),
                    AffinityTerm.labelsOf(namespace, Zones.namespaces())))
        .toList();
  }

  private static PodAffinityTerm inNamespaces(
      @Nullable LabelSelector namespaceSelector, String... namespaces) {
    return term("db", List.of(namespaces), namespaceSelector);
  }

  @Test
  void withoutNamespacesATermLooksIntoThePodsOwn() {
    assertThat(found(inNamespaces(null))).containsExactly("default");
    assertThat(foundByExisting(inNamespaces(null))).containsExactly("default");
  }

  @Test
  void namedNamespacesNeedNotExist() {
    assertThat(found(inNamespaces(null, "team", "unknown"))).containsExactly("team", "unknown");
    assertThat(foundByExisting(inNamespaces(null, "team", "unknown")))
        .containsExactly("team", "unknown");
  }

  @Test
  void aSelectorAddsToTheNamespacesNamed() {
    assertThat(found(inNamespaces(GOLD))).containsExactly("team");
    assertThat(found(inNamespaces(GOLD, "unknown"))).containsExactly("team", "unknown");
    assertThat(foundByExisting(inNamespaces(GOLD, "unknown"))).containsExactly("team", "unknown");
  }

  @Test
  void anEmptySelectorMeansEveryNamespace() {
    assertThat(found(inNamespaces(LabelSelector.EVERYTHING)))
        .containsExactly("default", "team", "unknown");
    assertThat(foundByExisting(inNamespaces(LabelSelector.EVERYTHING)))
        .containsExactly("default", "team", "unknown");
  }

  @Test
  void anUnknownNamespaceIsFoundOnlyByExistingPodsTerms() {
    assertThat(found(inNamespaces(NOT_GOLD))).containsExactly("default");
    assertThat(foundByExisting(inNamespaces(NOT_GOLD))).containsExactly("default", "unknown");
  }

  @Test
  void noLabelSelectorMeansNoPodAndAnEmptyOneAll() {
    PodAffinityTerm none =
        new PodAffinityTerm(
            null, List.of(), LabelSelector.EVERYTHING, "zone", List.of(), List.of());

    assertThat(found(none)).isEmpty();
    assertThat(foundByExisting(none)).isEmpty();
    assertThat(found(none.withLabelSelector(LabelSelector.EVERYTHING))).hasSize(3);
    assertThat(foundByExisting(none.withLabelSelector(LabelSelector.EVERYTHING))).hasSize(3);
  }

  @Test
  void noTermsMeanNoPodTogether() {
    assertThat(AffinityTerm.allMatch(List.of(), OWNER)).isFalse();
  }
}
