package io.towtank.scenarios.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.tow.TraceConversion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark's file is that of the local engine, to the byte, however the work is shared out. */
class SparkEngineTest {
  /** So small that each file is cut, and each sort has several partitions. */
  private static final SparkEngine.Shares SMALL = new SparkEngine.Shares(2500, 12_000);

  private static JavaSparkContext spark;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    spark = SparkEngine.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @ParameterizedTest
  @CsvSource({
    "towtank-csv, timed, ''",
    "towtank-csv, timed, 'from=100s to=900s sample=0.6'",
    "towtank-csv, timed, 'maxPods=40'",
    "towtank-csv, arrival-only, ''",
    "openb, timed, ''",
    "openb, arrival-only, 'sample=0.5'",
    "azure-vm, timed, 'censored=cut'",
    "alibaba-2017, timed, 'censored=cut'",
    "alibaba-2018, timed, ''",
    "google-2011, timed, ''",
    "google-2011, timed, 'censored=cut'",
    "google-2011, timed, 'censored=drop sample=0.5'",
    "google-2011, arrival-only, ''",
    "google-2019, timed, ''",
    "google-2019, timed, 'censored=cut allocs=ignore'",
    "google-2019, arrival-only, 'sample=0.5'",
    "swf, timed, ''"
  })
  void theFileIsThatOfTheLocalEngine(String format, String replay, String options)
      throws IOException {
    Path trace = write(format, new Random(11));
    TraceConversion conversion = conversion(format, trace, replay, options);

    assertEqualFiles(conversion, SMALL);
  }

  @ParameterizedTest
  @CsvSource({
    "google-2011, 1", "google-2011, 2", "google-2011, 3", "google-2011, 4", "google-2011, 5",
    "google-2019, 1", "google-2019, 2", "google-2019, 3", "google-2019, 4", "google-2019, 5"
  })
  void jobsAreFollowedThroughAnyDisorder(String format, long seed) throws IOException {
    TraceConversion conversion =
        conversion(format, write(format, new Random(seed)), "timed", "censored=cut");

    assertEqualFiles(conversion, new SparkEngine.Shares(1000 * seed, 6000 * seed));
  }

  @ParameterizedTest
  @CsvSource({"700, 5000", "3000, 3000", "1000000, 1000000"})
  void theFileDoesNotDependOnHowTheWorkIsShared(long part, long sorted) throws IOException {
    TraceConversion conversion =
        conversion("towtank-csv", write("towtank-csv", new Random(5)), "timed", "");

    assertEqualFiles(conversion, new SparkEngine.Shares(part, sorted));
  }

  @Test
  void aFileWithQuotesIsNotCut() throws IOException {
    StringBuilder rows = new StringBuilder("name,arrival_s,cpu,memory\n");
    for (int i = 0; i < 100; i++) {
      rows.append("\"pod-").append(i).append("\",\"").append(100 - i).append("\n\",1,1Gi\n");
    }
    Path trace = Files.writeString(directory.resolve("quoted.csv"), rows);

    assertEqualFiles(conversion("towtank-csv", trace, "timed", ""), SMALL);
  }

  @ParameterizedTest
  @CsvSource({
    "towtank-csv, p.csv, 77, 'p-77,soon,1,1Gi'",
    "towtank-csv, p.csv, 150, 'p-150,1,1'",
    "google-2011, task_events/part-1.csv, 20, '5,,1,1,,12,,0,0,0,0,0,0'"
  })
  void whatIsWrongIsSaidAsTheLocalEngineSaysIt(String format, String file, int line, String row)
      throws IOException {
    Path trace = write(format, new Random(3));
    Path spoilt = Files.isDirectory(trace) ? trace.resolve(file) : trace;
    String[] lines = Files.readString(spoilt).split("\n", -1);
    lines[line - 1] = row;
    Files.writeString(spoilt, String.join("\n", lines));
    TraceConversion conversion = conversion(format, trace, "timed", "");
    Path out = directory.resolve("out").resolve("w.tow");

    Throwable local = catchThrowable(() -> conversion.writeTo(out, pods -> {}));
    Throwable ofSpark =
        catchThrowable(() -> SparkEngine.convert(conversion, out, spark, SMALL, pods -> {}));

    assertThat(ofSpark)
        .isInstanceOf(InputException.class)
        .hasMessage(local.getMessage())
        .hasMessageContaining(spoilt + ":" + line);
    try (Stream<Path> left = Files.list(out.getParent())) {
      assertThat(left).isEmpty();
    }
  }

