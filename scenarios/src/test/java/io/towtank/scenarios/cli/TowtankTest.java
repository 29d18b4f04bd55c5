package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.load.Services;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TowtankTest {
  private static final String FIRST_STEPS = "library/first-steps.yaml";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString().strip()).matches("towtank \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(execute("version")).isZero();
    assertThat(out.toString()).contains("(Java " + Runtime.version());
  }

  @Test
  void withoutArgumentsItShowsHowToUseIt() {
    assertThat(execute()).isZero();
    assertThat(out.toString()).startsWith("Usage: towtank").contains("Exit codes:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "rnu x.yaml | towtank: unknown command 'rnu'; did you mean 'run'? (see 'towtank --help')",
        "run x.yaml --polcy=random | towtank run: unknown option '--polcy=random'; did you mean"
            + " '--policy'? (see 'towtank run --help')",
        "run | towtank run: missing SCENARIO or --snapshot (see 'towtank run --help')",
        "run a.yaml b.yaml | towtank run: unexpected argument 'b.yaml' (see 'towtank run --help')",
        "run a.yaml --seed x | towtank run: Invalid value for option '--seed': 'x' is not a long"
            + " (see 'towtank run --help')",
        "run a.yaml --decisions | towtank run: --decisions needs a directory to write to: --out"
            + " (see 'towtank run --help')",
        "validate | towtank validate: missing FILE (see 'towtank validate --help')",
        "run absent.yaml | absent.yaml: no such file; expected a scenario file",
        "run library | library: is a directory; expected a scenario file",
        "run library/first-steps.yaml --policy best-fitt | --policy: no policy 'best-fitt'; did you"
            + " mean 'best-fit'?",
        "policies best-fitt | no policy 'best-fitt'; did you mean 'best-fit'?",
      })
  void badInputIsOneLineOnStderr(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aBadScenarioWritesNothing() throws IOException {
    Path results = directory.resolve("results");

    assertThat(execute("run", FIRST_STEPS, "--set", "seed=-x", "--out", results.toString()))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("--set seed=-x: seed: found '-x', expected a whole number\n");
    assertThat(results).doesNotExist();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void validateNamesEveryFile() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.yaml"), "kind: Scenario\nseeed: 1\n");

    assertThat(execute("validate", FIRST_STEPS, bad.toString())).isEqualTo(2);
    assertThat(out.toString()).isEqualTo(FIRST_STEPS + ": valid" + System.lineSeparator());
    assertThat(err.toString())
        .contains(bad + ":2:1: seeed: unknown field 'seeed'; did you mean 'seed'?")
        .contains(bad + ":1:1: cluster: found nothing");
  }

  @Test
  void policiesAreListedAndExplained() {
    assertThat(execute("policies")).isZero();
    assertThat(out.toString()).contains("kubernetes-default", "best-fit", "NodeResourcesFit");

    assertThat(execute("policies", "kubernetes-default")).isZero();
    assertThat(out.toString()).contains("kubernetes-default: ");
  }

  @Test
  void policiesAreJsonToo() {
    assertThat(execute("policies", "--json")).isZero();

    JsonNode list = JsonMapper.shared().readTree(out.toString());
    assertThat(list.valueStream().map(policy -> policy.get("name").asString()))
        .containsExactlyElementsOf(Services.policies().keySet());
  }

  @Test
  void schemaIsJson() {
    assertThat(execute("schema")).isZero();

    assertThat(JsonMapper.shared().readTree(out.toString()).get("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  private int execute(String... args) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
