package io.towtank.workloads.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more than memory holds: sorted runs are written to a temporary file, one after the other,
 * and merged; so many at a time that memory stays small, in as many passes as that takes. Of equals
 * those of the earlier run come first.
 *
 * <p>At most two files are open.
 *
 * @param <T> what is sorted
 * @see TemporaryFile
 */
public final class SortedRuns<T> implements Closeable {
  private final Comparator<? super T> order;
  private final int runsAtATime;
  private final Storage<T> storage;
  private List<Run> runs = new ArrayList<>();
  private @Nullable FileChannel file;

  /** How what is sorted stands in a file. */
  public interface Storage<T> {
    /** Writes at the end of a file. */
    Sink<T> sink(FileChannel file);

    /** Reads so many from a place in a file. */
    Source<T> source(FileChannel file, long position, long count);
  }

  /** Takes what is sorted. */
  public interface Sink<T> {
    /** Writes one more. */
    void write(T value) throws IOException;

    /** Writes what is held back. */
    void flush() throws IOException;
  }

  /** Gives what is sorted. */
  public interface Source<T> {
    /** The next one, or null at the end. */
    @Nullable T next() throws IOException;
  }

  /**
   * No runs yet.
   *
   * @param runsAtATime how many are merged at a time
   */
  public SortedRuns(Comparator<? super T> order, int runsAtATime, Storage<T> storage) {
    this.order = order;
    this.runsAtATime = runsAtATime;
    this.storage = storage;
  }

  /** Whether there is no run. */
  public boolean isEmpty() {
    return file == null;
  }

  /** Adds a run. */
  public void add(List<T> sorted) {
    try {
      FileChannel to = file == null ? TemporaryFile.open() : file;
      file = to;
      long start = to.position();
      Sink<T> sink = storage.sink(to);
      for (T value : sorted) {
        sink.write(value);
      }
      sink.flush();
      runs.add(new Run(start, sorted.size()));
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  /** Merges runs until few enough are left to be merged as they are read. */
  public void merge() {
    try {
      while (runs.size() > runsAtATime) {
        mergeOnce();
      }
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  /** Everything in order, from the first on; after {@link #merge}. */
  public Source<T> open() {
    try {
      return file == null ? () -> null : new Merge(file, runs);
    } catch (IOException e) {
      throw TemporaryFile.unusable(e);
    }
  }

  @Override
  public void close() throws IOException {
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
      for (int first = 0; first < runs.size(); first += runsAtATime) {
        List<Run> some = runs.subList(first, Math.min(first + runsAtATime, runs.size()));
        long start = to.position();
        long count = 0;
        Merge merge = new Merge(from, some);
        Sink<T> sink = storage.sink(to);
        for (T value = merge.next(); value != null; value = merge.next()) {
          sink.write(value);
          count++;
        }
        sink.flush();
        merged.add(new Run(start, count));
      }
    }
    runs = merged;
  }

  private record Run(long position, long count) {}

  private record Head<T>(T value, int number, Source<T> source) {}

  /** Merges runs of one file. */
  private final class Merge implements Source<T> {
    private final PriorityQueue<Head<T>> heads =
        new PriorityQueue<>(
            Comparator.<Head<T>, T>comparing(Head::value, order).thenComparingInt(Head::number));

    private Merge(FileChannel from, List<Run> some) throws IOException {
      for (int i = 0; i < some.size(); i++) {
        Run run = some.get(i);
        add(i, storage.source(from, run.position, run.count));
      }
    }

    @Override
    public @Nullable T next() throws IOException {
      Head<T> first = heads.poll();
      if (first == null) {
        return null;
      }
      add(first.number, first.source);
      return first.value;
    }

    private void add(int number, Source<T> source) throws IOException {
      T value = source.next();
      if (value != null) {
        heads.add(new Head<>(value, number, source));
      }
    }
  }
}
