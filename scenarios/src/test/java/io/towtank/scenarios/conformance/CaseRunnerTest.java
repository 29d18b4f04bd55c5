package io.towtank.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.scheduling.engine.EngineKind;
import io.towtank.text.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseRunnerTest {
  /** A quarter of the CPU and of the memory is asked for: three quarters stay. */
  private static final String DECISION =
      """
      {"case": {"name": "one pod", "family": "tiny",
        "config": {"apiVersion": "kubescheduler.config.k8s.io/v1",
          "kind": "KubeSchedulerConfiguration",
          "profiles": [{"plugins": {"multiPoint": {"disabled": [{"name": "*"}], "enabled": [
            {"name": "PrioritySort"}, {"name": "DefaultBinder"},
            {"name": "NodeResourcesFit"}]}}}]},
        "objects": {"nodes": [
          {"metadata": {"name": "n1"}, "status": {"capacity": {"cpu": "4", "memory": "4Gi", "pods": "9"}}},
          {"metadata": {"name": "n2"}, "status": {"capacity": {"cpu": "500m", "memory": "4Gi", "pods": "9"}}}]},
        "pending": [{"metadata": {"name": "p"}, "spec": {"containers": [
          {"name": "c", "resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}]}}]},
       "expected": [{"pod": "default/p",
         "filter": {"n2": {"plugin": "NodeResourcesFit", "code": "UnschedulableAndUnresolvable",
                           "reasons": ["Insufficient cpu"]}},
         "feasible": ["n1"],
         "scores": {"NodeResourcesFit": {"n1": {"raw": 75, "normalized": 75, "weight": 1}}},
         "total": {"n1": 75}, "best": ["n1"], "selected": "n1"}]}
      """;

  private static final String TIMELINE =
      """
      {"case": {"name": "two pods", "family": "tiny", "until": "5s",
        "objects": {"nodes": [
          {"metadata": {"name": "n1"}, "status": {"capacity": {"cpu": "2", "memory": "4Gi", "pods": "9"}}}]},
        "events": [
          {"at": "1s", "op": "createPod", "object": {"metadata": {"name": "p"}, "spec": {"containers": [
            {"name": "c", "resources": {"requests": {"cpu": "2"}}}]}}},
          {"at": "2s", "op": "createPod", "object": {"metadata": {"name": "q"}, "spec": {"containers": [
            {"name": "c", "resources": {"requests": {"cpu": "2"}}}]}}},
          {"at": "3s", "op": "deletePod", "name": "p"}]},
       "expected": {
         "attempts": [
           {"t": 1000, "pod": "default/p", "attempt": 1, "result": "scheduled", "node": "n1"},
           {"t": 2000, "pod": "default/q", "attempt": 1, "result": "unschedulable", "unschedulablePlugins": ["NodeResourcesFit"]},
           {"t": 3000, "pod": "default/q", "attempt": 2, "from": "Backoff", "result": "scheduled", "node": "n1"}],
         "final": {"default/q": "node:n1"}}}
      """;

  private static CaseOutcome run(String json) {
    CaseOutcome outcome =
        new CaseRunner(null, null, EngineKind.REFERENCE)
            .run(new CaseLine("a.jsonl:7", json.replace("\n", " ")));
    if (outcome == null) {
      throw new AssertionError("the case was left out");
    }
    return outcome;
  }

  private static String shown(CaseDifference difference) {
    return "%s, %s %s %s: %s, not %s"
        .formatted(
            difference.pod(),
            difference.field(),
            difference.node(),
            difference.plugin(),
            difference.expected(),
            difference.found());
  }

  @Test
  void aDecisionAsRecordedHasNoDifference() {
    CaseOutcome outcome = run(DECISION);

    assertThat(outcome.differences()).isEmpty();
    assertThat(outcome.family()).isEqualTo("tiny");
    assertThat(outcome.tally().decisions()).isEqualTo(new Agreement(1, 1));
    assertThat(outcome.tally().rawByPlugin())
        .containsOnly(Map.entry("NodeResourcesFit", new Agreement(1, 1)));
  }

  @Test
  void aTimelineAsRecordedHasNoDifference() {
    CaseOutcome outcome = run(TIMELINE);

    assertThat(outcome.differences()).isEmpty();
    assertThat(outcome.timelines().attempts()).isEqualTo(new Agreement(3, 3));
    assertThat(outcome.timelines().finalStates()).isEqualTo(new Agreement(1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"raw\": 75 | \"raw\": 74 | scores.raw n1 NodeResourcesFit: 74, not 75",
        "\"normalized\": 75 | \"normalized\": 7 | scores.normalized n1 NodeResourcesFit: 7, not 75",
        "\"weight\": 1 | \"weight\": 2 | scores.weight n1 NodeResourcesFit: 2, not 1",
        "\"total\": {\"n1\": 75} | \"total\": {\"n1\": 76} | total n1 null: 76, not 75",
        "\"best\": [\"n1\"] | \"best\": [\"n1\", \"n2\"] | best null null: n1 n2, not n1",
        "\"selected\": \"n1\" | \"selected\": null | selected null null: none, not n1",
        "\"feasible\": [\"n1\"] | \"feasible\": [] | feasible null null: , not n1",
        "Insufficient cpu | Too many pods | filter n2 null: NodeResourcesFit:"
            + " UnschedulableAndUnresolvable [Too many pods], not NodeResourcesFit:"
            + " UnschedulableAndUnresolvable [Insufficient cpu]",
        "\"pod\": \"default/p\" | \"skipped\": \"why\", \"pod\": \"default/p\" | skipped null null:"
            + " why, not null",
        "\"pod\": \"default/p\" | \"pod\": \"default/p\", \"preemption\": {\"nominatedNode\": \"n2\","
            + " \"victims\": []} | preemption.nominatedNode null null: n2, not null",
      })
  void anyFieldThatDiffersIsShown(String recorded, String changed, String difference) {
    CaseOutcome outcome = run(DECISION.replace(recorded, changed));

    assertThat(outcome.differences().stream().map(CaseRunnerTest::shown))
        .contains("default/p, " + difference);
    assertThat(outcome.tally().decisions()).isEqualTo(new Agreement(1, 0));
  }

  @Test
  void allNodesAreEvaluatedWhateverTheConfigurationSays() {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      nodes
          .append(i == 0 ? "" : ",")
          .append("{\"metadata\":{\"name\":\"n")
          .append(i)
          .append(
              "\"},\"status\":{\"capacity\":{\"cpu\":\"4\",\"memory\":\"4Gi\",\"pods\":\"9\"}}}");
    }
    String start = DECISION.substring(0, DECISION.indexOf("\"objects\""));
    String end = DECISION.substring(DECISION.indexOf("\"pending\""), DECISION.indexOf(",\n \"exp"));
    String json =
        start.replace("\"profiles\"", "\"percentageOfNodesToScore\": 1, \"profiles\"")
            + "\"options\": {\"compact\": true}, \"objects\": {\"nodes\": ["
            + nodes
            + "]}, "
            + end
            + ", \"expected\": [{\"pod\": \"default/p\", \"selected\": \"n0\", \"best\": 150,"
            + " \"total\": 75}]}";

    assertThat(run(json).differences()).isEmpty();
  }

  @Test
  void aDecisionTooFewIsADifference() {
    String none = DECISION.substring(0, DECISION.indexOf("\"expected\"")) + "\"expected\": []}";

    assertThat(run(none).differences().stream().map(CaseRunnerTest::shown))
        .containsExactly("all, number of decisions null null: 0, not 1");
  }

  @Test
  void theFirstAttemptThatDiffersIsShown() {
    CaseOutcome outcome = run(TIMELINE.replace("\"t\": 2000", "\"t\": 2500"));

    assertThat(outcome.differences().stream().map(CaseRunnerTest::shown))
        .containsExactly(
            "default/q, attempts[1] null null: "
                + "2500 ms default/q, attempt 1: unschedulable by NodeResourcesFit, not "
                + "2000 ms default/q, attempt 1: unschedulable by NodeResourcesFit");
    assertThat(outcome.timelines().attempts()).isEqualTo(new Agreement(3, 2));
  }

  @Test
  void aFinalStateThatDiffersIsShown() {
    CaseOutcome outcome = run(TIMELINE.replace("node:n1", "queue:Active"));

    assertThat(outcome.differences().stream().map(CaseRunnerTest::shown))
        .containsExactly("default/q, final null null: queue:Active, not node:n1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"raw\": 75 | \"raw\": \"75\" | expected[0].scores.NodeResourcesFit.n1.raw: expected a whole"
            + " number, found '75'",
        "\"feasible\": [\"n1\"] | \"feasible\": \"n1\" | expected[0].feasible: expected a list, found"
            + " 'n1'",
        "\"name\": \"one pod\" | \"name\": 1 | case.name: expected a string, found '1'",
        "\"pending\": [ | \"pending\": [7, | case.pending[0]: expected an object, found '7'",
        "{\"case\" | {\"cas\" | case: expected an object, found nothing",
        "\"family\": \"tiny\" | \"options\": {\"compact\": \"yes\"} | case.options.compact: expected"
            + " true or false, found 'yes'",
      })
  void aMalformedCaseIsNamedByFileLineAndField(String good, String bad, String message) {
    assertThatThrownBy(() -> run(DECISION.replace(good, bad)))
        .isInstanceOf(InputException.class)
        .hasMessage("a.jsonl:7: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"until\": \"5s\" | \"until\": \"soon\" | case.until: expected a duration such as 1m30s or"
            + " 250ms, found 'soon'",
        "\"until\": \"5s\" | \"until\": \"31d\" | case.until: expected at most 30 days, found '31d'",
        "\"at\": \"3s\" | \"at\": \"1s\" | case.events[2].at: expected a time not before that of the"
            + " event before, found '1s'",
        "deletePod | killPod | case.events[2].op: expected drainNode, or create, update or delete"
            + " followed by one of PDB, PVC, Pod, Service, CSINode, Namespace, Node, PV,"
            + " StorageClass, found 'killPod'",
        "\"t\": 3000 | \"t\": -1 | expected.attempts[2].t: expected milliseconds from 0, found '-1'",
      })
  void aMalformedTimelineIsNamedByFileLineAndField(String good, String bad, String message) {
    assertThatThrownBy(() -> run(TIMELINE.replace(good, bad)))
        .isInstanceOf(InputException.class)
        .hasMessage("a.jsonl:7: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"case\": | not JSON that can be used at column 9: Unexpected end-of-input",
        "{\"case\": {}, \"case\": {}} | not JSON that can be used at column 20: Duplicate",
        "{\"case\": {}} {} | not JSON that can be used at column",
        "[] | expected an object, found a list",
      })
  void aLineThatIsNoCaseIsRefused(String json, String message) {
    assertThatThrownBy(() -> run(json))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.jsonl:7: " + message);
  }

  @Test
  void aLineNestedTooDeeplyIsRefused() {
    assertThatThrownBy(() -> run("[".repeat(200) + "]".repeat(200)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.jsonl:7: not JSON that can be used");
  }

  @Test
  void anObjectThatCantBeUsedIsNamedWithItsFile() {
    assertThatThrownBy(() -> run(DECISION.replace("\"500m\"", "\"half\"")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.jsonl:7")
        .hasMessageContaining("n2")
        .hasMessageContaining("half");
  }

  @Test
  void anObjectThatCantBeUsedInAnEventIsNamedWithItsFile() {
    assertThatThrownBy(() -> run(TIMELINE.replace("{\"cpu\": \"2\"}", "{\"cpu\": \"half\"}")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.jsonl:7")
        .hasMessageContaining("half");
  }

  @Test
  void anUnknownFieldIsWarnedOf() {
    CaseOutcome outcome = run(DECISION.replace("\"family\"", "\"famly\": 1, \"family\""));

    assertThat(List.copyOf(outcome.warnings()))
        .containsExactly(
            "case.famly: this field is not known and has no effect; did you mean 'family'?");
  }

  @Test
  void casesOfOtherNamesAndFamiliesAreLeftOut() {
    CaseLine line = new CaseLine("a.jsonl:7", DECISION.replace("\n", " "));

    assertThat(new CaseRunner("tiny", "one pod", EngineKind.REFERENCE).run(line)).isNotNull();
    assertThat(new CaseRunner("large", null, EngineKind.REFERENCE).run(line)).isNull();
    assertThat(new CaseRunner(null, "two pods", EngineKind.REFERENCE).run(line)).isNull();
  }
}
