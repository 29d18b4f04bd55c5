package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConformanceCommandTest {
  /** Cases of our own: what they expect was worked out by hand from kube-scheduler's rules. */
  private static final Path OURS = Path.of("src/test/resources/conformance");

  @TempDir private Path folder;

  private record Result(int code, String out, String err) {}

  private static Result run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Towtank.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                Stream.concat(Stream.of("conformance"), Stream.of(arguments).map(String::valueOf))
                    .toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** Our cases with something changed. */
  private Path altered(String file, String from, String to) throws IOException {
    String text = Files.readString(OURS.resolve(file));
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("altered.jsonl"), text.replace(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "fast"})
  void ourOwnCasesAreDecidedAsWorkedOutByHand(String engine) {
    Result result = run("--engine", engine, OURS);

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).endsWith("All 25 cases are as recorded.\n");
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "fast"})
  void recordedCasesAreDecidedAsRecorded(String engine) {
    Path recorded = Path.of("../../shared/conformance");
    SharedData.assume(recorded);

    Result result = run("--quiet", "--engine", engine, recorded);

    assertThat(result.out()).contains("are as recorded");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void anEngineThatThereIsNotIsRefused() {
    Result result = run("--engine", "steam", OURS);

    assertThat(result.err()).contains("--engine: expected reference or fast, found 'steam'");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void theReportCountsByFamily() {
    Result result = run(OURS.resolve("nodes.jsonl"), OURS.resolve("timelines"));

    assertThat(result.out().lines().map(String::strip))
        .contains(
            "family  cases  pods  decisions  verdicts  raw  normalised  totals  best  selected"
                + "  preemption",
            "nodes       3     8          8         8    5           5       7     7         8"
                + "           -",
            "timelines           cases  attempts  final states",
            "queue                   4        12             7");
  }

  @Test
  void aDifferenceIsShownAndExitsWithOne() throws IOException {
    Path cases = altered("nodes.jsonl", "\"normalized\":75", "\"normalized\":76");

    Result result = run(cases);

    assertThat(result.out())
        .contains(
            "affinity ("
                + cases
                + ":1), pod default/fig, scores.normalized, plugin NodeAffinity, node bee:\n"
                + "  expected  76\n"
                + "  found     75\n")
        .endsWith("1 of 3 cases differ from the recording.\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void noMoreDifferencesAreShownThanAskedFor() throws IOException {
    Path cases = altered("nodes.jsonl", "\"normalized\":", "\"normalized\":1");

    assertThat(run("--differences", 0, cases).out()).doesNotContain("expected  ");
    assertThat(run("--differences", 2, cases).out())
        .containsOnlyOnce("fig, scores.normalized, plugin NodeAffinity, node ant")
        .containsOnlyOnce("fig, scores.normalized, plugin NodeAffinity, node bee")
        .doesNotContain("node cat:")
        .contains("--differences shows more");
  }

  @Test
  void theReportForProgramsHasTheSameCounts() throws IOException {
    Path cases = altered("nodes.jsonl", "\"normalized\":75", "\"normalized\":76");

    Result result = run("--json", cases);

    JsonNode json = JsonMapper.shared().readTree(result.out());
    assertThat(json.at("/equal").asBoolean()).isFalse();
    assertThat(json.at("/casesDiffering").asInt()).isEqualTo(1);
    assertThat(json.at("/families/0/plugins/NodeAffinity/raw").toString())
        .isEqualTo("{\"compared\":1,\"equal\":1}");
    assertThat(json.at("/families/0/plugins/NodeAffinity/normalized").toString())
        .isEqualTo("{\"compared\":1,\"equal\":0}");
    assertThat(json.at("/differences/0/expected").asString()).isEqualTo("76");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void familyAndCaseChooseAmongTheCases() {
    assertThat(run(OURS, "--family", "pods").out()).endsWith("All 2 cases are as recorded.\n");
    assertThat(run(OURS, "--case", "ratio shape").out()).endsWith("The case is as recorded.\n");
    Result none = run(OURS, "--family", "pads");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).isEqualTo("none of the 25 cases is of the family and name asked for\n");
  }

  @Test
  void theOutputDoesNotDependOnTheNumberOfThreads() throws IOException {
    Path cases = altered("resources.jsonl", "75", "57");

    Result one = run("--threads", 1, cases, OURS);

    assertThat(run("--threads", 4, cases, OURS)).isEqualTo(one);
    assertThat(one.code()).isEqualTo(1);
  }

  @Test
  void theFirstMalformedCaseIsToldWhateverTheNumberOfThreads() throws IOException {
    Path cases = Files.write(folder.resolve("bad.jsonl"), List.of("{}", "[]", "{\"case\":1}"));

    for (int threads : List.of(1, 4)) {
      Result result = run("--threads", threads, OURS, cases);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).isEqualTo(cases + ":1: case: expected an object, found nothing\n");
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThat(run(OURS, "--threads", 0).err())
        .isEqualTo("--threads: found 0, expected a number from 1 to 1024\n");
    assertThat(run(OURS, "--differences", -1).err())
        .isEqualTo("--differences: found -1, expected 0 or more\n");
    assertThat(run().code()).isEqualTo(2);
  }
}
