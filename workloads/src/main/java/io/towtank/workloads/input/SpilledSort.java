package io.towtank.workloads.input;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.codec.ArrivalCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more arrivals than memory holds: sorted runs are written to a temporary file, one after the
 * other, and merged; so many at a time that memory stays small, in as many passes as that takes.
 *
 * <p>At most two files are open, which the system deletes when they are closed, whatever becomes of
 * the process. They lie in Java's folder of temporary files ({@code java.io.tmpdir}).
 */
final class SpilledSort implements Closeable {
  /** Runs merged at a time: each holds a buffer of 64 KiB and up to 2048 texts. */
  static final int RUNS_AT_A_TIME = 32;

  private static final String FOLDER = "java.io.tmpdir";

  private final ArrivalCodec codec = new ArrivalCodec();
  private List<Run> runs = new ArrayList<>();
  private @Nullable FileChannel file;
  private @Nullable Merge merge;

  /** Adds a run. */
  void add(List<Held> sorted) {
    try {
      FileChannel runFile = file == null ? temporaryFile() : file;
      file = runFile;
      long start = runFile.position();
      SpillWriter writer = new SpillWriter(runFile, codec);
      for (Held held : sorted) {
        writer.write(held);
      }
      writer.flush();
      runs.add(new Run(start, sorted.size()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Merges the runs until few enough are left to be merged on the way out. */
  void merge() {
    try {
      while (runs.size() > RUNS_AT_A_TIME) {
        mergeOnce();
      }
      merge = file == null ? null : new Merge(file, runs, codec);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The next arrival in order, or null at the end. */
  @Nullable PodArrival next() {
    try {
      Held held = merge == null ? null : merge.next();
      return held == null ? null : held.arrival();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void close() throws IOException {
    merge = null;
    if (file != null) {
      file.close();
    }
  }

  private void mergeOnce() throws IOException {
    FileChannel from = file;
    if (from == null) {
      return;
    }
    List<Run> merged = new ArrayList<>();
    try (from) {
      FileChannel to = temporaryFile();
      file = to;
      for (int first = 0; first < runs.size(); first += RUNS_AT_A_TIME) {
        List<Run> some = runs.subList(first, Math.min(first + RUNS_AT_A_TIME, runs.size()));
        long start = to.position();
        long count = 0;
        Merge merging = new Merge(from, some, codec);
        SpillWriter writer = new SpillWriter(to, codec);
        for (Held held = merging.next(); held != null; held = merging.next()) {
          writer.write(held);
          count++;
        }
        writer.flush();
        merged.add(new Run(start, count));
      }
    }
    runs = merged;
  }

  private static FileChannel temporaryFile() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    Path path = Files.createTempFile(folder, "towtank-sort-", ".tmp");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static InputException unusable(IOException e) {
    return new InputException(
        "%s: a temporary file, which sorting by arrival needs, can't be used (%s)"
            .formatted(System.getProperty(FOLDER), Shown.sentence(String.valueOf(e.getMessage()))),
        e);
  }

  private record Run(long position, long count) {}

  /** Merges runs of one file. */
  private static final class Merge {
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::held, Held.BY_TIME_THEN_ROW));

    Merge(FileChannel file, List<Run> runs, ArrivalCodec codec) throws IOException {
      for (Run run : runs) {
        add(new SpillReader(file, run.position, run.count, codec));
      }
    }

    @Nullable Held next() throws IOException {
      Head first = heads.poll();
      if (first == null) {
        return null;
      }
      add(first.reader);
      return first.held;
    }

    private void add(SpillReader reader) throws IOException {
      Held held = reader.next();
      if (held != null) {
        heads.add(new Head(held, reader));
      }
    }
  }

  private record Head(Held held, SpillReader reader) {}
}
