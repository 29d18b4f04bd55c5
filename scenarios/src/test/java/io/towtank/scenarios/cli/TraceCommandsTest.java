package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TraceCommandsTest {
  private static final String BATCH = "library/data/batch-pods.csv";
  private static final String GENERATED = "library/correlated-sizes.yaml";
  private static final Path OPENB =
      Path.of("../../shared/data/openb/openb_pod_list_default.csv.gz");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void statisticsArePrintedAndDrawn() throws IOException {
    Path results = directory.resolve("stats");

    assertThat(
            execute("stats", BATCH, "--trace-format", "towtank-csv", "--out", results.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .startsWith("batch-pods.csv\n")
        .contains("inter-arrival")
        .contains("duration")
        .contains("rows read");
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .contains(
              "statistics.json",
              "report.html",
              "arrivals.svg",
              "concurrency.png",
              "distribution-duration.svg");
    }
    assertThat(
            execute("stats", BATCH, "--trace-format", "towtank-csv", "--out", results.toString()))
        .as("earlier results are replaced: " + err)
        .isZero();
  }

  @Test
  void jsonHoldsTheSame() {
    assertThat(execute("stats", BATCH, "--trace-format", "towtank-csv", "--json")).isZero();

    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertThat(json.get("pods").asLong()).isPositive();
    assertThat(json.get("measures").get(1).get("name").asString()).isEqualTo("duration");
  }

  @Test
  void aScenarioIsLikeItselfAndUnlikeAnother() throws IOException {
    Path results = directory.resolve("both");

    assertThat(execute("stats", GENERATED, GENERATED, "--out", results.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("passes").doesNotContain("fails");
    assertThat(results.resolve("quantiles-duration.svg")).exists();

    out.getBuffer().setLength(0);
    assertThat(execute("stats", GENERATED, BATCH, "--other-format", "towtank-csv")).isZero();
    assertThat(out.toString()).contains("fails");
  }

  @Test
  void aFittedWorkloadIsAScenariosModel() throws IOException {
    Path model = directory.resolve("model.yaml");
    assertThat(execute("fit", BATCH, "--trace-format", "towtank-csv", "--out", model.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("lognormal").contains("KS distance").contains("templates");

    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: fitted}
        cluster:
          nodes: [{name: n, count: 20, capacity: {cpu: "16", memory: 64Gi, example.com/fpga: 4}}]
        workload: {replay: timed, generate: {file: model.yaml}}
        """);
    assertThat(run("validate", scenario.toString())).as(err.toString()).isZero();
    assertThat(run("run", scenario.toString(), "--check")).as(err.toString()).isZero();
  }

  @Test
  void openbIsFittedAndTheTestSaysWhereItFails() {
    SharedData.assume(OPENB);

    assertThat(execute("fit", OPENB.toString(), "--trace-format", "openb")).isZero();
    assertThat(out.toString())
        .contains("8,152 pods over 149 d")
        .contains("The fitted workload fails: inter-arrival, duration.");

    out.getBuffer().setLength(0);
    assertThat(execute("fit", OPENB.toString(), "--trace-format", "openb", "--empirical")).isZero();
    assertThat(out.toString()).contains("The fitted workload passes.");
  }

  @Test
  void aFormatThatCantBeToldIsAskedFor() {
    assertThat(execute("stats", BATCH)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            BATCH + ": can't tell its format from its name; expected --trace-format with one of ")
        .contains("openb")
        .contains("towtank-csv");
  }

  @Test
  void badInputIsOneLine() {
    assertThat(execute("stats", "absent.swf")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("absent.swf: no such file or folder; expected a trace" + System.lineSeparator());
    err.getBuffer().setLength(0);
    assertThat(execute("fit", BATCH, "--trace-format", "towtank-csv", "--shapes", "joined"))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("--shapes: no model 'joined'; did you mean 'joint'?" + System.lineSeparator());
  }

  private int execute(String... arguments) {
    return run(Stream.concat(Stream.of("trace"), Stream.of(arguments)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
