package io.towtank.workloads.bitbrains;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.bitbrains.MachineUsage.Sample;
import io.towtank.workloads.input.BlankSeparatedRows;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.input.TraceFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one file, in either layout: semicolons with a header, as published, or blanks without
 * one, with the machine's name in each row.
 */
final class MachineSamples implements Closeable {
  static final String MILLISECONDS = "time in milliseconds";
  static final String NO_CAPACITY = "no CPU capacity: taken for idle";

  private static final String TIME = "Timestamp [ms]";
  private static final String TIME_PLAIN = "Timestamp";
  private static final String CORES = "CPU cores";
  private static final String CPU_CAPACITY = "CPU capacity provisioned [MHZ]";
  private static final String CPU_USAGE = "CPU usage [MHZ]";
  private static final String MEMORY = "Memory capacity provisioned [KB]";
  private static final String MEMORY_USAGE = "Memory usage [KB]";
  private static final List<String> COLUMNS =
      List.of(CORES, CPU_CAPACITY, CPU_USAGE, MEMORY, MEMORY_USAGE);

  /** Columns of the layout with blanks. Source: OpenDC, its reader of "bitbrains-ex" traces. */
  private static final int EX_COLUMNS = 21;

  private static final int EX_CPU_USAGE = 1;
  private static final int EX_CORES = 12;
  private static final int EX_CPU_CAPACITY = 18;
  private static final int EX_NAME = 19;
  private static final int EX_MEMORY_MIB = 20;

  /** From here on a time is in milliseconds: as seconds it would be the year 5138. */
  private static final double MILLIS_MIN = 1e11;

  private static final double TIME_MAX = 1e15;
  private static final double AMOUNT_MAX = 1e15;
  private static final double CORES_MAX = CsvRow.CPU_MILLIS_MAX / 1000.0;
  private static final int FIRST_LINE_BYTES_MAX = 1 << 16;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss", Locale.ROOT);

  private final Rows rows;
  private final boolean hasNames;
  private final String fileMachine;
  private final int time;
  private final int cores;
  private final int cpuCapacity;
  private final int cpuUsage;
  private final int memory;
  private final int memoryUsage;
  private final RowCache<Provision> provisions;
  private final RowCache<Double> bytesProvided;
  private final TraceAccounts accounts;
  private String machine = "";

  private MachineSamples(Rows rows, boolean hasNames, TraceAccounts accounts) {
    this.rows = rows;
    this.hasNames = hasNames;
    this.accounts = accounts;
    fileMachine = machine(rows.file());
    time = hasNames ? 0 : rows.column(rows.column(TIME) < 0 ? TIME_PLAIN : TIME);
    cores = hasNames ? EX_CORES : rows.column(CORES);
    cpuCapacity = hasNames ? EX_CPU_CAPACITY : rows.column(CPU_CAPACITY);
    cpuUsage = hasNames ? EX_CPU_USAGE : rows.column(CPU_USAGE);
    memory = hasNames ? EX_MEMORY_MIB : rows.column(MEMORY);
    memoryUsage = hasNames ? EX_MEMORY_MIB : rows.column(MEMORY_USAGE);
    provisions =
        RowCache.ofLatest(
            new int[] {cores, cpuCapacity},
            row ->
                new Provision(number(row, cores, CORES_MAX), number(row, cpuCapacity, AMOUNT_MAX)));
    bytesProvided =
        RowCache.ofLatest(new int[] {memory}, row -> 1024 * number(row, memory, AMOUNT_MAX));
  }

  static MachineSamples open(Path file, TraceAccounts accounts) {
    if (!hasSemicolons(file)) {
      List<String> columns =
          IntStream.rangeClosed(1, EX_COLUMNS).mapToObj(i -> "field-" + i).toList();
      return new MachineSamples(
          BlankSeparatedRows.open(file, columns, '#', comment -> {}), true, accounts);
    }
    CsvTable table =
        CsvTable.open(
            List.of(file),
            CsvLayout.WITH_HEADER.separatedBy(';'),
            found -> {
              List<String> required = new ArrayList<>(COLUMNS);
              required.add(0, found.hasColumn(TIME_PLAIN) ? TIME_PLAIN : TIME);
              found.requireColumns(required, column -> true, required);
            });
    return new MachineSamples(table, false, accounts);
  }

  /** The next sample; null at the end. */
  @Nullable Sample next() {
    CsvRow row = rows.next();
    if (row == null) {
      return null;
    }
    machine = hasNames ? "vm-" + Names.of("", row.text(EX_NAME)) : fileMachine;
    return hasNames ? withBlanks(row) : withSemicolons(row);
  }

  /** Name of the machine that the last sample is of. */
  String machine() {
    return machine;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private Sample withSemicolons(CsvRow row) {
    Provision of = provisions.get(row);
    double bytes = bytesProvided.get(row);
    double usage = number(row, cpuUsage, AMOUNT_MAX);
    double bytesUsed = 1024 * number(row, memoryUsage, AMOUNT_MAX);
    return new Sample(
        second(row), of.cores, bytes, share(usage, of.cpuCapacity) * of.cores, bytesUsed);
  }

  private Sample withBlanks(CsvRow row) {
    double ofCores = row.number(cores, 0, CORES_MAX);
    double bytes = 0x1p20 * row.number(memory, 0, AMOUNT_MAX);
    double share =
        share(row.number(cpuUsage, 0, AMOUNT_MAX), row.number(cpuCapacity, 0, AMOUNT_MAX));
    return new Sample(second(row), ofCores, bytes, share * ofCores, bytes);
  }

  private double share(double usage, double capacity) {
    if (capacity == 0 && usage > 0) {
      accounts.repair(NO_CAPACITY);
    }
    return capacity == 0 ? 0 : Math.min(1, usage / capacity);
  }

  /** Materna's numbers have a comma for a point. */
  private static double number(CsvRow row, int column, double max) {
    if (!row.contains(column, ',')) {
      return row.number(column, 0, max);
    }
    String text = row.text(column);
    try {
      double number = Double.parseDouble(text.replace(',', '.'));
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw row.error(column, "a number from 0 to " + max);
  }

  /** The header says milliseconds, the published values are seconds; Materna writes dates. */
  private long second(CsvRow row) {
    if (row.contains(time, ':') && !row.startsWith(time, ':')) {
      try {
        return LocalDateTime.parse(row.text(time), DAY_AND_TIME).toEpochSecond(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw row.error(time, "a time such as 1376314846 or 04.11.2015 18:22:09");
      }
    }
    double number = row.number(time, 0, TIME_MAX);
    if (number >= MILLIS_MIN) {
      accounts.repair(MILLISECONDS);
    }
    return StrictMath.round(number >= MILLIS_MIN ? number / 1000 : number);
  }

  private static boolean hasSemicolons(Path file) {
    try (InputStream bytes = TraceFile.open(file, "samples of a machine")) {
      byte[] start = bytes.readNBytes(FIRST_LINE_BYTES_MAX);
      for (byte b : start) {
        if (b == ';') {
          return true;
        }
        if (b == '\n') {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private static String machine(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int end = text.indexOf('.');
    return Names.of("vm-", end > 0 ? text.substring(0, end) : text);
  }

  /** What a machine has of processors, which its samples say again and again. */
  private record Provision(double cores, double cpuCapacity) {}
}
