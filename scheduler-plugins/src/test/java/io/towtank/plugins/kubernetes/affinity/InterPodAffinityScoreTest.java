package io.towtank.plugins.kubernetes.affinity;

import static io.towtank.plugins.kubernetes.affinity.PodSketch.app;
import static io.towtank.plugins.kubernetes.affinity.PodSketch.term;
import static io.towtank.plugins.kubernetes.affinity.Zones.pods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterPodAffinityScoreTest {
  private final Zones zones = new Zones();
  private final InterPodAffinity plugin = zones.plugin(Map.of());

  /** Raw scores of a1, a2, b1 and the node without a zone. */
  private long[] raw(InterPodAffinity scoring, PodSketch pod) {
    return zones.cluster.rawScores(scoring, pod.pod());
  }

  private Status preScore(InterPodAffinity scoring, PodSketch pod) {
    return scoring.preScore(
        new CycleState(), zones.cluster.info(pod.pod()), List.copyOf(zones.cluster.all()));
  }

  @Test
  void eachPodThatATermMeansCountsItsWeight() {
    zones.a1.holding(pods(app("db"), app("db")));
    zones.b1.holding(pods(app("db"), app("cache")));
    PodSketch web = app("web").ratherNear(10, "db", "zone").ratherAwayFrom(25, "cache", "host");

    assertThat(raw(plugin, web)).containsExactly(20, 20, 10 - 25, 0);
    assertThat(zones.cluster.scores(plugin, web.pod())).containsExactly(100, 100, 0, 42);
  }

  @Test
  void whatExistingPodsPreferCountsForAPodWithoutAffinity() {
    zones.a1.holding(pods(app("db").ratherNear(7, "web", "zone")));
    zones.a2.holding(pods(app("db").ratherAwayFrom(3, "web", "host")));
    zones.b1.holding(pods(app("db").ratherNear(50, "cache", "zone")));

    assertThat(raw(plugin, app("web"))).containsExactly(7, 4, 0, 0);
    assertThat(zones.cluster.scores(plugin, app("web").pod())).containsExactly(100, 57, 0, 0);
  }

  @Test
  void existingPodsRequiredAffinityHasAWeightOfItsOwn() {
    zones.a1.holding(pods(app("db").near("web", "host").awayFrom("cache", "host")));

    assertThat(raw(plugin, app("web"))).containsExactly(1, 0, 0, 0);
    assertThat(raw(zones.plugin(Map.of("hardPodAffinityWeight", 40)), app("web")))
        .containsExactly(40, 0, 0, 0);
    assertThat(preScore(zones.plugin(Map.of("hardPodAffinityWeight", 0)), app("web")))
        .hasToString("Skip");
    assertThat(preScore(plugin, app("cache")))
        .as("required anti-affinity has no weight")
        .hasToString("Skip");
  }

  @Test
  void existingPodsPreferencesCanBeIgnored() {
    InterPodAffinity ignoring = zones.plugin(Map.of("ignorePreferredTermsOfExistingPods", true));
    zones.a1.holding(pods(app("db").ratherNear(7, "web", "zone")));

    assertThat(preScore(ignoring, app("web"))).hasToString("Skip");
    assertThat(raw(ignoring, app("web").ratherNear(1, "db", "host")))
        .as("not for a pod with preferences of its own")
        .containsExactly(8, 7, 0, 0);
  }

  @Test
  void aPodThatNoTermSpeaksOfIsSkipped() {
    zones.a1.holding(pods(app("db")));
    zones.zoneless.holding(pods(app("cache")));

    assertThat(preScore(plugin, app("web"))).hasToString("Skip");
    assertThat(preScore(plugin, app("web").ratherNear(1, "nobody", "zone"))).hasToString("Skip");
    assertThat(preScore(plugin, app("web").ratherNear(1, "cache", "zone")))
        .as("the cache's node has no zone")
        .hasToString("Skip");
    assertThat(preScore(plugin, app("web").near("db", "zone"))).hasToString("Skip");
  }

  @Test
  void weightsThatCancelEachOtherAreScoredAllTheSame() {
    zones.a1.holding(pods(app("db")));
    PodSketch undecided = app("web").ratherNear(5, "db", "zone").ratherAwayFrom(5, "db", "zone");

    assertThat(preScore(plugin, undecided).isSuccess()).isTrue();
    assertThat(raw(plugin, undecided)).containsExactly(0, 0, 0, 0);
    assertThat(zones.cluster.scores(plugin, undecided.pod()))
        .as("where all are equal, all score 0")
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void existingPodsNamespaceSelectorsSeeTheLabelsOfThePodsNamespace() {
    LabelSelector gold = LabelSelector.ofLabels(Labels.of("tier", "gold"));
    zones.a1.holding(pods(app("db").ratherNear(9, term("web", List.of(), gold))));

    assertThat(raw(plugin, app("web").in("team"))).containsExactly(9, 9, 0, 0);
    assertThat(preScore(plugin, app("web"))).hasToString("Skip");
  }

  @ParameterizedTest(name = "{0} of 0 to {1} gives {2}")
  @CsvSource({"50, 100, 50", "1, 3, 33", "2, 3, 66", "29, 100, 28", "57, 100, 56", "7, 25, 28"})
  void normalisesInFloatingPoint(long raw, long highest, long score) {
    long[] scores = {-highest, raw - highest, 0};

    plugin.normalizeScore(
        new CycleState(),
        zones.cluster.info(app("web").pod()),
        List.of(zones.a1, zones.a2, zones.b1),
        scores);

    assertThat(scores).containsExactly(0, score, 100);
  }

  @Test
  void theWeightIsCheckedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> zones.plugin(Map.of("hardPodAffinityWeight", 101)))
        .withMessage("hardPodAffinityWeight: expected a whole number from 0 to 100, found 101");
  }
}
