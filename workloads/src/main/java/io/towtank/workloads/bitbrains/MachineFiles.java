package io.towtank.workloads.bitbrains;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.bitbrains.MachineUsage.Sample;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.input.TraceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machines of a folder of files, or of one. All are looked into once for the trace's start. */
final class MachineFiles implements ArrivalSource {
  static final String NO_CORES = "a machine without a processor";
  static final String NAME_TWICE = "a machine of this name is there already: renamed";

  static final String BEFORE_THE_FIRST =
      "a sample before the first of every file: its machine arrives at 0";

  private static final int MACHINES_MAX = 1_000_000;

  /** What a machine of a single sample lives for: the traces' usual step. */
  private static final long STEP_SECONDS = 300;

  private final List<Path> files;
  private final RequestRule rule;
  private final TraceAccounts accounts;
  private final long startSecond;
  private final Set<String> names = new HashSet<>();
  private Iterator<MachineUsage> machines = Collections.emptyIterator();
  private int opened;
  private String position = "";

  private MachineFiles(List<Path> files, RequestRule rule, TraceAccounts accounts) {
    this.files = files;
    this.rule = rule;
    this.accounts = accounts;
    long start = Long.MAX_VALUE;
    for (Path file : files) {
      start = Math.min(start, firstSecond(file));
    }
    startSecond = start;
  }

  static MachineFiles open(Path path, RequestRule rule, TraceAccounts accounts) {
    List<Path> files = TraceTables.in(path).files(file -> true);
    if (files.isEmpty()) {
      throw new InputException(path + ": there are no files in the folder");
    }
    return new MachineFiles(files, rule, accounts);
  }

  @Override
  public @Nullable PodArrival next() {
    while (!machines.hasNext()) {
      if (opened == files.size()) {
        return null;
      }
      Path file = files.get(opened++);
      position = file.toString();
      machines = read(file).values().iterator();
    }
    MachineUsage machine = machines.next();
    if (machine.hasNoCores()) {
      accounts.repair(NO_CORES);
    }
    if (machine.first() < startSecond) {
      accounts.repair(BEFORE_THE_FIRST);
    }
    PodArrival arrival = machine.toPod(startSecond, STEP_SECONDS, rule);
    String name = arrival.pod().name();
    if (names.add(name)) {
      return arrival;
    }
    accounts.repair(NAME_TWICE);
    return new PodArrival(
        arrival.timeNanos(), arrival.pod().toBuilder().name(name + "-file-" + opened).build());
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() {}

  private Map<String, MachineUsage> read(Path file) {
    Map<String, MachineUsage> found = new LinkedHashMap<>();
    try (MachineSamples samples = MachineSamples.open(file, accounts)) {
      for (Sample sample = samples.next(); sample != null; sample = samples.next()) {
        accounts.use();
        found.computeIfAbsent(samples.machine(), MachineUsage::new).add(sample);
        if (found.size() > MACHINES_MAX) {
          throw new InputException(file + ": more than " + MACHINES_MAX + " machines");
        }
      }
      return found;
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  /** Samples are in order of time, so that the first will do. */
  private static long firstSecond(Path file) {
    try (MachineSamples samples = MachineSamples.open(file, new TraceAccounts())) {
      Sample first = samples.next();
      return first == null ? Long.MAX_VALUE : first.second();
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }
}
