package io.towtank.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every ready scenario, with all checks. */
class LibraryTest {
  private static final Path LIBRARY = Path.of("library");
  private static final Pattern SHARED = Pattern.compile("path: ([^ ,}]*shared/[^ ,}]+)");

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aReadyScenarioRunsAndItsAccountsClose(Path file) throws IOException {
    assumeDataIsThere(file);
    Scenario scenario = ScenarioLoader.load(file.toString());

    RunSummary summary =
        ScenarioRunner.run(
            scenario, new RunOptions(null, null, true, false), RunRecorder.NONE, Progress.NONE);

    RunSummary.Accounts accounts = summary.accounts();
    assertThat(accounts.podsSubmitted())
        .isPositive()
        .isEqualTo(
            accounts.podsSucceeded()
                + accounts.podsFailed()
                + accounts.podsRunning()
                + accounts.podsPending()
                + accounts.podsNeverFitting());
    assertThat(accounts.rowsRead())
        .isEqualTo(
            accounts.rowsUsed()
                + accounts.rowsDropped().values().stream().mapToLong(Long::longValue).sum());
    assertThat(summary.scheduling().scheduled()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aReadyScenarioIsNamedAsItsFileAndSaysWhatToWatch(Path file) throws IOException {
    assumeDataIsThere(file);
    Scenario scenario = ScenarioLoader.load(file.toString());

    assertThat(scenario.warnings()).isEmpty();
    assertThat(scenario.spec().metadata().name() + ".yaml")
        .isEqualTo(String.valueOf(file.getFileName()));
    assertThat(scenario.spec().metadata().description()).isNotEmpty();
    assertThat(Files.readString(file)).startsWith("# ").contains("\n# Watch: ");
  }

  @Test
  void theLibraryIsThere() throws IOException {
    assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(7);
  }

  private static void assumeDataIsThere(Path file) throws IOException {
    SHARED
        .matcher(Files.readString(file))
        .results()
        .map(match -> LIBRARY.resolve(match.group(1)))
        .forEach(SharedData::assume);
  }
}
