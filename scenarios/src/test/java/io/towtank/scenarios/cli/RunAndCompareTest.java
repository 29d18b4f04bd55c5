package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.PlayedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunAndCompareTest {
  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: small}
      cluster:
        nodes: [{name: worker, count: 4, capacity: {cpu: "8", memory: 32Gi}}]
      workload:
        replay: timed
        generate:
          pods: 40
          interArrival: {exponential: {mean: 5s}}
          templates:
            - {name: web, requests: {cpu: 700m, memory: 1Gi}, duration: {exponential: {mean: 2m}}}
      """;
  private static final String REPLAY =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: small}
      cluster: {nodes: [{name: worker, capacity: {cpu: "8", memory: 32Gi}}]}
      workload: {replay: timed, from: {format: towtank-csv, path: PATH}}
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void onlyTextForPeopleEndsWithSparklines() throws IOException {
    String scenario = scenario(SCENARIO);

    assertThat(execute("run", scenario)).isZero();
    assertThat(out.toString()).contains("over time ", "▁");

    for (String format : List.of("markdown", "latex", "csv", "json")) {
      out.getBuffer().setLength(0);
      assertThat(execute("run", scenario, "--format", format)).isZero();
      assertThat(out.toString()).contains("kubernetes-default").doesNotContain("▁");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format=jsn|no format 'jsn'; did you mean 'json'?",
        "--format=csv --json|--format=FORMAT, --json are mutually exclusive"
      })
  void aFormatThatThereIsNotIsRefusedAtOnce(String options, String message) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", scenario(SCENARIO)));
    arguments.addAll(List.of(options.split(" ", -1)));

    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void runShowsATableAndWritesItsFiles() throws IOException {
    Path results = directory.resolve("results");

    assertThat(
            execute(
                "run", scenario(SCENARIO), "--check", "--decisions", "--out", results.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString()).startsWith("small: kubernetes-default, seed 1, timed");
    assertThat(namesIn(results))
        .contains(
            "decisions.jsonl",
            "pods.csv",
            "report.html",
            "summary.json",
            "timeseries.csv",
            "timing.json");
    JsonNode timing = JsonMapper.shared().readTree(results.resolve("timing.json").toFile());
    assertThat(timing.propertyNames())
        .containsExactly("startupSeconds", "runSeconds", "decisionsPerSecond", "javaVersion");
  }

  @Test
  void runPrintsJsonWithTheSeedAndPolicyThatWereAskedFor() throws IOException {
    assertThat(
            execute(
                "run",
                scenario(SCENARIO),
                "--json",
                "--seed=7",
                "--policy=best-fit",
                "--set=metadata.name=other"))
        .isZero();

    JsonNode provenance = JsonMapper.shared().readTree(out.toString()).get("provenance");
    assertThat(provenance.get("seed").asLong()).isEqualTo(7);
    assertThat(provenance.get("policy").asString()).isEqualTo("best-fit");
    assertThat(provenance.get("scenario").asString()).isEqualTo("other");
  }

  @Test
  void bothEnginesMakeTheSameRun() throws IOException {
    assertThat(execute("run", scenario(SCENARIO), "--json", "--engine=reference")).isZero();
    JsonNode reference = JsonMapper.shared().readTree(out.toString());
    out.getBuffer().setLength(0);

    assertThat(execute("run", scenario(SCENARIO), "--json", "--engine=fast")).isZero();
    JsonNode fast = JsonMapper.shared().readTree(out.toString());

    assertThat(fast.get("digest")).isNotNull().isEqualTo(reference.get("digest"));
    assertThat(execute("run", scenario(SCENARIO), "--engine=quick")).isEqualTo(2);
    assertThat(err.toString()).contains("--engine: expected reference or fast, found 'quick'");
  }

  @Test
  void aSchedulersConfigurationTakesThePlaceOfThePolicy() throws IOException {
    Path configuration = directory.resolve("scheduler.json");
    Files.writeString(
        configuration,
        """
        {"apiVersion": "kubescheduler.config.k8s.io/v1", "kind": "KubeSchedulerConfiguration",
         "parallelism": 8, "percentageOfNodesToScore": 0, "profiles": [{"schedulerName": "other"}]}
        """);
    String idle = "the scheduler's configuration: without effect in a simulation: parallelism";

    assertThat(execute("run", scenario(SCENARIO), "--json", "--scheduler-config=" + configuration))
        .as(err.toString())
        .isZero();

    JsonNode summary = JsonMapper.shared().readTree(out.toString());
    assertThat(summary.get("provenance").get("policy").asString())
        .isEqualTo("configuration scheduler.json");
    assertThat(summary.get("warnings").get(0).asString()).isEqualTo(idle);
    assertThat(summary.get("warnings").get(1).asString())
        .contains("are never scheduled: no profile is named 'default-scheduler'");
    assertThat(err.toString()).contains("towtank: warning: " + idle);

    assertThat(
            execute(
                "run",
                scenario(SCENARIO),
                "--policy=best-fit",
                "--scheduler-config=" + configuration))
        .isEqualTo(2);
    assertThat(execute("run", scenario(SCENARIO), "--scheduler-config=missing.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("missing.yaml: no such file");
  }

  @Test
  void theScenariosOwnFieldsGoBeforeItsConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("scheduler.yaml"),
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        podInitialBackoffSeconds: 30
        podMaxBackoffSeconds: 60
        """);
    String scenario = scenario(SCENARIO);

    assertThat(
            execute("run", scenario, "--json", "--set=scheduler={configuration: scheduler.yaml}"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("\"configuration scheduler.yaml\"");

    assertThat(
            execute(
                "run",
                scenario,
                "--set=scheduler={configuration: scheduler.yaml, podMaxBackoff: 20s}"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("podMaxBackoff is below podInitialBackoff");

    assertThat(
            execute(
                "run",
                scenario,
                "--set=scheduler={configuration: scheduler.yaml, policy: best-fit}"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("found policy and configuration, expected at most one of");
  }

  @Test
  void oneSeedGivesTheSameBytesInAnyLocaleAndTimeZone() throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    String file = scenario(SCENARIO);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    assertThat(execute("run", file, "--out", first.toString())).isZero();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(execute("run", file, "--out", second.toString())).isZero();
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }

    assertThat(namesIn(second)).isEqualTo(namesIn(first)).isNotEmpty();
    for (String name : namesIn(first)) {
      if (!name.equals("timing.json")) {
        assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
      }
    }
  }

  @Test
  void comparePutsPoliciesSideBySide() throws IOException {
    Path results = directory.resolve("results");

    assertThat(
            execute(
                "compare",
                scenario(SCENARIO),
                "--policies=random,most-allocated",
                "--seeds=1..2",
                "--threads=2",
                "--out=" + results))
        .as(err.toString())
        .isZero();

    assertThat(out.toString()).contains("random", "most-allocated", "Mean over 2 seeds");
    assertThat(namesIn(results))
        .contains("comparison.csv", "comparison.json", "report.html", "runs", "timing.json");
    assertThat(results.resolve("runs/random/seed-2/summary.json")).exists();
  }

  @Test
  void comparisonsDoNotDependOnTheNumberOfThreads() throws IOException {
    String file = scenario(SCENARIO);
    String[] command = {"compare", file, "--policies=random,best-fit", "--seeds=1..3", "--json"};

    assertThat(execute(with(command, "--threads=1"))).isZero();
    String alone = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute(with(command, "--threads=3"))).isZero();

    assertThat(out.toString()).isEqualTo(alone).contains("\"best-fit\"");
  }

  @Test
  void aComparisonsPagePlaysTheFirstSeedOfEachPolicy() throws IOException {
    String file = scenario(SCENARIO);
    String[] command = {"compare", file, "--policies=random,best-fit", "--seeds=4..5"};
    Path alone = directory.resolve("alone");
    Path together = directory.resolve("together");

    assertThat(execute(with(command, "--threads=1", "--out=" + alone))).isZero();
    assertThat(execute(with(command, "--threads=3", "--out=" + together))).isZero();

    assertThat(together.resolve("report.html"))
        .hasSameBinaryContentAs(alone.resolve("report.html"));
    assertThat(PlayedRun.ofPage(alone.resolve("report.html")))
        .extracting(
            run -> run.json().get("policy").asString() + " " + run.json().get("seed").asString())
        .containsExactly("random 4", "best-fit 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--policies=random,best-fitt",
        "--policies=random,random",
        "--policies=random --seeds=a",
        "--policies=random --threads=0",
        "--seeds=1",
      })
  void aComparisonThatCannotBeMadeIsOneLine(String options) throws IOException {
    assertThat(execute(with(new String[] {"compare", scenario(SCENARIO)}, options.split(" "))))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void brokenDataIsOneLineAndLeavesNothingBehind() throws IOException {
    String rows = "arrival_s,cpu,memory,duration_s\n" + "0,500m,1Gi,60\n".repeat(5000);
    assertBroken(
        "pods.csv.gz", Arrays.copyOf(gzip(rows), gzip(rows).length / 2), "damaged or cut short");
    assertBroken("pods.csv.gz", rows.getBytes(StandardCharsets.UTF_8), "gzip");
    assertBroken("pods.csv", "arrival_s,cpu,memory\n0,500m\n".getBytes(StandardCharsets.UTF_8), "");
    assertBroken(
        "pods.csv", "arrival_s,cpu,memory\n0,-1,1Gi\n".getBytes(StandardCharsets.UTF_8), "cpu");
    assertBroken("pods.csv", new byte[0], "");
    assertBroken("pods.csv", "arrival_s,cpu,memory\n".getBytes(StandardCharsets.UTF_8), "");
  }

  private void assertBroken(String name, byte[] data, String expected) throws IOException {
    Path file = Files.write(directory.resolve(name), data);
    Path results = directory.resolve("results");
    err.getBuffer().setLength(0);
    String scenario = scenario(REPLAY.replace("PATH", name));
    List<String> before = namesIn(directory);

    assertThat(execute("run", scenario, "--out", results.toString()))
        .as(err.toString())
        .isEqualTo(2);

    assertThat(err.toString().lines().toList()).hasSize(1);
    assertThat(err.toString()).contains(name).containsIgnoringCase(expected);
    assertThat(out.toString()).isEmpty();
    assertThat(namesIn(directory)).isEqualTo(before);
    Files.delete(file);
  }

  @Test
  void resultsDoNotGoWhereSomethingElseLies() throws IOException {
    Path file = Files.writeString(directory.resolve("results"), "precious");

    assertThat(execute("run", scenario(SCENARIO), "--out", file.toString())).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(file).hasContent("precious");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }

  private static List<String> namesIn(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private String scenario(String text) throws IOException {
    return Files.writeString(directory.resolve("small.yaml"), text).toString();
  }

  private int execute(String... args) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
