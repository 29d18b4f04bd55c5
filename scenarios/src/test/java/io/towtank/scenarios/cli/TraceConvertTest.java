package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceConvertTest {
  private static final String OPENB_NODES =
      """
      sn,cpu_milli,memory_mib,gpu,model
      n-0,32000,65536,2,T4
      n-1,64000,262144,4,V100M16
      n-2,32000,65536,0,
      """;
  private static final String OPENB_PODS =
      """
      name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
      a,4000,1024,1,500,T4|V100M16,LS,Succeeded,10,70,12
      b,4000,1024,1,700,,BE,Succeeded,5,65,
      c,8000,2048,2,1000,V100M16,LS,Succeeded,20,30,25
      d,1000,512,0,0,,,Succeeded,30,10,31
      e,64000,512,0,0,,,Failed,40,90,41
      """;
  private static final String OUR_NODES = "name,cpu,memory,count\nn,8,32Gi,2\n";
  private static final String OUR_PODS =
      """
      name,arrival_s,duration_s,cpu,memory,priority,labels,group,tolerations
      a,10,60,2,1Gi,5,app=web,web-1,
      b,5,60,4,1Gi,,app=db,,
      c,5.5,600,7,64Mi,10,,,
      d,20,,500m,64Mi,,app=web,web-1,
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "openb, timed",
    "openb, arrival-only",
    "towtank-csv, timed",
    "towtank-csv, arrival-only"
  })
  void aRunFromTheWorkloadFileGivesTheSameBytes(String format, String replay) throws IOException {
    boolean openb = format.equals("openb");
    Path nodes = Files.writeString(directory.resolve("n.csv"), openb ? OPENB_NODES : OUR_NODES);
    Path pods = Files.writeString(directory.resolve("p.csv"), openb ? OPENB_PODS : OUR_PODS);
    Path tow = directory.resolve("w.tow");
    assertThat(
            execute(
                "trace",
                "convert",
                pods,
                "--trace-format",
                format,
                "--nodes",
                nodes,
                "--replay",
                replay,
                "--out",
                tow))
        .as(err.toString())
        .isZero();

    Path ofTrace = run("trace", format, nodes, pods, replay);
    Path ofFile = run("file", "tow", tow, tow, replay);

    for (Path file : filesOf(ofTrace)) {
      assertThat(text(ofFile, file)).as(file.toString()).isEqualTo(text(ofTrace, file));
    }
    assertThat(filesOf(ofFile)).isEqualTo(filesOf(ofTrace)).hasSizeGreaterThan(3);
  }

  @Test
  void theAccountsAreShown() throws IOException {
    Path pods = Files.writeString(directory.resolve("p.csv"), OPENB_PODS);

    assertThat(
            execute(
                "trace",
                "convert",
                pods,
                "--trace-format",
                "openb",
                "--from",
                "8s",
                "--out",
                directory.resolve("w.tow")))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .startsWith(
            """
            rows read                                                                 5
              used                                                                    4
              dropped: deletion_time before scheduled_time or creation_time           1
              repaired: no scheduled_time: duration is deletion_time - creation_time  1
            pods made                                                                 4
              written                                                                 3
              left out: arrives before 'from'                                         1
            """);
  }

  @Test
  void aFileWithAnotherEndingIsNotWritten() throws IOException {
    Path pods = Files.writeString(directory.resolve("p.csv"), OPENB_PODS);

    assertThat(execute("trace", "convert", pods, "--trace-format", "openb", "--out", "w.parquet"))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("--out: found 'w.parquet', expected a name that ends in .tow\n");
  }

  private Path run(String name, String format, Path nodes, Path pods, String replay)
      throws IOException {
    Path scenario =
        Files.writeString(
            directory.resolve(name + ".yaml"),
            """
            apiVersion: towtank.io/v1
            kind: Scenario
            metadata: {name: round-trip}
            cluster: {from: {format: %s, path: %s}}
            workload: {replay: %s, from: {format: %s, path: %s}}
            """
                .formatted(format, nodes, replay, format, pods));
    Path results = directory.resolve(name);
    assertThat(execute("run", scenario, "--out", results)).as(err.toString()).isZero();
    return results;
  }

  /** A file's bytes as characters, without the digest of the scenario, which names the trace. */
  private static String text(Path folder, Path file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1)
        .replaceAll("[0-9a-f]{64}", "digest");
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("timing.json"))
          .filter(file -> !file.endsWith("scenario.yaml"))
          .map(folder::relativize)
          .sorted()
          .toList();
    }
  }

  private int execute(Object... arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }
}
