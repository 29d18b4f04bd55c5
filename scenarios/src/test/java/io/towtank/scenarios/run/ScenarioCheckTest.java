package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario is checked with all the files that it names. */
class ScenarioCheckTest {
  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: checked}
      horizon: 1h
      cluster:
        nodes: [{name: node, count: 3, capacity: {cpu: "4", memory: 8Gi}}]
        objects: [web.yaml]
      workload:
        replay: timed
        from: {format: towtank-csv, path: pods.csv}
      faults:
        - {fault: node-crash, trace: failures.csv}
      actions:
        - {at: 1m, apply: later.yaml}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}}
      """;
  private static final String PODS = "name,arrival_s,duration_s,cpu,memory\n";
  private static final String FAILURES = "failure_interval,failure_duration,failure_intensity\n";

  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private List<String> check() {
    return ScenarioCheck.check(
        ScenarioLoader.parse(directory.resolve("checked.yaml"), "checked.yaml", SCENARIO));
  }

  private List<String> problems() {
    InputException problem = catchThrowableOfType(InputException.class, this::check);
    return problem.getMessage().replace(directory + "/", "").lines().toList();
  }

  private void writeGood() throws IOException {
    write("web.yaml", SERVICE);
    write("later.yaml", SERVICE);
    write("pods.csv", PODS + "a,0,10,100m,10Mi\nb,5,10,100m,10Mi\n");
    write("failures.csv", FAILURES + "60000,1000,0.5\n");
  }

  @Test
  void filesInOrderAreNoProblem() throws IOException {
    writeGood();

    assertThat(check()).isEmpty();
  }

  @Test
  void whatHasNoEffectIsSaid() throws IOException {
    writeGood();
    write("web.yaml", SERVICE + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");

    assertThat(check())
        .containsExactly(
            "web.yaml: objects of kind ConfigMap (v1) are not simulated and have no effect: 1");
  }

  @Test
  void everyBrokenFileIsNamed() throws IOException {
    writeGood();
    write("web.yaml", SERVICE.replace("{app: web}", "7"));
    write("later.yaml", "kind: [");

    assertThat(problems())
        .hasSize(2)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("web.yaml"),
            line -> assertThat(line).contains("later.yaml"));
  }

  @Test
  void dataAreReadToTheirEnd() throws IOException {
    writeGood();
    write("failures.csv", FAILURES + "60000,1000,0.5\n1,1,2.5\n");
    assertThat(problems()).singleElement().asString().contains("failures.csv", "3", "2.5");

    writeGood();
    write("pods.csv", PODS + "a,0,10,100m,10Mi\nb,5,10,lots,10Mi\n");
    assertThat(problems()).singleElement().asString().contains("pods.csv", "lots");
  }

  @Test
  void whatTheApiWouldRefuseIsAProblem() throws IOException {
    writeGood();
    write(
        "web.yaml",
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec:
          priorityClassName: nobody
          containers: [{name: c, image: c}]
        """);

    assertThat(problems()).singleElement().asString().contains("web.yaml: Pod default/p: ");
  }
}
