package io.towtank.workloads.input;

import io.towtank.workloads.codec.ArrivalCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts more arrivals than memory holds. */
final class SpilledSort implements Closeable {
  /** Runs merged at a time: each holds a buffer of 64 KiB and up to 2048 texts. */
  static final int RUNS_AT_A_TIME = 32;

  private final SortedRuns<Held> runs =
      new SortedRuns<>(Held.BY_TIME_THEN_ROW, RUNS_AT_A_TIME, new Spill());
  private SortedRuns.@Nullable Source<Held> sorted;

  /** Arrivals as their codec writes them. */
  private static final class Spill implements SortedRuns.Storage<Held> {
    private final ArrivalCodec codec = new ArrivalCodec();

    @Override
    public SortedRuns.Sink<Held> sink(FileChannel file) {
      return new SpillWriter(file, codec);
    }

    @Override
    public SortedRuns.Source<Held> source(FileChannel file, long position, long count) {
      return new SpillReader(file, position, count, codec);
    }
  }

  /** Adds a run. */
  void add(List<Held> run) {
    runs.add(run);
  }

  /** Merges the runs until few enough are left to be merged on the way out. */
  void merge() {
    runs.merge();
    sorted = runs.open();
  }

  /** The next arrival in order, or null at the end. */
  @Nullable PodBatch next() {
    try {
      Held held = sorted == null ? null : sorted.next();
      return held == null ? null : held.batch();
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  @Override
  public void close() throws IOException {
    sorted = null;
    runs.close();
  }
}
