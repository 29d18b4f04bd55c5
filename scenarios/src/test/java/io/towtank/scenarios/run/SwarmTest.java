package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.FaultRow;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.load.ScenarioLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random clusters, workloads, faults and settings, whole features left out at random. All
 * invariants are checked all along: disruption budgets, identities, owners, capacities, the minimum
 * of deployments. Once the faults have ended, everything becomes as declared; and the same seed
 * gives the same bytes.
 *
 * <p>{@code -Dtowtank.seed=N} replays one, and leaves its files in {@code target/swarm/N}, to be
 * run with {@code bin/towtank run}.
 */
class SwarmTest {
  /** Of so many, one is run twice. */
  private static final int TWICE_EVERY = 10;

  /** Of so many, one is run with an event for each heartbeat. */
  private static final int PLAIN_EVERY = 10;

  /** Far more than the largest of these clusters needs for all that it does at once. */
  private static final long EVENTS_PER_INSTANT_MAX = 1_000_000;

  @TempDir private Path directory;

  /** The seed that {@code -Dtowtank.seed} names, or some of as many as {@code -Dtowtank.seeds}. */
  static LongStream seeds() {
    Long one = Long.getLong("towtank.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("towtank.seeds", 200) / 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsPromisesAndEndsAsDeclared(long seed) {
    boolean isReplay = Long.getLong("towtank.seed") != null;
    Path files = isReplay ? Path.of("target", "swarm", "" + seed) : directory;
    SwarmScenario scenario = SwarmScenario.of(seed);
    try {
      String digest = run(scenario, files);
      if (isReplay || seed % TWICE_EVERY == 0) {
        assertThat(run(scenario, files)).as("digest of the second run").isEqualTo(digest);
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "replay with: mvn -pl scenarios -am test -Dtest=SwarmTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dtowtank.seed="
              + seed
              + ", then bin/towtank run --check scenarios/target/swarm/"
              + seed
              + "/"
              + SwarmScenario.FILE
              + "\n"
              + e,
          e);
    }
  }

  /** One in so many, since each heartbeat of each node costs an event there. */
  static LongStream plainSeeds() {
    Long one = Long.getLong("towtank.seed");
    return one != null ? LongStream.of(one) : seeds().filter(seed -> seed % PLAIN_EVERY == 1);
  }

  @ParameterizedTest
  @MethodSource("plainSeeds")
  void heartbeatsThatAreComputedChangeNothing(long seed) {
    SwarmScenario scenario = SwarmScenario.of(seed);
    SwarmWrites computed = new SwarmWrites(false);
    SwarmWrites plain = new SwarmWrites(true);
    run(scenario, directory, computed);
    run(scenario, directory, plain);

    assertThat(computed.writes())
        .as("writes of seed %d without and with an event for each heartbeat", seed)
        .hasSizeGreaterThan(10)
        .isEqualTo(plain.writes());
  }

  private static ScenarioRunner.Result run(
      SwarmScenario scenario, Path directory, ClusterInspector inspector) {
    return run(scenario, directory, inspector, RunRecorder.NONE);
  }

  private static ScenarioRunner.Result run(
      SwarmScenario scenario, Path directory, ClusterInspector inspector, RunRecorder recorder) {
    Path file = scenario.write(directory);
    return ScenarioRunner.runWhole(
        ScenarioLoader.load(file.toString()),
        new RunOptions(null, null, true, false),
        recorder,
        Progress.NONE,
        inspector);
  }

  /** Runs it with all checks, and returns the digest of all that happened. */
  static String run(SwarmScenario scenario, Path directory) {
    List<String> problems = new ArrayList<>();
    List<FaultRow> faults = new ArrayList<>();
    ScenarioRunner.Result result =
        run(
            scenario,
            directory,
            new ClusterInspector() {
              @Override
              public void before(WholeCluster cluster) {
                cluster.limitEventsPerInstant(EVENTS_PER_INSTANT_MAX);
              }

              @Override
              public void after(WholeCluster cluster) {
                problems.addAll(SwarmEnd.problems(cluster.api(), cluster.nowNanos()));
              }
            },
            new RunRecorder() {
              @Override
              public void fault(FaultRow row) {
                faults.add(row);
              }
            });
    assertThat(faults).as("faults that never end").noneMatch(fault -> fault.endNanos() == -1);
    assertThat(problems).as("what is not as declared").isEmpty();
    return result.summary().digest();
  }
}
