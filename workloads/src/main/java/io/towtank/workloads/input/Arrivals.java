package io.towtank.workloads.input;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the pods of a file arrive as its replay mode says. */
public final class Arrivals {
  private static final long REORDER_ROWS_LEAST = 1 << 16;
  private static final long REORDER_ROWS_MOST = 1 << 20;

  /** A sixteenth of the heap for so many, if each takes half a KiB. */
  private static final long HEAP_BYTES_FOR_A_ROW = 16 * 512;

  private static final long REORDER_ROWS_MAX = 10_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Counted as a repair of a row that stands behind a later one. */
  public static final String SORTED = ReorderingStream.SORTED;

  private Arrivals() {}

  /**
   * Counts a source's pods as they are made, and leaves out those that the options don't want;
   * nothing is put in order.
   */
  public static ArrivalSource chosen(
      ArrivalSource source, TraceOptions options, TraceAccounts accounts) {
    reorderRows(options);
    return new CountedSource(source, ArrivalChoice.of(options, accounts), accounts);
  }

  /**
   * Pods of batches that are chosen and in order, one by one.
   *
   * @param sorted in order of time if the replay is timed, else of rows
   */
  public static ArrivalStream ordered(ArrivalSource sorted, ReplayMode replay) {
    ArrivalStream stream = new PodStream(new SortedStream(sorted));
    return replay == ReplayMode.TIMED ? stream : new ArrivalOnlyStream(stream);
  }

  /**
   * The stream for these options, which counts rows that were out of order as repaired.
   *
   * @param open opens the file, once the options are found to be right; once more where a long file
   *     has to be looked through for its order
   */
  public static ArrivalStream of(
      Supplier<? extends ArrivalSource> open, TraceOptions options, TraceAccounts accounts) {
    return of(open, options, accounts, false);
  }

  /**
   * The same for a source whose pods are in order of time already.
   *
   * @param open opens the file, once the options are found to be right
   */
  public static ArrivalStream ofSorted(
      Supplier<? extends ArrivalSource> open, TraceOptions options, TraceAccounts accounts) {
    return of(open, options, accounts, true);
  }

  private static ArrivalStream of(
      Supplier<? extends ArrivalSource> open,
      TraceOptions options,
      TraceAccounts accounts,
      boolean sorted) {
    long rows = reorderRows(options);
    ArrivalChoice choice = ArrivalChoice.of(options, accounts);
    long podsMax = options.integer(TraceOptions.MAX_PODS, 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    Supplier<ArrivalSource> counted = () -> new CountedSource(open.get(), choice, accounts);
    ArrivalStream stream;
    if (options.replay() != ReplayMode.TIMED) {
      stream = new ArrivalOnlyStream(new PodStream(new SortedStream(counted.get())));
    } else if (sorted) {
      stream = new PodStream(new SortedStream(counted.get()));
    } else {
      stream = new PodStream(new ReorderingStream(counted, Math.toIntExact(rows), accounts));
    }
    return podsMax == Long.MAX_VALUE ? stream : new LimitedStream(stream, podsMax);
  }

  private static long reorderRows(TraceOptions options) {
    return options
        .integer(TraceOptions.REORDER_ROWS, 1, REORDER_ROWS_MAX)
        .orElse(reorderRows(Runtime.getRuntime().maxMemory()));
  }

  /** How many arrivals are held where nothing is said, in a heap of so many bytes. */
  static long reorderRows(long heapBytes) {
    long share = heapBytes / HEAP_BYTES_FOR_A_ROW;
    return Math.max(REORDER_ROWS_LEAST, Math.min(REORDER_ROWS_MOST, share));
  }

  /** Counts pods as they are made, and leaves out those that the options don't want. */
  private static final class CountedSource implements ArrivalSource {
    private final ArrivalSource source;
    private final ArrivalChoice choice;
    private final TraceAccounts accounts;

    private CountedSource(ArrivalSource source, ArrivalChoice choice, TraceAccounts accounts) {
      this.source = source;
      this.choice = choice;
      this.accounts = accounts;
    }

    @Override
    public @Nullable PodBatch next() {
      for (PodBatch made = source.next(); made != null; made = source.next()) {
        accounts.pods(made.count());
        PodBatch chosen = choice.apply(made);
        if (chosen != null) {
          return chosen;
        }
      }
      return null;
    }

    @Override
    public long nextTime() {
      return source.nextTime();
    }

    @Override
    public String position() {
      return source.position();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  /** Ends after so many pods, but not within those tasks of a workflow that arrive at one time. */
  private static final class LimitedStream implements ArrivalStream {
    private final ArrivalStream stream;
    private final Set<String> workflowsOfInstant = new HashSet<>();
    private long instantNanos;
    private long podsLeft;

    private LimitedStream(ArrivalStream stream, long podsMax) {
      this.stream = stream;
      podsLeft = podsMax;
    }

    @Override
    public @Nullable PodArrival next() throws IOException {
      for (PodArrival next = read(); next != null; next = read()) {
        String workflow = next.task() == null ? "" : next.task().workflow();
        if (next.timeNanos() != instantNanos) {
          workflowsOfInstant.clear();
          instantNanos = next.timeNanos();
        }
        if (podsLeft > 0 || workflowsOfInstant.contains(workflow)) {
          podsLeft--;
          if (!workflow.isEmpty()) {
            workflowsOfInstant.add(workflow);
          }
          return next;
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }

    private @Nullable PodArrival read() throws IOException {
      return podsLeft > 0 || !workflowsOfInstant.isEmpty() ? stream.next() : null;
    }
  }

  private static final class SortedStream implements BatchStream {
    private final ArrivalSource source;

    private SortedStream(ArrivalSource source) {
      this.source = source;
    }

    @Override
    public @Nullable PodBatch next() {
      return source.next();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  private static final class ArrivalOnlyStream implements ArrivalStream {
    private final ArrivalStream source;
    private long timeNanos;

    private ArrivalOnlyStream(ArrivalStream source) {
      this.source = source;
    }

    @Override
    public @Nullable PodArrival next() throws IOException {
      PodArrival arrival = source.next();
      if (arrival == null) {
        return null;
      }
      timeNanos += NANOS_PER_SECOND;
      Pod pod = arrival.pod();
      return new PodArrival(
          timeNanos,
          pod.durationNanos() == Pod.NEVER
              ? pod
              : pod.toBuilder().durationNanos(Pod.NEVER).build());
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
