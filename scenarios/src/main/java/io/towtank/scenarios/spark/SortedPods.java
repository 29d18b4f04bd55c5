package io.towtank.scenarios.spark;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.parts.BatchBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/**
 * Sorted pods, partition by partition: one is handed out while the next one is fetched, so that two
 * are in memory. Counts rows that were out of order as repaired.
 */
final class SortedPods implements ArrivalSource {
  private final JavaRDD<byte[]> blocks;
  private final TraceAccounts accounts;

  /** Of all pods behind each partition. */
  private final Extent[] later;

  private final BatchBytes codec = new BatchBytes();
  private final ExecutorService fetcher =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "towtank-fetch");
            thread.setDaemon(true);
            return thread;
          });
  private final List<byte[]> current = new ArrayList<>();
  private @Nullable Future<List<byte[]>> fetched;
  private SortedBlocks.@Nullable Reader reader;
  private int partition = -1;
  private int block;

  /**
   * Pods of sorted partitions.
   *
   * @param extents of the partitions, in their order
   * @param accounts where rows that were out of order are counted
   */
  SortedPods(JavaRDD<byte[]> blocks, List<Extent> extents, TraceAccounts accounts) {
    this.blocks = blocks;
    this.accounts = accounts;
    later = new Extent[extents.size()];
    Extent behind = Extent.NONE;
    for (int i = extents.size() - 1; i >= 0; i--) {
      later[i] = behind;
      behind = extents.get(i).with(behind);
    }
    fetch(0);
  }

  @Override
  public @Nullable PodBatch next() {
    while (true) {
      SortedBlocks.Reader pods = reader;
      if (pods != null && pods.next()) {
        return codec.read(pods.timeNanos(), pods.bytes());
      }
      if (block < current.size()) {
        reader = new SortedBlocks.Reader(current.get(block++));
      } else if (!nextPartition()) {
        return null;
      }
    }
  }

  @Override
  public String position() {
    return "";
  }

  @Override
  public void close() {
    fetcher.shutdownNow();
    current.clear();
  }

  private boolean nextPartition() {
    current.clear();
    reader = null;
    block = 0;
    Future<List<byte[]>> ready = fetched;
    if (ready == null) {
      return false;
    }
    partition++;
    try {
      for (byte[] each : ready.get()) {
        if (each[0] == SortedBlocks.BLOCK) {
          current.add(each);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new InputException(
          "--engine spark: sorted pods can't be fetched ("
              + Shown.sentence(String.valueOf(e.getCause()))
              + ")",
          e);
    }
    fetch(partition + 1);
    countOutOfOrder();
    return true;
  }

  private void fetch(int number) {
    fetched =
        number < later.length
            ? fetcher.submit(() -> blocks.collectPartitions(new int[] {number})[0])
            : null;
  }

  /** A row is out of order if it stands behind one that arrives later. */
  private void countOutOfOrder() {
    Extent behind = later[partition];
    long rows = 0;
    for (int i = current.size() - 1; i >= 0; i--) {
      SortedBlocks.Reader pods = new SortedBlocks.Reader(current.get(i));
      int count = pods.left();
      long[] times = new long[count];
      long[] places = new long[count];
      for (int pod = 0; pods.next(); pod++) {
        times[pod] = pods.timeNanos();
        places[pod] = pods.row();
      }
      for (int pod = count - 1; pod >= 0; pod--) {
        rows += behind.rowAfter(times[pod]) < places[pod] ? 1 : 0;
        behind = behind.after(times[pod], places[pod]);
      }
    }
    if (rows > 0) {
      accounts.repair(Arrivals.SORTED, rows);
    }
  }
}
