package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that all formats have, seen through one of them. */
final class CommonOptionsTest {
  private static final String PODS =
      """
      name,arrival_s,cpu,memory,group
      a,0,1,1,
      b,60,1,1,j1
      c,60,1,1,j1
      d,119.5,1,1,j2
      e,120,1,1,j3
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aWindowOfTimeBeginsAtZero() {
    List<PodArrival> pods = read(ReplayMode.TIMED, "from", "1m", "to", "2m");

    assertThat(pods).extracting(arrival -> arrival.pod().name()).containsExactly("b", "c", "d");
    assertThat(pods).extracting(PodArrival::timeNanos).containsExactly(0L, 0L, 59_500_000_000L);
    assertThat(accounts.podsMade()).isEqualTo(5);
    assertThat(accounts.podsLeftOut())
        .containsExactly(entry("arrives at 'to' or later", 1L), entry("arrives before 'from'", 1L));
  }

  @Test
  void soManyPodsAtMost() {
    assertThat(read(ReplayMode.TIMED, "maxPods", "2"))
        .extracting(arrival -> arrival.pod().name())
        .containsExactly("a", "b");
  }

  @Test
  void aSampleKeepsJobsWhole() {
    for (int seed = 1; seed < 50; seed++) {
      List<String> names =
          read(ReplayMode.ARRIVAL_ONLY, "sample", "0.5", "sampleSeed", "" + seed).stream()
              .map(arrival -> arrival.pod().name())
              .toList();

      assertThat(names.contains("b")).isEqualTo(names.contains("c"));
    }
    assertThat(accounts.podsLeftOut().get("its job is not in the sample")).isBetween(80L, 170L);
    assertThat(read(ReplayMode.TIMED, "sample", "0")).isEmpty();
    assertThat(read(ReplayMode.TIMED, "sample", "1")).hasSize(5);
  }

  @Test
  void whatCanNotBeIsRefused() {
    assertThatThrownBy(() -> read(ReplayMode.TIMED, "from", "2m", "to", "1m"))
        .isInstanceOf(InputException.class)
        .hasMessage("trace option 'to': expected a time after option 'from'");
    assertThatThrownBy(() -> read(ReplayMode.TIMED, "from", "yesterday"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "trace option 'from': found 'yesterday', expected a duration such as 90s, 5m or 1h30m");
    assertThatThrownBy(() -> read(ReplayMode.TIMED, "sample", "NaN"))
        .isInstanceOf(InputException.class)
        .hasMessage("trace option 'sample': found 'NaN', expected a number from 0.0 to 1.0");
    assertThatThrownBy(() -> read(ReplayMode.ARRIVAL_ONLY, "from", "1m"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "trace options 'from' and 'to' need times, which an arrival-only replay does not read");
  }

  private List<PodArrival> read(ReplayMode replay, String... pairs) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    Path file = Traces.write(directory, "pods.csv", PODS);
    return Traces.pods("towtank-csv", file, TraceOptions.of(replay, values), accounts);
  }
}
