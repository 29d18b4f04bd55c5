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
 * <p>A source of at most so many is read once and sorted in memory, if it has to be. A longer one
 * is read twice, first for its times alone: if they are in order, it streams by; if none stands
 * further than that number from its place, it is sorted as it streams by; else in temporary files,
 * see {@link SpilledSort}.
 */
final class ReorderingStream implements BatchStream {
  /**
   * So many are held before the rest is looked through for its order: shorter lists are read once.
   */
  private static final int ROWS_BEFORE_CHECK = 1 << 18;

  static final String SORTED = "row not in order of arrival: sorted";

  private final Supplier<? extends ArrivalSource> open;
  private final ArrivalSource source;
  private final int rowsMax;
  private final TraceAccounts accounts;

  /** The first rows, until it is known what to do with them. */
  private final List<PodBatch> first = new ArrayList<>();

  /** Places of the first rows in order; null as long as they are in order as they are. */
  private int @Nullable [] order;

  private int given;

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
    if (given < first.size()) {
      int place = given++;
      return first.get(order == null ? place : order[place]);
    }
    if (isInOrder) {
      forgetFirst();
      return nextInOrder();
    }
    fillWindow();
    Held next = inOrder.peek();
    Held late = outOfOrder.peek();
    if (next == null || (late != null && Held.BY_TIME_THEN_ROW.compare(late, next) < 0)) {
      next = outOfOrder.poll();
    } else {
      inOrder.poll();
    }
    return next == null ? null : next.batch();
  }

  @Override
  public void close() throws IOException {
    forgetFirst();
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
    boolean ordered = readFirst(Math.min(rowsMax, ROWS_BEFORE_CHECK));
    isInOrder = !ended && ordered && isInOrder();
    if (isInOrder) {
      return;
    }
    ordered &= readFirst(rowsMax);
    if (ended) {
      order = ordered ? null : TimeOrder.of(first);
    } else if (windowSuffices()) {
      long latest = 0;
      for (Held held : takeFirst()) {
        (held.timeNanos() < latest ? outOfOrder : inOrder).add(held);
        latest = Math.max(latest, held.timeNanos());
      }
    } else {
      spill();
    }
  }

  /** Reads the first rows up to so many; whether those that were read now are in order. */
  private boolean readFirst(int rows) {
    long latest = latestReadNanos;
    boolean ordered = true;
    while (first.size() < rows) {
      PodBatch batch = read();
      if (batch == null) {
        break;
      }
      ordered &= batch.timeNanos() >= latest;
      latest = batch.timeNanos();
      first.add(batch);
    }
    return ordered;
  }

  private List<Held> takeFirst() {
    List<Held> taken = new ArrayList<>(first.size());
    for (PodBatch batch : first) {
      taken.add(new Held(batch, row++));
    }
    forgetFirst();
    return taken;
  }

  private void forgetFirst() {
    first.clear();
    given = 0;
    order = null;
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
    while (!first.isEmpty()) {
      int[] places = TimeOrder.of(first);
      List<Held> run = new ArrayList<>(places.length);
      for (int place : places) {
        run.add(new Held(first.get(place), row + place));
      }
      row += places.length;
      first.clear();
      sort.add(run);
      readFirst(rowsMax);
    }
    sort.merge();
  }

  private void fillWindow() {
    while (!ended && inOrder.size() + outOfOrder.size() < rowsMax) {
      long latest = latestReadNanos;
      PodBatch batch = read();
      if (batch != null) {
        Held held = new Held(batch, row++);
        (held.timeNanos() < latest ? outOfOrder : inOrder).add(held);
      }
    }
  }

  private @Nullable PodBatch read() {
    PodBatch batch = ended ? null : source.next();
    if (batch == null) {
      ended = true;
      return null;
    }
    if (batch.timeNanos() < latestReadNanos) {
      accounts.repair(SORTED);
    }
    latestReadNanos = Math.max(latestReadNanos, batch.timeNanos());
    return batch;
  }
}
