package io.towtank.workloads.input;

import io.towtank.workloads.codec.ArrivalCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more arrivals than memory holds: sorted runs are written to a temporary file, one after the
 * other, and merged; so many at a time that memory stays small, in as many passes as that takes.
 *
 * <p>At most two files are open.
 *
 * @see TemporaryFile
 */
final class SpilledSort implements Closeable {
  /** Runs merged at a time: each holds a buffer of 64 KiB and up to 2048 texts. */
  static final int RUNS_AT_A_TIME = 32;

  private final ArrivalCodec codec = new ArrivalCodec();
  private List<Run> runs = new ArrayList<>();
  private @Nullable FileChannel file;
  private @Nullable Merge merge;

  /** Adds a run. */
  void add(List<Held> sorted) {
    try {
      FileChannel runFile = file == null ? TemporaryFile.open() : file;
      file = runFile;
      long start = runFile.position();
      SpillWriter writer = new SpillWriter(runFile, codec);
      for (Held held : sorted) {
        writer.write(held);
      }
      writer.flush();
      runs.add(new Run(start, sorted.size()));
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
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
      throw TemporaryFile.unusable(e);
    }
  }

  /** The next arrival in order, or null at the end. */
  @Nullable PodBatch next() {
    try {
      Held held = merge == null ? null : merge.next();
      return held == null ? null : held.batch();
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
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
      FileChannel to = TemporaryFile.open();
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
