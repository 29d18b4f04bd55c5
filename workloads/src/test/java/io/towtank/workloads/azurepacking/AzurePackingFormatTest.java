package io.towtank.workloads.azurepacking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import io.towtank.workloads.input.CensoredLifetimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzurePackingFormatTest {
  private static final List<String> TRACE =
      List.of(
          "CREATE TABLE vm (vmId INTEGER, tenantId INTEGER, vmTypeId INTEGER, priority INTEGER,"
              + " starttime REAL, endtime REAL)",
          "CREATE TABLE vmType (id INTEGER, vmTypeId INTEGER, machineId INTEGER, core REAL,"
              + " memory REAL, hdd REAL, ssd REAL, nic REAL)",
          "INSERT INTO vmType VALUES (1, 7, 0, 0.5, 0.25, NULL, 0.1, 0.1),"
              + " (2, 7, 1, 0.125, 0.0625, NULL, 0.1, 0.1), (3, 8, 1, 1, 1, NULL, 0.1, 0.1)",
          "INSERT INTO vm VALUES (10, 1, 7, 0, -0.5, 0.25), (11, 1, 8, 1, 1.5, NULL),"
              + " (12, 1, 9, 0, 1, 2), (13, 2, 7, 0, 2, 1), (14, 2, 7, 0, -2, -1)");

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aVirtualMachineIsAPod() throws SQLException {
    List<PodArrival> pods = read(database(TRACE), "lowPriority", "-5");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s vm-10 {cpu=8000, memory=34359738368} 21600 s {priority=high}",
            "129600 s vm-11 {cpu=64000, memory=549755813888} endless {priority=low}");
    assertThat(pods).extracting(pod -> pod.pod().spec().priority()).containsExactly(1000, -5);
    assertThat(accounts.rowsDropped())
        .containsOnly(
            entry(PackingVms.OTHER_MACHINES, 1L),
            entry(PackingVms.ENDS_BEFORE_IT_STARTS, 1L),
            entry(PackingVms.GONE_AT_THE_START, 1L));
    assertThat(accounts.rowsRepaired()).containsEntry(PackingVms.ALIVE_AT_THE_START, 1L);
    assertThat(accounts.scales())
        .containsEntry("machineId", "1")
        .containsEntry("cpu", "64 (default)");
  }

  @Test
  void theTypeOfMachinesAndTheScaleAreTheUsers() throws SQLException {
    TraceOptions options =
        Traces.options(ReplayMode.TIMED, "machineId", "0")
            .withScale(new TreeMap<>(Map.of("cpu", "32", "memory", "1Gi")));

    assertThat(Traces.pods("azure-packing", database(TRACE), options, accounts))
        .extracting(Traces::shown)
        .containsExactly("0 s vm-10 {cpu=16000, memory=268435456} 21600 s {priority=high}");
  }

  @Test
  void machinesWithoutEndFollowTheRule() throws SQLException {
    assertThat(read(database(TRACE), "censored", "cut"))
        .extracting(arrival -> arrival.pod().durationNanos() / 1_000_000_000L)
        .containsExactly(21_600L, 7_646_400L);
    assertThat(read(database(TRACE), "censored", "drop")).hasSize(1);
    assertThat(accounts.rowsDropped()).containsEntry(CensoredLifetimes.NO_END, 1L);
  }

  @Test
  void whatCanNotBeReadIsSaid() throws SQLException, IOException {
    Path text = Traces.write(directory, "text.sqlite", "vmId,tenantId\n");
    Path file = database(TRACE);
    Path cut = Traces.write(directory, "cut.sqlite", Arrays.copyOf(Files.readAllBytes(file), 5000));

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessage(text + ": no SQLite database");
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(cut + ": table ");
    assertThatThrownBy(() -> read(file, "machineId", "3"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "trace option 'machineId': found '3', expected a machineId of table vmType");
  }

  @Test
  void aValueThatIsNoneIsRefusedWithItsPlace() throws SQLException {
    Path file =
        database(
            List.of(
                TRACE.get(0),
                TRACE.get(1),
                TRACE.get(2),
                "INSERT INTO vm VALUES (10, 1, 7, 0, 'noon', 0.25)"));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ": table vm, row 1: column 'starttime': found 'noon', expected a number from"
                + " -46000.0 to 46000.0");
  }

  private List<PodArrival> read(Path path, String... pairs) {
    return Traces.pods("azure-packing", path, Traces.options(ReplayMode.TIMED, pairs), accounts);
  }

  private Path database(List<String> statements) throws SQLException {
    Path file = directory.resolve("trace-" + statements.hashCode() + ".sqlite");
    if (!Files.exists(file)) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
    return file;
  }
}
