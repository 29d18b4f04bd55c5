package io.towtank.workloads.tow;

import com.sun.management.OperatingSystemMXBean;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time to read a trace's table, next to what FastCSV and a sum of all bytes take for it.
 *
 * <p>JMH measures one thing after the other, in processes of their own, by the wall clock. On a
 * machine that others use too, only turns in one process give a ratio that comes out alike again.
 * The time is that of the thread that reads: median of the last half of the turns. What the whole
 * process takes, with its collector and its compiler, stands beside it for the reader.
 */
public final class ReadRates {
  private static final int ROUNDS = 30;
  private static final int ROUNDS_COUNTED = 15;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final double NANOS_PER_MILLI = 1e6;

  private final byte[] buffer = new byte[BUFFER_BYTES];

  private final TreeMap<String, String> options;

  private ReadRates(TreeMap<String, String> options) {
    this.options = options;
  }

  /**
   * Prints the figures of each table.
   *
   * @param args in turn a format's name, perhaps with an option such as {@code
   *     swf:processorsPerPod=0}, and a table, or the folder that it is in, uncompressed
   */
  public static void main(String[] args) throws IOException {
    System.out.println(
        "format             rows     pods     MB  bytes ms  FastCSV ms  reader ms  of FastCSV"
            + "  process ms  .tow ms  of FastCSV  .tow MB");
    for (int i = 0; i + 1 < args.length; i += 2) {
      String[] parts = args[i].split("[:=]");
      TreeMap<String, String> options = new TreeMap<>();
      if (parts.length == 3) {
        options.put(parts[1], parts[2]);
      }
      new ReadRates(options).measure(parts[0], Path.of(args[i + 1]));
    }
  }

  private void measure(String format, Path table) throws IOException {
    TraceFormat from = TraceFormats.named(format);
    Path csv = Files.createTempFile("towtank-rates-", ".csv");
    Path tow = Files.createTempFile("towtank-rates-", ".tow");
    try {
      boolean blanks = format.equals("swf");
      if (blanks) {
        separateByCommas(table, csv);
      }
      List<Path> equal = blanks ? List.of(csv) : files(table);
      new TraceConversion(from, table, timed(options), null, "rates").writeTo(tow, pods -> {});
      List<Work> works =
          List.of(
              () -> sum(files(table)),
              () -> rows(equal),
              () -> pods(from, table, timed(options)),
              () -> pods(new TowFormat(), tow, timed(new TreeMap<>())));
      long[][] nanos = new long[works.size()][ROUNDS];
      long[][] ofProcess = new long[works.size()][ROUNDS];
      long[] counts = new long[works.size()];
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < works.size(); i++) {
          long start = threadNanos();
          long processStart = processNanos();
          counts[i] = works.get(i).run();
          nanos[i][round] = threadNanos() - start;
          ofProcess[i][round] = processNanos() - processStart;
        }
      }
      double[] millis = new double[works.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = median(nanos[i]) / NANOS_PER_MILLI;
      }
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-16s %7d %8d %6.1f %9.1f %11.1f %10.1f %11.2f %11.1f %8.1f %11.2f %8.1f",
              format,
              counts[1],
              counts[2],
              bytes(files(table)) / 1e6,
              millis[0],
              millis[1],
              millis[2],
              millis[1] / millis[2],
              mean(ofProcess[2]) / NANOS_PER_MILLI,
              millis[3],
              millis[1] / millis[3],
              Files.size(tow) / 1e6));
    } finally {
      Files.delete(csv);
      Files.delete(tow);
    }
  }

  private static List<Path> files(Path table) throws IOException {
    try (Stream<Path> all = Files.walk(table)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private long sum(List<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          for (int i = 0; i < count; i++) {
            sum += buffer[i];
          }
        }
      }
    }
    return sum;
  }

  private static long rows(List<Path> files) throws IOException {
    long rows = 0;
    long characters = 0;
    char separator = separator(files.get(0));
    for (Path file : files) {
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder().fieldSeparator(separator).ofCsvRecord(file)) {
        for (CsvRecord row : reader) {
          rows++;
          characters += row.getField(0).length();
        }
      }
    }
    return characters < 0 ? characters : rows;
  }

  private static char separator(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String line = String.valueOf(in.readLine());
      return line.indexOf('|') >= 0 ? '|' : line.indexOf(';') >= 0 ? ';' : ',';
    }
  }

  private static long pods(TraceFormat from, Path file, TraceOptions options) throws IOException {
    long pods = 0;
    try (ArrivalStream stream = from.openPods(file, options, new TraceAccounts())) {
      for (PodArrival pod = stream.next(); pod != null; pod = stream.next()) {
        pods++;
      }
    }
    return pods;
  }

  private static void separateByCommas(Path table, Path csv) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(table);
        BufferedWriter out = Files.newBufferedWriter(csv)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith(";")) {
          out.write(line.strip().replaceAll("\\s+", ","));
          out.write('\n');
        }
      }
    }
  }

  private static long median(long[] nanos) {
    long[] last = Arrays.copyOfRange(nanos, ROUNDS - ROUNDS_COUNTED, ROUNDS);
    Arrays.sort(last);
    return last[last.length / 2];
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Of the last rounds; the system counts in steps of 10 ms, which a median would show. */
  private static double mean(long[] nanos) {
    return Arrays.stream(nanos, ROUNDS - ROUNDS_COUNTED, ROUNDS).average().orElse(0);
  }

  private static long processNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static TraceOptions timed(TreeMap<String, String> options) {
    return TraceOptions.of(ReplayMode.TIMED, options);
  }

  @FunctionalInterface
  private interface Work {
    long run() throws IOException;
  }
}
