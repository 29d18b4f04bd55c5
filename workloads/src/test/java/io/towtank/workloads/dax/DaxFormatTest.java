package io.towtank.workloads.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaxFormatTest {
  private static final String MONTAGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <adag xmlns="http://pegasus.isi.edu/schema/DAX" version="2.1" name="test" jobCount="3">
        <job id="ID0" namespace="Montage" name="mProjectPP" version="1.0" runtime="13.5">
          <uses file="a.fits" link="input" size="2"/>
        </job>
        <job id="ID1" name="mDiffFit" runtime="10" numcores="4"/>
        <job id="ID2" name="mConcat"/>
        <child ref="ID1"><parent ref="ID0"/></child>
        <child ref="ID9"><parent ref="ID0"/></child>
      </adag>
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aFileIsAWorkflow() {
    Path file = Traces.write(directory, "Montage_3.xml", MONTAGE);

    List<PodArrival> pods = read(file, "cpuPerJob", "500m", "memoryPerJob", "1Ki");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s Montage_3-ID0 {cpu=500, memory=1024} 13 s {category=mProjectPP}",
            "0 s Montage_3-ID1 {cpu=4000, memory=1024} 10 s {category=mDiffFit}");
    assertThat(Traces.predecessors(pods.get(1))).containsExactly("ID0");
    assertThat(accounts.rowsDropped()).containsExactly(entry(DaxJobs.NO_RUN_TIME, 1L));
    assertThat(accounts.rowsRepaired()).containsExactly(entry(DaxJobs.NOT_A_JOB, 1L));
  }

  @Test
  void aFolderIsOneWorkflowAfterTheOther() {
    Traces.write(directory, "a.xml", MONTAGE);
    Traces.write(directory, "b.dax", MONTAGE);

    assertThat(read(directory, "interArrival", "5s"))
        .extracting(pod -> pod.timeNanos() / 1_000_000_000L)
        .containsExactly(0L, 0L, 5L, 5L);
  }

  @Test
  void nothingOutsideOfTheFileIsRead() {
    Path secret = Traces.write(directory, "secret", "12");
    Path file =
        Traces.write(
            directory,
            "evil.xml",
            "<!DOCTYPE adag [<!ENTITY x SYSTEM \""
                + secret.toUri()
                + "\">]>\n<adag><job id=\"a\" runtime=\"&x;\"/></adag>");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("evil.xml:")
        .hasMessageContaining("no valid XML");
  }

  @Test
  void whatCanNotBeReadIsSaid() {
    Path cut = Traces.write(directory, "cut.xml", "<adag>\n<job id=\"a\" runtime=\"1\"");
    Path none = Traces.write(directory, "none.xml", "<adag>\n<job runtime=\"1\"/></adag>");
    Path nan = Traces.write(directory, "nan.xml", "<adag><job id=\"a\" runtime=\"NaN\"/></adag>");

    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(cut + ":2: no valid XML: ");
    assertThatThrownBy(() -> read(none))
        .isInstanceOf(InputException.class)
        .hasMessage(none + ":2: element 'job' has no attribute 'id'");
    assertThatThrownBy(() -> read(nan))
        .isInstanceOf(InputException.class)
        .hasMessage(
            nan + ":1: attribute 'runtime': found 'NaN', expected a number from 0 to 4.0E9");
  }

  private List<PodArrival> read(Path path, String... pairs) {
    return Traces.pods("dax", path, Traces.options(ReplayMode.TIMED, pairs), accounts);
  }
}
