package io.towtank.workloads.tow;

import io.towtank.fault.MachineEvent;
import io.towtank.fault.MachineEventSource;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/**
 * Converts a trace to a workload file. Memory does not grow with the trace; the file is there whole
 * or not at all, and its bytes follow from the trace, the options and Towtank's version alone.
 *
 * @param format the trace's format
 * @param source the trace's file or folder
 * @param options how it is read
 * @param nodes its node list or machine events; null for none
 * @param version Towtank's version
 */
public record TraceConversion(
    TraceFormat format, Path source, TraceOptions options, @Nullable Path nodes, String version) {
  private static final int PROGRESS_EVERY = 1 << 14;

  /**
   * What came of a conversion.
   *
   * @param accounts what became of the trace's rows and pods
   * @param nodeAccounts what became of the rows of the node list
   * @param nodes nodes in the file
   * @param machineEvents events of machines in the file
   * @param pods pods in the file
   * @param bytes size of the file
   */
  public record Result(
      TraceAccounts accounts,
      TraceAccounts nodeAccounts,
      long nodes,
      long machineEvents,
      long pods,
      long bytes) {}

  /** Gives the trace's pods in order. */
  @FunctionalInterface
  public interface Pods {
    /**
     * Opens them.
     *
     * @param accounts where the trace's rows are counted, at the latest when the last pod is given
     */
    ArrivalStream open(TraceAccounts accounts);
  }

  /**
   * Converts.
   *
   * @param out the file, which is replaced if it is there
   * @param progress told now and then how many pods are written
   * @throws InputException if the trace can't be read, or has no pods, or the file can't be written
   */
  public Result writeTo(Path out, LongConsumer progress) {
    return writeTo(out, accounts -> format.openPods(source, options, accounts), progress);
  }

  /**
   * Converts a trace that somebody else reads; the file is the same.
   *
   * @param out the file, which is replaced if it is there
   * @param opener gives the pods that {@link TraceFormat#openPods} would give
   * @param progress told now and then how many pods are written
   * @throws InputException if the trace can't be read, or has no pods, or the file can't be written
   */
  public Result writeTo(Path out, Pods opener, LongConsumer progress) {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(out)) {
      throw new InputException(out + ": is a directory; expected a file's name");
    }
    Path temporary = null;
    try {
      Files.createDirectories(folder);
      temporary =
          Files.createFile(
              folder.resolve("." + name(out) + "." + ProcessHandle.current().pid() + ".tmp"));
      Result result = write(temporary, opener, progress);
      move(temporary, out);
      return result;
    } catch (IOException e) {
      throw new InputException(out + ": the file can't be written" + TowFile.detail(e), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private Result write(Path file, Pods opener, LongConsumer progress) throws IOException {
    TraceAccounts accounts = new TraceAccounts();
    TraceAccounts nodeAccounts = new TraceAccounts();
    MachineTrace machines =
        nodes == null ? null : format.readMachines(nodes, options, nodeAccounts);
    SortedMap<String, String> texts = texts();
    Counts counts = new Counts();
    try (ArrivalStream pods = opener.open(accounts);
        ParquetWriter<Object> writer =
            TowWriter.open(
                file,
                () ->
                    new Provenance(texts, options.replay(), accounts, counts.rows(), counts.pods)
                        .toMetadata())) {
      writeMerged(machines, pods, writer, counts, progress);
      if (counts.pods == 0) {
        throw new InputException(
            source + ": no pods are left; found " + accounts.rowsRead() + " rows" + why(accounts));
      }
    }
    TowFooter.settle(file);
    return new Result(
        accounts, nodeAccounts, counts.nodes, counts.events, counts.pods, Files.size(file));
  }

  private void writeMerged(
      @Nullable MachineTrace machines,
      ArrivalStream pods,
      ParquetWriter<Object> writer,
      Counts counts,
      LongConsumer progress)
      throws IOException {
    MachineEventSource events = () -> null;
    if (machines != null) {
      for (Node node : machines.nodes()) {
        writer.write(machines.away().contains(node.name()) ? new TowRows.Away(node) : node);
        counts.nodes++;
      }
      if (options.replay() == ReplayMode.TIMED) {
        events = machines.source();
      }
    }
    MachineEvent event = events.next();
    for (PodArrival pod = pods.next(); pod != null; pod = pods.next()) {
      while (event != null && event.timeNanos() <= pod.timeNanos()) {
        writer.write(event);
        counts.events++;
        event = events.next();
      }
      writer.write(pod);
      if (++counts.pods % PROGRESS_EVERY == 0) {
        progress.accept(counts.pods);
      }
    }
    while (event != null) {
      writer.write(event);
      counts.events++;
      event = events.next();
    }
  }

  private SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("version", version);
    texts.put("source.format", format.name());
    texts.put("source.name", name(source));
    texts.put("source.sha256", Sha256.of(source));
    if (nodes != null) {
      texts.put("nodes.name", name(nodes));
      texts.put("nodes.sha256", Sha256.of(nodes));
    }
    for (Map.Entry<String, String> option : options.values().entrySet()) {
      texts.put("option: " + option.getKey(), option.getValue());
    }
    return texts;
  }

  private static String why(TraceAccounts accounts) {
    StringBuilder why = new StringBuilder();
    accounts
        .rowsDropped()
        .forEach(
            (reason, count) -> why.append("; dropped ").append(count).append(": ").append(reason));
    accounts
        .podsLeftOut()
        .forEach(
            (reason, count) -> why.append("; left out ").append(count).append(": ").append(reason));
    return why.toString();
  }

  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteQuietly(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }

  private static final class Counts {
    private long nodes;
    private long events;
    private long pods;

    private long rows() {
      return nodes + events + pods;
    }
  }
}