  private void assertEqualFiles(TraceConversion conversion, SparkEngine.Shares shares)
      throws IOException {
    Path local = directory.resolve("local.tow");
    Path ofSpark = directory.resolve("spark.tow");
    TraceConversion.Result expected = conversion.writeTo(local, pods -> {});

    TraceConversion.Result found =
        SparkEngine.convert(conversion, ofSpark, spark, shares, pods -> {});

    assertThat(found.pods()).isEqualTo(expected.pods()).isPositive();
    assertThat(found.accounts().rowsRead()).isEqualTo(expected.accounts().rowsRead());
    assertThat(found.accounts().rowsDropped()).isEqualTo(expected.accounts().rowsDropped());
    assertThat(found.accounts().rowsRepaired()).isEqualTo(expected.accounts().rowsRepaired());
    assertThat(found.accounts().podsMade()).isEqualTo(expected.accounts().podsMade());
    assertThat(found.accounts().podsLeftOut()).isEqualTo(expected.accounts().podsLeftOut());
    assertThat(found.accounts().scales()).isEqualTo(expected.accounts().scales());
    assertThat(Files.mismatch(local, ofSpark)).isEqualTo(-1);
  }

  private static TraceConversion conversion(
      String format, Path trace, String replay, String options) {
    Map<String, String> values = new TreeMap<>();
    for (String option : options.split(" ", -1)) {
      String[] pair = option.split("=", 2);
      if (pair.length == 2) {
        values.put(pair[0], pair[1]);
      }
    }
    return new TraceConversion(
        TraceFormats.named(format),
        trace,
        TraceOptions.of(ReplayMode.parse(replay), values),
        null,
        "1.2.3");
  }

  private Path write(String format, Random random) throws IOException {
    return switch (format) {
      case "towtank-csv" -> Files.writeString(directory.resolve("p.csv"), ourPods(random));
      case "openb" -> Files.writeString(directory.resolve("p.csv"), openbPods(random));
      case "swf" -> Files.writeString(directory.resolve("p.swf"), swfJobs(random));
      case "azure-vm" -> folder("vmtable-1.csv", azure(random), "vmtable-2.csv.gz", azure(random));
      case "alibaba-2017" ->
          folder(
              "batch_task-1.csv",
              "task_create_time,task_end_time,job_id,task_id,instance_num,status,plan_cpu,plan_mem\n"
                  + batchTasks2017(random),
              "batch_task-2.csv",
              batchTasks2017(random),
              "container_event.csv",
              "5,Create,1,1,4,0.1,0,\n50,Remove,1,1,4,0.1,0,\n7,Create,2,1,,,0,\n");
      case "alibaba-2018" ->
          folder(
              "batch_task.csv",
              """
              M1,3,j_1,1,Terminated,100,200,100,0.5
              R2_1,2,j_1,1,Terminated,200,250,50,0.25
              task_a,1,j_2,1,Terminated,50,60,100,0.5
              M1,3,j_3,1,Failed,20,30,,
              """,
              "container_meta.csv",
              "c_1,m_1,10,app_1,started,400,800,1.56\nc_2,m_1,5,app_2,started,400,800,1.56\n");
      case "google-2011" -> google(random);
      case "google-2019" -> borg(random);
      default -> throw new IllegalArgumentException(format);
    };
  }

