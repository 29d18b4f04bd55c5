package io.towtank.plugins.kubernetes.affinity;

import static io.towtank.plugins.kubernetes.affinity.PodSketch.app;
import static io.towtank.plugins.kubernetes.affinity.PodSketch.term;
import static io.towtank.plugins.kubernetes.affinity.Zones.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.PodAffinityTerm;
import io.towtank.plugins.FakeNode;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterPodAffinityFilterTest {
  private static final String PASSES = "Success";
  private static final String NO_AFFINITY =
      "UnschedulableAndUnresolvable[node(s) didn't match pod affinity rules]";
  private static final String ANTI_AFFINITY =
      "Unschedulable[node(s) didn't match pod anti-affinity rules]";
  private static final String EXISTING_ANTI_AFFINITY =
      "Unschedulable[node(s) didn't satisfy existing pods anti-affinity rules]";

  private final Zones zones = new Zones();
  private final InterPodAffinity plugin = zones.plugin(Map.of());
  private final CycleState state = new CycleState();

  private PodInfo info(PodSketch sketch) {
    return zones.cluster.info(sketch.pod());
  }

  private Status preFilter(PodSketch pod) {
    return plugin.preFilter(state, info(pod), zones.cluster).status();
  }

  /** Verdicts on a1, a2, b1 and the node without a zone. */
  private List<String> verdicts(PodSketch pod) {
    assertThat(preFilter(pod)).hasToString("Success");
    return verdicts(state, pod);
  }

  private List<String> verdicts(CycleState trial, PodSketch pod) {
    List<String> verdicts = new ArrayList<>();
    for (FakeNode node : zones.cluster.all()) {
      verdicts.add(plugin.filter(trial, info(pod), node).toString());
    }
    return verdicts;
  }

  @Test
  void aPodGoesWhereThePodsAreThatItWants() {
    zones.a1.holding(pods(app("db")));

    assertThat(verdicts(app("web").near("db", "zone")))
        .containsExactly(PASSES, PASSES, NO_AFFINITY, NO_AFFINITY);
    assertThat(verdicts(app("web").near("db", "host")))
        .containsExactly(PASSES, NO_AFFINITY, NO_AFFINITY, NO_AFFINITY);
  }

  @Test
  void anExistingPodCountsOnlyIfAllTermsMeanIt() {
    PodAffinityTerm anySsd =
        PodAffinityTerm.of(LabelSelector.ofLabels(Labels.of("disk", "ssd")), "host");
    zones.a1.holding(pods(app("db"), app("cache").label("disk", "ssd")));
    zones.b1.holding(pods(app("db").label("disk", "ssd")));

    assertThat(verdicts(app("web").near("db", "zone").near(anySsd)))
        .containsExactly(NO_AFFINITY, NO_AFFINITY, PASSES, NO_AFFINITY);
  }

  @Test
  void theFirstOfPodsThatWantEachOtherPassesWhereTheTopologyIsKnown() {
    assertThat(verdicts(app("web").near("web", "zone")))
        .containsExactly(PASSES, PASSES, PASSES, NO_AFFINITY);
  }

  @Test
  void theFirstPodMustBeMeantByAllItsTerms() {
    assertThat(verdicts(app("web").near("web", "zone").near("db", "zone")))
        .containsOnly(NO_AFFINITY);
    assertThat(verdicts(app("web").near(term("web", List.of("team"), null))))
        .as("its terms look into another namespace")
        .containsOnly(NO_AFFINITY);
  }

  @Test
  void noPodIsTheFirstOnceAnotherCountsAnywhere() {
    zones.b1.holding(pods(app("web")));

    assertThat(verdicts(app("web").near("web", "zone")))
        .containsExactly(NO_AFFINITY, NO_AFFINITY, PASSES, NO_AFFINITY);
  }

  @Test
  void aPodOnANodeWithoutTheTopologyDoesNotCount() {
    zones.zoneless.holding(pods(app("web")));

    assertThat(verdicts(app("web").near("web", "zone")))
        .as("so this one is still the first")
        .containsExactly(PASSES, PASSES, PASSES, NO_AFFINITY);
  }

  @Test
  void aPodStaysAwayFromThoseThatAnyOfItsTermsMeans() {
    zones.a1.holding(pods(app("db")));
    zones.zoneless.holding(pods(app("cache")));

    assertThat(verdicts(app("web").awayFrom("db", "zone").awayFrom("cache", "host")))
        .containsExactly(ANTI_AFFINITY, ANTI_AFFINITY, PASSES, ANTI_AFFINITY);
    assertThat(verdicts(app("web").awayFrom("cache", "zone")))
        .as("the cache's node has no zone")
        .containsOnly(PASSES);
  }

  @Test
  void aPodStaysAwayFromThoseThatDoNotWantIt() {
    zones.a1.holding(pods(app("db").awayFrom("web", "zone")));
    zones.b1.holding(pods(app("db").awayFrom("cache", "zone")));
    zones.zoneless.holding(pods(app("db").awayFrom("web", "zone")));

    assertThat(verdicts(app("web")))
        .containsExactly(EXISTING_ANTI_AFFINITY, EXISTING_ANTI_AFFINITY, PASSES, PASSES);
  }

  @Test
  void affinityIsToldBeforeAntiAffinityAndThatBeforeOthersAntiAffinity() {
    zones.a1.holding(pods(app("db").awayFrom("web", "zone")));

    assertThat(verdicts(app("web").near("cache", "zone").awayFrom("db", "zone")))
        .containsOnly(NO_AFFINITY);
    assertThat(verdicts(app("web").awayFrom("db", "host")))
        .containsExactly(ANTI_AFFINITY, EXISTING_ANTI_AFFINITY, PASSES, PASSES);
  }

  @Test
  void terminatingPodsCount() {
    zones.a1.holding(pods(app("db").terminating()));

    assertThat(verdicts(app("web").awayFrom("db", "host")))
        .containsExactly(ANTI_AFFINITY, PASSES, PASSES, PASSES);
  }

  @Test
  void matchLabelKeysAreLeftToAdmission() {
    PodAffinityTerm unmerged =
        new PodAffinityTerm(
            LabelSelector.ofLabels(Labels.of("app", "web")),
            List.of(),
            null,
            "zone",
            List.of("version"),
            List.of());
    zones.a1.holding(pods(app("web").label("version", "1")));

    assertThat(verdicts(app("web").label("version", "2").awayFrom(unmerged)))
        .containsExactly(ANTI_AFFINITY, ANTI_AFFINITY, PASSES, PASSES);
  }

  @Test
  void aPodThatNothingCanRefuseIsSkipped() {
    assertThat(preFilter(app("web"))).hasToString("Skip");
    assertThat(preFilter(app("web").ratherNear(1, "db", "zone"))).hasToString("Skip");

    zones.a1.holding(pods(app("db").awayFrom("cache", "zone")));
    zones.zoneless.holding(pods(app("db").awayFrom("web", "zone")));
    assertThat(preFilter(app("web")))
        .as("the term that means it has no topology")
        .hasToString("Skip");
    assertThat(preFilter(app("web").near("nobody", "zone"))).hasToString("Success");
  }

  @Test
  void podsPutOnANodeOnTrialCount() {
    PodSketch web = app("web").near("db", "zone").awayFrom("cache", "host");
    assertThat(verdicts(web)).containsOnly(NO_AFFINITY);

    CycleState trial = state.copy();
    plugin.addPod(trial, info(web), info(app("db")), zones.b1);
    assertThat(verdicts(trial, web)).containsExactly(NO_AFFINITY, NO_AFFINITY, PASSES, NO_AFFINITY);

    plugin.addPod(trial, info(web), info(app("cache")), zones.b1);
    assertThat(verdicts(trial, web))
        .containsExactly(NO_AFFINITY, NO_AFFINITY, ANTI_AFFINITY, NO_AFFINITY);
    assertThat(verdicts(state, web)).as("the attempt's own state").containsOnly(NO_AFFINITY);
  }

  @Test
  void podsTakenAwayOnTrialDoNotCount() {
    PodSketch hermit = app("hermit").awayFrom("web", "zone");
    PodSketch web = app("web").near("web", "zone").awayFrom("cache", "host");
    zones.a1.holding(pods(app("web"), hermit, app("cache")));
    assertThat(verdicts(web))
        .containsExactly(ANTI_AFFINITY, EXISTING_ANTI_AFFINITY, NO_AFFINITY, NO_AFFINITY);

    CycleState trial = state.copy();
    plugin.removePod(trial, info(web), info(app("cache")), zones.a1);
    plugin.removePod(trial, info(web), info(hermit), zones.a1);
    assertThat(verdicts(trial, web)).containsExactly(PASSES, PASSES, NO_AFFINITY, NO_AFFINITY);

    plugin.removePod(trial, info(web), info(app("web")), zones.a1);
    assertThat(verdicts(trial, web))
        .as("the first of its kind again")
        .containsExactly(PASSES, PASSES, PASSES, NO_AFFINITY);
  }

  @Test
  void withoutPreFilterThereIsNoVerdict() {
    assertThat(plugin.filter(new CycleState(), info(app("web")), zones.a1))
        .hasToString(
            "Error[error reading \"PreFilterInterPodAffinity\" from cycleState: not found]");
  }
}
