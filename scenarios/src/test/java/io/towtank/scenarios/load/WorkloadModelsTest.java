package io.towtank.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towtank.model.ArrivalStream;
import io.towtank.scenarios.run.ScenarioPods;
import io.towtank.scenarios.spec.GenerateSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkloadModelsTest {
  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: model}
      cluster: {nodes: [{name: n, capacity: {cpu: "8", memory: 32Gi}}]}
      workload:
        replay: timed
        generate: %s
      """;

  @TempDir private Path directory;

  static List<String> models() {
    return WorkloadModels.NAMES;
  }

  @ParameterizedTest
  @MethodSource("models")
  void aReadyModelMakesPodsAndIsDocumented(String model) throws IOException {
    Scenario scenario = load("{model: " + model + ", pods: 500}");

    assertThat(scenario.warnings()).isEmpty();
    try (ArrivalStream pods = ScenarioPods.open(scenario, new TraceAccounts())) {
      for (int i = 0; i < 500; i++) {
        assertThat(pods.next()).isNotNull();
      }
      assertThat(pods.next()).isNull();
    }
    assertThat(Files.readString(Path.of("../docs/models.md"))).contains("\n## " + model + "\n");
  }

  @Test
  void modelsAndDocumentedModelsAreTheSame() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../docs/models.md"))) {
      assertThat(lines.filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
          .containsExactlyElementsOf(WorkloadModels.NAMES);
    }
  }

  @Test
  void aScenariosOwnFieldsGoBeforeTheModels() {
    GenerateSpec own =
        generate("{model: hpc-swf, pods: 10, arrivals: {poisson: {mean: 5s}}, zipf: 1}");

    assertThat(own.interArrival()).isNull();
    assertThat(own.arrivals()).isNotNull();
    assertThat(own.cycle()).as("of the model").isNotNull();
    assertThat(own.templates()).as("of the model").hasSize(8);
    assertThat(own.zipf()).isEqualTo(1);
  }

  @Test
  void aModelCanStandInAFile() throws IOException {
    Files.writeString(
        directory.resolve("mine.yaml"), "interArrival: 1s\ntemplates: [{name: a, duration: 1m}]\n");

    GenerateSpec found = generate("{file: mine.yaml, pods: 10}");

    assertThat(found.templates()).hasSize(1);
  }

  @Test
  void whatIsWrongInAFileIsSaidOfTheFile() throws IOException {
    Files.writeString(
        directory.resolve("mine.yaml"), "interArrival: 1s\ntemplates: [{name: a, duratoin: 1m}]\n");

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> generate("{file: mine.yaml, pods: 10}"))
        .withMessageContaining("mine.yaml:2:")
        .withMessageContaining("unknown field 'duratoin'; did you mean 'duration'?");
  }

  @Test
  void anUnknownModelIsNamedWithTheNearest() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> generate("{model: hpc-swv, pods: 10}"))
        .withMessageStartingWith(
            "model.yaml:7:21: workload.generate.model: no model 'hpc-swv'; did you mean 'hpc-swf'?");
  }

  @Test
  void aGeneratorNeedsTemplatesAndArrivals() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> generate("{pods: 10}"))
        .withMessageContaining("found no templates")
        .withMessageContaining("found neither interArrival nor arrivals");
  }

  private GenerateSpec generate(String fields) {
    return Objects.requireNonNull(load(fields).spec().workload().generate());
  }

  private Scenario load(String fields) {
    return ScenarioLoader.parse(
        directory.resolve("model.yaml"), "model.yaml", SCENARIO.formatted(fields));
  }
}
