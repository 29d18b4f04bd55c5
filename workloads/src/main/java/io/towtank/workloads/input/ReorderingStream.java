package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts arrivals in order of (time, row) with a bounded number of them in memory.
 *
 * <p>A source of more than a few thousand is read twice, first for its times alone: if they are in
 * order, it streams by. Otherwise one of at most so many is sorted in memory; if none stands
 * further than that number from its place, it is sorted as it streams by; else in temporary files,
 * see {@link SpilledSort}.
 */
final class ReorderingStream implements BatchStream {
  /** So many are held before the rest is looked through for its order. */
  private static final int ROWS_BEFORE_CHECK = 1 << 13;

  static final String SORTED = "row not in order of arrival: sorted";

  private final Supplier<? extends ArrivalSource> open;
  private final ArrivalSource source;
  private final int rowsMax;
  private final TraceAccounts accounts;

  /** Those held back that came in order, and the others. */
  private final ArrayDeque<Held> inOrder = new ArrayDeque<>();

  private final PriorityQueue<Held> outOfOrder = new PriorityQueue<>(Held.BY_TIME_THEN_ROW);
  private @Nullable SpilledSort spilled;
  private long row;
  private long latestReadNanos;
  private boolean isInOrder;
  private boolean started;
  private boolean ended;

  ReorderingStream(Supplier<? extends ArrivalSource> open, int rowsMax, TraceAccounts accounts) {
    this.open = open;
    this.rowsMax = rowsMax;
    this.accounts = accounts;
    source = open.get();
  }

  @Override
  public @Nullable PodBatch next() throws IOException {
    if (!started) {
      start();
    }
    if (spilled != null) {
      return spilled.next();
    }
    if (isInOrder) {
      return inOrder.isEmpty() ? nextInOrder() : inOrder.remove().batch();
    }
    fillWindow(rowsMax);
    Held first = inOrder.peek();
    Held late = outOfOrder.peek();
    if (first == null || (late != null && Held.BY_TIME_THEN_ROW.compare(late, first) < 0)) {
      first = outOfOrder.poll();
    } else {
      inOrder.poll();
    }
    return first == null ? null : first.batch();
  }

  @Override
  public void close() throws IOException {
    inOrder.clear();
    outOfOrder.clear();
    ended = true;
    started = true;
    try {
      source.close();
    } finally {
      if (spilled != null) {
        spilled.close();
      }
    }
  }

  private void start() throws IOException {
    started = true;
    fillWindow(Math.min(rowsMax, ROWS_BEFORE_CHECK));
    isInOrder = !ended && outOfOrder.isEmpty() && isInOrder();
    if (isInOrder) {
      return;
    }
    fillWindow(rowsMax);
    if (!ended && !windowSuffices()) {
      spill();
    }
  }

  private boolean isInOrder() throws IOException {
    TraceAccounts before = accounts.copy();
    try (ArrivalSource again = open.get()) {
      return OrderCheck.isInOrder(again);
    } finally {
      accounts.restore(before);
    }
  }

  private @Nullable PodBatch nextInOrder() {
    PodBatch batch = ended ? null : source.next();
    ended = batch == null;
    if (batch != null && batch.timeNanos() < latestReadNanos) {
      throw new InputException(source.position() + ": the file was changed while it was read");
    }
    latestReadNanos = batch == null ? latestReadNanos : batch.timeNanos();
    return batch;
  }

  private boolean windowSuffices() throws IOException {
    TraceAccounts before = accounts.copy();
    try (ArrivalSource again = open.get()) {
      return OrderCheck.suffices(again, rowsMax);
    } finally {
      accounts.restore(before);
    }
  }

  private void spill() throws IOException {
    SpilledSort sort = new SpilledSort();
    spilled = sort;
    List<Held> run = new ArrayList<>(inOrder);
    run.addAll(outOfOrder);
    inOrder.clear();
    outOfOrder.clear();
    while (!run.isEmpty()) {
      run.sort(Held.BY_TIME_THEN_ROW);
      sort.add(run);
      run.clear();
      for (Held held = read(); held != null; held = run.size() < rowsMax ? read() : null) {
        run.add(held);
      }
    }
    sort.merge();
  }

  private void fillWindow(int rows) {
    while (!ended && inOrder.size() + outOfOrder.size() < rows) {
      long latest = latestReadNanos;
      Held held = read();
      if (held != null) {
        (held.timeNanos() < latest ? outOfOrder : inOrder).add(held);
      }
    }
  }

  private @Nullable Held read() {
    PodBatch batch = ended ? null : source.next();
    if (batch == null) {
      ended = true;
      return null;
    }
    if (batch.timeNanos() < latestReadNanos) {
      accounts.repair(SORTED);
    }
    latestReadNanos = Math.max(latestReadNanos, batch.timeNanos());
    return new Held(batch, row++);
  }
}
