package io.towtank.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenarioReferenceTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(MAPPER.valueToTree(ScenarioReference.jsonSchema()));

  static Stream<Path> library() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("library"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("library")
  void readyScenariosAreValid(Path file) throws IOException {
    assertThat(violations(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "seed: 42 | sede: 42",
        "seed: 42 | seed: many",
        "kind: Scenario | kind: Deployment",
        "horizon: 12h | horizon: 12",
        "horizon: 12h | horizon: 12 hours",
        "count: 16 | count: 0",
        "memory: 64Gi | memroy: 64Gi",
        "memory: 64Gi | memory: 64GB",
        "replay: timed | replay: fast",
        "exponential: {mean: 20s} | exponential: {mean: 20s}, constant: 1s",
        "generate: | from: {format: openb, path: x}§  generate:",
      })
  void whatTheLoaderRefusesTheSchemaRefusesToo(String right, String wrong) throws IOException {
    String scenario = Files.readString(Path.of("library/first-steps.yaml"));
    assertThat(scenario).contains(right);

    assertThat(violations(scenario.replace(right, wrong.replace("§", "\n")))).isNotEmpty();
  }

  @Test
  void theSchemaTellsWhatFieldsMean() {
    JsonNode seed = MAPPER.valueToTree(ScenarioReference.jsonSchema()).at("/properties/seed");

    assertThat(seed.toString())
        .isEqualTo(
            "{\"description\":\"Root of all randomness; the same seed gives the same"
                + " run.\",\"type\":\"integer\",\"default\":1}");
  }

  @Test
  void theReferencePageIsUpToDate() throws IOException {
    assertThat(Files.readString(Path.of("../docs/scenario-reference.md")))
        .as(
            "docs/scenario-reference.md is not what the types say; write it anew with: bin/towtank"
                + " schema --markdown > docs/scenario-reference.md")
        .isEqualTo(ScenarioReference.markdown());
  }

  private static List<Error> violations(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(MAPPER.<JsonNode>valueToTree(tree));
  }
}
