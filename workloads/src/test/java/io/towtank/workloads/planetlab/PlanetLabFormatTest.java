package io.towtank.workloads.planetlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanetLabFormatTest {
  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aFileOfPercentagesIsAPod() throws IOException {
    Path day = Files.createDirectory(directory.resolve("20110303"));
    Traces.write(day, "host_a", "10\n20\n60\n");
    Traces.write(day, "host_b", "0\n");

    assertThat(read(day))
        .containsExactly(
            "0 s vm-0-host_a {cpu=1000, memory=1740000000} 900 s {}",
            "0 s vm-1-host_b {cpu=1000, memory=1740000000} 300 s {}");
    assertThat(read(day, "request", "mean", "vmCpu", "2", "vmMemory", "1Ki"))
        .first()
        .isEqualTo("0 s vm-0-host_a {cpu=600, memory=1024} 900 s {}");
    assertThat(read(day, "request", "max"))
        .first()
        .isEqualTo("0 s vm-0-host_a {cpu=600, memory=1740000000} 900 s {}");
    assertThat(accounts.rowsRead()).isEqualTo(12);
  }

  @Test
  void anArchiveIsReadAsItIs() throws IOException {
    Path file =
        Traces.writeTarGzip(directory, "day.tar.gz", "day/host_a", "10\n20\n", "day/.x", "no");

    assertThat(read(file))
        .containsExactly("0 s vm-0-host_a {cpu=1000, memory=1740000000} 600 s {}");
  }

  @Test
  void whatIsNoPercentageIsRefusedWithItsPlace() throws IOException {
    Path file = Traces.writeTarGzip(directory, "day.tgz", "day/host_a", "10\n101\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": day/host_a:2: found '101', expected a whole number from 0 to 100");
  }

  @Test
  void anArchiveThatIsCutShortIsRefused() throws IOException {
    Path file = Traces.writeTarGzip(directory, "day.tar.gz", "host_a", "10\n".repeat(9999));
    byte[] bytes = Files.readAllBytes(file);
    Path cut = Traces.write(directory, "cut.tar.gz", Arrays.copyOf(bytes, 60));

    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(cut + ": the tar archive can't be read");
  }

  private List<String> read(Path path, String... options) {
    return Traces.pods("planetlab", path, Traces.options(ReplayMode.TIMED, options), accounts)
        .stream()
        .map(Traces::shown)
        .toList();
  }
}
