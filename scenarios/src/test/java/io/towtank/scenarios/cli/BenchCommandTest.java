package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void itMeasuresEveryWorkloadAndTheEventQueue() {
    assertThat(execute("--nodes 5,8 --seconds 0.001 --pending 10")).isZero();
    assertThat(out.toString())
        .contains("5 nodes", "8 nodes")
        .contains(
            "plain pods, 50 templates",
            "50 templates of different sizes",
            "2,000 shapes, 70 % full")
        .contains("zone spread, preferred anti-affinity", "required anti-affinity, 20 templates")
        .contains("reference", "Checksums of the first decisions", "java.util.PriorityQueue");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void itPrintsJson() {
    assertThat(
            execute(
                "--nodes 100 --workloads plain --pending none --seconds 0.001 --seed 9 --cpu-time --json"))
        .isZero();

    JsonNode report = JsonMapper.shared().readTree(out.toString());
    assertThat(report.get("seed").asLong()).isEqualTo(9);
    assertThat(report.get("clock").asString()).isEqualTo("cpu");
    assertThat(report.get("events")).isEmpty();
    JsonNode row = report.get("decisions").get(0);
    assertThat(row.get("workload").asString()).isEqualTo("plain");
    assertThat(row.get("podsPlaced").asInt()).isEqualTo(1000);
    assertThat(row.get("perSecond").get("median").asDouble()).isPositive();
    assertThat(row.get("publishedRatio").asDouble()).isPositive();
    assertThat(row.get("checksum").asString()).matches("[0-9a-f]{16}");
    assertThat(
            StreamSupport.stream(report.get("published").spliterator(), false)
                .map(rate -> rate.get("allNodes").asInt()))
        .containsExactly(4071, 451, 105, 46, 879, 194, 55, 29);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nodes 0 | --nodes: found '0', expected numbers from 1 to 1,000,000 with commas between"
            + " them",
        "--nodes 10,x | --nodes: found 'x', expected numbers from 1 to 1,000,000 with commas"
            + " between them",
        "--nodes 10,10 | --nodes: found '10,10', expected nothing twice",
        "--pending 10000001 | --pending: found '10000001', expected numbers from 1 to 10,000,000"
            + " with commas between them",
        "--workloads plane | --workloads: no workload 'plane'; expected plain, sizes, shapes,"
            + " spread, anti-affinity; did you mean 'plain'?",
        "--engines refrence | --engines: no engine 'refrence'; expected reference, fast; did you mean"
            + " 'reference'?",
        "--seconds 0 | --seconds: found 0.0, expected more than 0 and at most 3600",
        "--seconds NaN | --seconds: found NaN, expected more than 0 and at most 3600"
      })
  void whatCannotBeUsedIsRefused(String arguments, String message) {
    assertThat(execute(arguments)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().strip()).isEqualTo(message);
    assertThat(out.toString()).isEmpty();
  }

  private int execute(String arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(("bench " + arguments).split(" ", -1));
  }
}
