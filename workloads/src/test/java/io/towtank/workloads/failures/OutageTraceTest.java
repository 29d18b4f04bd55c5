package io.towtank.workloads.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.fault.Outage;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutageTraceTest {
  private static final String HEADER = "failure_interval,failure_duration,failure_intensity\n";
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path directory;
  private final TraceAccounts accounts = new TraceAccounts();

  private List<Outage> read(Path file) {
    List<Outage> outages = new ArrayList<>();
    try (OutageTrace trace = OutageTrace.open(file, accounts)) {
      for (Outage outage = trace.next(); outage != null; outage = trace.next()) {
        outages.add(outage);
      }
    }
    return outages;
  }

  @Test
  void intervalsBeginWhereTheOutageBeforeHasEnded() throws IOException {
    Path file =
        Traces.writeGzip(
            directory, "trace.csv.gz", HEADER + "0,14000,1.0\n1000,19000,0.25\n2000,6000,1e-1\n");
    assertThat(read(file))
        .containsExactly(
            new Outage(0, 14 * SECOND, 1),
            new Outage(15 * SECOND, 19 * SECOND, 0.25),
            new Outage(36 * SECOND, 6 * SECOND, 0.1));
    assertThat(accounts.rowsUsed()).isEqualTo(3);
  }

  @Test
  void whatTakesNobodyOrNoTimeIsCountedAndItsTimePasses() {
    Path file =
        Traces.write(directory, "trace.csv", HEADER + "0,5000,0\n1000,0,0.5\n1000,1000,0.5\n");
    assertThat(read(file)).containsExactly(new Outage(7 * SECOND, SECOND, 0.5));
    assertThat(accounts.rowsDropped()).isEqualTo(Map.of("takes no hosts", 1L, "takes no time", 1L));
  }

  @Test
  void whatLiesBeyondTheLastInstantIsCounted() {
    String long126Years = "4000000000000,4000000000000,1\n";
    Path file = Traces.write(directory, "trace.csv", HEADER + long126Years + long126Years);
    assertThat(read(file)).hasSize(1);
    assertThat(accounts.rowsDropped()).containsKey("beyond the last instant of simulation time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1,1,1", "1,x,1", "1,1,1.5", "1,1,", "1,1,NaN"})
  void aValueOutOfRangeIsAnErrorWithItsLine(String row) {
    Path file = Traces.write(directory, "trace.csv", HEADER + "0,1,1\n" + row + "\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("trace.csv:3: column 'failure_")
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({
    "Facebook_user_reported.csv.gz, 4069",
    "Github_user_reported.csv.gz, 68",
    "github-status_global-status_operator_reported.csv.gz, 230",
    "slack_global-status_operator_reported.csv.gz, 261",
  })
  void allRowsOfTheRealTracesAreAccountedFor(String name, long rows) {
    List<Outage> outages = read(Traces.sharedData("failure-traces-opendc").resolve(name));
    assertThat(accounts.rowsRead()).isEqualTo(rows);
    assertThat(outages)
        .hasSize((int) accounts.rowsUsed())
        .isSortedAccordingTo(Comparator.comparingLong(Outage::startNanos));
  }
}
