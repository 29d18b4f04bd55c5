package io.towtank.workloads.bitbrains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BitbrainsFormatTest {
  private static final String HEADER =
      "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\t"
          + "Memory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s]\n";

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aMachineIsAPodFromItsFirstSampleToAStepAfterItsLast() {
    Traces.write(
        directory,
        "7.csv",
        HEADER
            + "1376314846;\t2;\t5200;\t1300.0;\t25;\t2048.0;\t512;\t0\n"
            + "1376315146;\t2;\t5200;\t2600.0;\t50;\t2048.0;\t1024;\t0\n");
    Traces.write(directory, "8.csv", HEADER + "1376314906000;\t0;\t0;\t10;\t0;\t1024;\t512;\t0\n");

    assertThat(read(directory))
        .containsExactly(
            "0 s vm-7 {cpu=2000, memory=2097152} 600 s {}",
            "60 s vm-8 {cpu=0, memory=1048576} 300 s {}");
    assertThat(accounts.rowsRead()).isEqualTo(3);
    assertThat(accounts.rowsRepaired())
        .containsEntry(MachineSamples.MILLISECONDS, 1L)
        .containsEntry(MachineSamples.NO_CAPACITY, 1L)
        .containsEntry(MachineFiles.NO_CORES, 1L);
    assertThat(read(directory, "request", "mean"))
        .contains("0 s vm-7 {cpu=750, memory=786432} 600 s {}");
    assertThat(read(directory, "request", "max"))
        .contains("0 s vm-7 {cpu=1000, memory=1048576} 600 s {}");
  }

  @Test
  void maternaWritesDatesAndCommas() {
    Path file =
        Traces.write(
            directory,
            "01.csv",
            """
            "Timestamp";"CPU cores";"CPU capacity provisioned [MHZ]";"CPU usage [MHZ]";"CPU usage [%]";"Memory capacity provisioned [KB]";"Memory usage [KB]"
            "04.11.2015 18:22:09";"2";"2000";"500";"2,93";"1024";"512,5"
            "04.11.2015 18:27:09";"2";"2000";"500";"2,93";"1024";"512,5"
            """);

    assertThat(read(file, "request", "mean"))
        .containsExactly("0 s vm-01 {cpu=500, memory=524800} 600 s {}");
  }

  @Test
  void theLayoutWithBlanksNamesMachinesInItsRows() {
    Path file =
        Traces.write(
            directory,
            "raw.txt",
            """
            1631911500 21 22 0 0 0.6 1 0 0 5 1 abc 1 0.01 1 10 0 0 2699 vm1 4096
            1631911500 30 31 0 0 0.5 1 0 0 5 1 abc 2 0.02 1 10 0 0 2699 vm2 1024
            """);

    assertThat(read(file))
        .containsExactly(
            "0 s vm-vm1 {cpu=1000, memory=4294967296} 300 s {}",
            "0 s vm-vm2 {cpu=2000, memory=1073741824} 300 s {}");
  }

  @Test
  void aValueThatIsNoneIsRefusedWithItsPlace() {
    Path file = Traces.write(directory, "9.csv", HEADER + "1;\t2;\t5;\t1;\t25;\tmuch;\t5;\t0\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            file
                + ":2: column 'Memory capacity provisioned [KB]': found 'much', expected a number");
  }

  private List<String> read(Path path, String... options) {
    return Traces.pods("bitbrains", path, Traces.options(ReplayMode.TIMED, options), accounts)
        .stream()
        .map(Traces::shown)
        .toList();
  }
}
