package io.towtank.workloads.tow;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Where the time to read a workload file goes: processor time of the reading thread for opening it,
 * for its pages (read, checksums verified, decompressed), for its columns (decoded and summed up),
 * and for its pods; beside them a sum of as many numbers as the columns hold, from memory. In turns
 * in one process; each figure includes those before it, but for the last.
 */
public final class TowRates {
  private static final int ROUNDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Path file;
  private long[] memory = new long[0];
  private long decodedBytes;
  private long letters;
  private long sum;

  private TowRates(Path file) {
    this.file = file;
  }

  /**
   * Prints the figures of each file.
   *
   * @param args workload files
   */
  public static void main(String[] args) throws IOException {
    System.out.println("file, decoded MB; then ms, and MB/s of the file and of what is decoded");
    for (String each : args) {
      new TowRates(Path.of(each)).measure();
    }
  }

  private void measure() throws IOException {
    letters = letters();
    columns();
    memory = new long[(int) (decodedBytes / Long.BYTES)];
    List<String> names = List.of("open", "pages", "columns", "pods", "memory");
    List<Work> works = List.of(this::open, this::pages, this::columns, this::pods, this::memory);
    long[][] nanos = new long[works.size()][ROUNDS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < works.size(); i++) {
        long start = threads.getCurrentThreadCpuTime();
        works.get(i).run();
        nanos[i][round] = threads.getCurrentThreadCpuTime() - start;
      }
    }
    double megabytes = Files.size(file) / BYTES_PER_MEGABYTE;
    double decoded = decodedBytes / BYTES_PER_MEGABYTE;
    System.out.println(
        String.format(Locale.ROOT, "%s: %.2f MB, %.2f MB", file, megabytes, decoded));
    for (int i = 0; i < nanos.length; i++) {
      long[] last = Arrays.copyOfRange(nanos[i], ROUNDS / 2, ROUNDS);
      Arrays.sort(last);
      double millis = last[last.length / 2] / NANOS_PER_MILLI;
      System.out.println(
          String.format(
              Locale.ROOT,
              "  %-8s %8.2f ms %8.0f MB/s %8.0f MB/s",
              names.get(i),
              millis,
              megabytes * 1000 / millis,
              decoded * 1000 / millis));
    }
    System.out.println("  sum " + sum);
  }

  private void open() throws IOException {
    TowFile.open(file).close();
  }

  private void pages() throws IOException {
    try (TowFile opened = TowFile.open(file)) {
      MessageType schema = opened.filled(TowSchema.TYPE);
      opened.reader().setRequestedSchema(schema);
      for (PageReadStore group = opened.reader().readNextRowGroup();
          group != null;
          group = opened.reader().readNextRowGroup()) {
        for (ColumnDescriptor column : schema.getColumns()) {
          PageReader pages = group.getPageReader(column);
          pages.readDictionaryPage();
          while (pages.readPage() != null) {
            sum++;
          }
        }
      }
    }
  }

  /** Eight bytes for a number, four for a number in a dictionary, one for a letter. */
  private void columns() throws IOException {
    decodedBytes = letters;
    try (TowCursor cursor = new TowCursor(TowFile.open(file), group -> true)) {
      TowColumn[] columns = new TowColumn[TowSchema.TYPE.getFieldCount()];
      Arrays.setAll(columns, i -> cursor.column(TowSchema.TYPE.getFieldName(i)));
      while (cursor.next()) {
        if (cursor.rowOfRun() == 0) {
          for (TowColumn column : columns) {
            sum(column, cursor.rowsOfRun());
          }
        }
      }
    }
  }

  private void sum(TowColumn column, int rows) {
    if (column.isEmpty()) {
      return;
    }
    if (column.hasTextsInOrder()) {
      sum += column.text(rows - 1).length();
      return;
    }
    boolean ids = column.hasIds();
    for (int i = 0; i < rows; i++) {
      sum += ids ? column.id(i) : column.number(i, 0);
    }
    decodedBytes += (long) rows * (ids ? Integer.BYTES : Long.BYTES);
  }

  /** Of texts that are in no dictionary; their bytes are put together as they are gone through. */
  private long letters() throws IOException {
    long found = 0;
    try (TowCursor cursor = new TowCursor(TowFile.open(file), group -> true)) {
      while (cursor.next()) {
        for (Type field : TowSchema.TYPE.getFields()) {
          TowColumn column = cursor.column(field.getName());
          if (column.hasTextsInOrder()) {
            found += column.text(cursor.rowOfRun()).length();
          }
        }
      }
    }
    return found;
  }

  private void pods() throws IOException {
    TraceOptions options = TraceOptions.of(ReplayMode.TIMED);
    try (ArrivalStream stream = new TowFormat().openPods(file, options, new TraceAccounts())) {
      while (stream.next() != null) {
        sum++;
      }
    }
  }

  private void memory() {
    for (long each : memory) {
      sum += each;
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