  private Path folder(String... filesAndTexts) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("trace"));
    for (int i = 0; i < filesAndTexts.length; i += 2) {
      Path file = folder.resolve(filesAndTexts[i]);
      byte[] bytes = filesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
      Files.createDirectories(file.getParent());
      Files.write(file, filesAndTexts[i].endsWith(".gz") ? gzipped(bytes) : bytes);
    }
    return folder;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Every third pod has no name, so that it is named by its row; some lines are empty. */
  private static String ourPods(Random random) {
    StringBuilder rows = new StringBuilder("name,arrival_s,cpu,memory\n");
    for (int i = 2; i <= 200; i++) {
      rows.append(
          i % 3 == 0
              ? ",%d,2,1Gi\n".formatted(random.nextInt(1000))
              : "p-%d,%d,500m,64Mi\n".formatted(i, random.nextInt(1000)));
      if (i > 160 && i % 10 == 0) {
        rows.append("\r\n");
      }
    }
    return rows.toString();
  }

  private static String openbPods(Random random) {
    StringBuilder rows =
        new StringBuilder(
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
                + "deletion_time,scheduled_time\n");
    for (int i = 0; i < 100; i++) {
      int created = random.nextInt(500);
      rows.append(
          "p-%d,%d,1024,%d,%d,,BE,Succeeded,%d,%d,%s\n"
              .formatted(
                  i,
                  1000 * (1 + random.nextInt(4)),
                  i % 2,
                  i % 5 == 0 ? 0 : 500 * (i % 2),
                  created,
                  created + random.nextInt(50) - 3,
                  i % 7 == 0 ? "" : Integer.toString(created)));
    }
    return rows.toString();
  }

  private static String swfJobs(Random random) {
    StringBuilder rows = new StringBuilder("; MaxNodes: 4\n; MaxProcs: 16\n");
    for (int i = 1; i <= 40; i++) {
      rows.append(
          "%d %d 3 %d 2 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n"
              .formatted(i, random.nextInt(100), random.nextInt(60)));
    }
    return rows.toString();
  }

  private static String azure(Random random) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      int created = 300 * random.nextInt(100);
      rows.append(
          "vm%d,s,d%d,%d,%d,9,5,8,%s,%d,1.75\n"
              .formatted(
                  random.nextInt(10_000),
                  i % 4,
                  created,
                  random.nextInt(4) == 0 ? 2_591_700 : created + 300 * (random.nextInt(9) - 1),
                  i % 2 == 0 ? "Interactive" : "Unknown",
                  1 + i % 3));
    }
    return rows.toString();
  }

  private static String batchTasks2017(Random random) {
    String[] states = {"Terminated", "Running", "Failed", "Waiting"};
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int created = random.nextInt(5000) - 50;
      rows.append(
          "%d,%d,%d,%d,%d,%s,%s,0.01\n"
              .formatted(
                  created,
                  created + random.nextInt(100) - 5,
                  i / 3,
                  i,
                  1 + random.nextInt(4),
                  states[random.nextInt(4)],
                  i % 5 == 0 ? "" : "50"));
    }
    return rows.toString();
  }

  /** Events of two files in no order at all, several of one time, and of their collections. */
  private Path borg(Random random) throws IOException {
    String[] texts = new String[6];
    for (int file = 0; file < 2; file++) {
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        events.append(
            "{\"time\":\"%d\",\"type\":\"%d\",\"collection_id\":\"%d\",\"instance_index\":\"%d\","
                    .formatted(
                        random.nextInt(50) == 0 ? Long.MAX_VALUE : 10_000_000L * random.nextInt(99),
                        random.nextInt(12),
                        1 + random.nextInt(6),
                        random.nextInt(3))
                + "\"collection_type\":\"%d\",\"alloc_collection_id\":\"%d\",\"machine_id\":\"%d\","
                    .formatted(random.nextInt(4) / 3, random.nextInt(3), random.nextInt(9) - 1)
                + "\"resource_request\":{\"cpus\":0.%d,\"memory\":0.5},"
                    .formatted(random.nextInt(9))
                + "\"constraint\":[{\"name\":\"cores\",\"value\":\"%d\",\"relation\":\"3\"}]}\n"
                    .formatted(random.nextInt(2)));
      }
      texts[2 * file] = "instance_events-00000000000" + file + ".json" + (file == 1 ? ".gz" : "");
      texts[2 * file + 1] = events.toString();
    }
    StringBuilder collections = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      collections.append(
          "{\"time\":\"%d\",\"type\":\"%d\",\"collection_id\":\"%d\",\"max_per_machine\":\"%d\"}\n"
              .formatted(
                  10_000_000L * random.nextInt(99),
                  random.nextInt(8),
                  1 + random.nextInt(6),
                  random.nextInt(3)));
    }
    texts[4] = "collection_events-000000000000.json";
    texts[5] = collections.toString();
    return folder(texts);
  }

  /** Events and constraints of three files each, mostly but not strictly in order of time. */
  private Path google(Random random) throws IOException {
    String[] texts = new String[12];
    for (int file = 0; file < 3; file++) {
      StringBuilder events = new StringBuilder();
      StringBuilder constraints = new StringBuilder();
      for (int i = 0; i < 80; i++) {
        long micros = 1_000_000L * (file * 400 + 5 * i + random.nextInt(40));
        boolean isAfterTheEnd = random.nextInt(40) == 0;
        events.append(
            "%s,,%d,%d,,%d,u,%d,%d,%s,%s,0,%d\n"
                .formatted(
                    isAfterTheEnd ? Long.toString(Long.MAX_VALUE) : Long.toString(micros),
                    random.nextInt(6),
                    random.nextInt(3),
                    random.nextInt(9),
                    random.nextInt(4),
                    random.nextInt(12),
                    random.nextInt(5) == 0 ? "" : "0.05",
                    "0.0" + random.nextInt(9),
                    random.nextInt(2)));
        if (random.nextInt(2) == 0) {
          constraints.append(
              "%d,%d,%d,%d,attr%d,%d\n"
                  .formatted(
                      micros + 1_000_000L * (random.nextInt(40) - 20) + 20_000_000L,
                      random.nextInt(6),
                      random.nextInt(3),
                      random.nextInt(4),
                      random.nextInt(3),
                      random.nextInt(5)));
        }
      }
      texts[4 * file] = "task_events/part-" + file + ".csv" + (file == 2 ? ".gz" : "");
      texts[4 * file + 1] = events.toString();
      texts[4 * file + 2] = "task_constraints/part-" + file + ".csv";
      texts[4 * file + 3] = constraints.toString();
    }
    return folder(texts);
  }
}
