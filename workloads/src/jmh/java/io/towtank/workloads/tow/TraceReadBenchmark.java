package io.towtank.workloads.tow;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time to read a pod list from its first byte to its last pod. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
public class TraceReadBenchmark {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Format of the list. */
  @Param({"openb", "towtank-csv"})
  public String format = "openb";

  /** Rows of the list; no more than are sorted in memory, so that it is read once. */
  @Param("65000")
  public int rows;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private Path csv = Path.of("");
  private Path tow = Path.of("");

  /** Writes the list in both forms. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    csv = Files.createTempFile("towtank-bench-", ".csv");
    tow = Files.createTempFile("towtank-bench-", ".tow");
    Files.writeString(csv, format.equals("openb") ? openb() : ours());
    new TraceConversion(named(format), csv, options(), null, "bench").writeTo(tow, pods -> {});
  }

  /** Removes both. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(csv);
    Files.delete(tow);
  }

  /** Every byte of the list, summed up. */
  @Benchmark
  public long bytes() throws IOException {
    long sum = 0;
    try (InputStream in = Files.newInputStream(csv)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          sum += buffer[i];
        }
      }
    }
    return sum;
  }

  /** FastCSV alone, with a text for each field. */
  @Benchmark
  public long fastCsv() throws IOException {
    long fields = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
      for (CsvRecord row : reader) {
        fields += row.getFieldCount();
      }
    }
    return fields;
  }

  /** The format's reader: pods in order of arrival. */
  @Benchmark
  public long reader() throws IOException {
    return pods(named(format), csv);
  }

  /** The same pods from a workload file. */
  @Benchmark
  public long workloadFile() throws IOException {
    return pods(new TowFormat(), tow);
  }

  private static long pods(TraceFormat from, Path file) throws IOException {
    long pods = 0;
    try (ArrivalStream stream = from.openPods(file, options(), new TraceAccounts())) {
      for (PodArrival pod = stream.next(); pod != null; pod = stream.next()) {
        pods++;
      }
    }
    return pods;
  }

  private static TraceFormat named(String name) {
    return TraceFormats.named(name);
  }

  private static TraceOptions options() {
    return TraceOptions.of(ReplayMode.TIMED, new TreeMap<>());
  }

  private String openb() {
    Random random = new Random(1);
    StringBuilder text =
        new StringBuilder(
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
                + "deletion_time,scheduled_time\n");
    int[] cpus = {1000, 4000, 6000, 8000, 11908, 12000};
    String[] models = {"", "", "", "V100M16|V100M32", "T4"};
    String[] classes = {"LS", "BE", "Burstable"};
    for (int i = 0; i < rows; i++) {
      int start = i * 200;
      boolean gpu = random.nextInt(4) > 0;
      text.append(
          String.format(
              Locale.ROOT,
              "openb-pod-%04d,%d,%d,%d,%d,%s,%s,Succeeded,%d,%d,%d%n",
              i,
              cpus[random.nextInt(cpus.length)],
              1024 << random.nextInt(6),
              gpu ? 1 : 0,
              gpu ? 100 * (1 + random.nextInt(10)) : 0,
              gpu ? models[random.nextInt(models.length)] : "",
              classes[random.nextInt(classes.length)],
              start,
              start + 60 + random.nextInt(9000),
              start + random.nextInt(50)));
    }
    return text.toString();
  }

  private String ours() {
    Random random = new Random(1);
    StringBuilder text =
        new StringBuilder("name,arrival_s,duration_s,cpu,memory,priority,labels,group\n");
    String[] cpus = {"100m", "250m", "500m", "1", "1.5", "4"};
    String[] memories = {"128Mi", "512Mi", "1Gi", "4Gi"};
    for (int i = 0; i < rows; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "p-%d,%.3f,%.3f,%s,%s,%d,app=web-%d,job-%d%n",
              i,
              i * 0.37,
              1 + random.nextDouble() * 1000,
              cpus[random.nextInt(cpus.length)],
              memories[random.nextInt(memories.length)],
              random.nextInt(3),
              random.nextInt(20),
              i / 20));
    }
    return text.toString();
  }
}
