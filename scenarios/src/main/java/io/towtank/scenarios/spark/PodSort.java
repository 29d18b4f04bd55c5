package io.towtank.scenarios.spark;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.PartedFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Reads a trace's pods in parts and sorts them.
 *
 * <p>What was read lies on the disks of the executors until it is sorted, and what is sorted until
 * it is fetched. Nothing depends on how many tasks there are, or on which ends first: a record's
 * place in the order follows from its time and its row alone.
 */
final class PodSort {
  private static final int PARTITIONS_MAX = 10_000;

  private final JavaSparkContext spark;
  private final Task task;
  private final SparkEngine.Shares shares;

  /** What is on the disks until pods are made of it. */
  private final List<JavaPairRDD<Place, byte[]>> kept = new ArrayList<>();

  PodSort(JavaSparkContext spark, Task task, SparkEngine.Shares shares) {
    this.spark = spark;
    this.task = task;
    this.shares = shares;
  }

  /** The pods in the order of arrival; their rows are counted. */
  ArrivalStream open(TraceFormat format, TraceAccounts accounts) {
    JavaPairRDD<Place, byte[]> pods = read(format).persist(StorageLevel.DISK_ONLY());
    List<Summary> summaries = summaries(pods);
    kept.forEach(rows -> rows.unpersist(false));
    summaries.forEach(summary -> accounts.addAll(summary.accounts()));
    PlacePartitioner ranges =
        PlacePartitioner.ofRanges(
            partitions(Summary.bytes(summaries), shares.sortedBytes(), 1), summaries);
    JavaRDD<byte[]> blocks =
        withoutSummaries(pods)
            .repartitionAndSortWithinPartitions(ranges, Place.Order.TIME_THEN_ROW)
            .mapPartitionsWithIndex(PodSort::blocks, true)
            .persist(StorageLevel.DISK_ONLY());
    List<Extent> extents =
        new ArrayList<>(
            blocks.filter(block -> block[0] == SortedBlocks.EXTENT).collect().stream()
                .map(Extent::of)
                .toList());
    extents.sort(Comparator.comparingInt(Extent::partition));
    pods.unpersist(false);
    return Arrivals.ordered(new SortedPods(blocks, extents, accounts), task.options().replay());
  }

  private JavaPairRDD<Place, byte[]> read(TraceFormat format) {
    Path path = Path.of(task.path());
    // Who takes the first pods alone does not read the rest.
    boolean isCutShort = task.options().values().containsKey(TraceOptions.MAX_PODS);
    if (!isCutShort && format instanceof KeyedFormat keyed) {
      return followed(keyed.parts(path, task.options()), keyed.hasTurns());
    }
    if (!isCutShort && format instanceof PartedFormat parted) {
      List<TablePart> parts = cut(parted.parts(path, task.options()));
      Task job = task;
      return tasks(parts)
          .mapPartitionsToPair(
              some -> {
                TablePart part = SerialBytes.read(some.next(), TablePart.class);
                return PodRecords.ofPart(job, TaskContext.getPartitionId(), part);
              });
    }
    Task job = task;
    return spark.parallelize(List.of(0), 1).mapPartitionsToPair(unused -> PodRecords.ofWhole(job));
  }

  private JavaPairRDD<Place, byte[]> followed(List<TablePart> whole, boolean hasTurns) {
    Task job = task;
    List<TablePart> parts = cut(whole);
    JavaPairRDD<Place, byte[]> rows =
        tasks(parts)
            .mapPartitionsToPair(
                some -> {
                  TablePart part = SerialBytes.read(some.next(), TablePart.class);
                  return new RowRecords(job, TaskContext.getPartitionId(), part);
                })
            .persist(StorageLevel.DISK_ONLY());
    List<Summary> summaries = summaries(rows);
    kept.add(rows);
    List<byte[]> notes = new ArrayList<>();
    summaries.forEach(summary -> notes.add(HexFormat.of().parseHex(summary.note())));
    int partitions =
        partitions(Summary.bytes(summaries), shares.partBytes(), spark.defaultParallelism());
    return (hasTurns ? inTurn(rows, summaries) : withoutSummaries(rows))
        .repartitionAndSortWithinPartitions(PlacePartitioner.ofKeys(partitions), Place.Order.ROW)
        .mapPartitionsToPair(
            some -> PodRecords.ofRows(job, TaskContext.getPartitionId(), notes, some));
  }

  /** The rows with places in the order of their turns. */
  private JavaPairRDD<Place, byte[]> inTurn(
      JavaPairRDD<Place, byte[]> rows, List<Summary> summaries) {
    PlacePartitioner ranges =
        PlacePartitioner.ofRanges(
            partitions(Summary.bytes(summaries), shares.partBytes(), 1), summaries);
    return withoutSummaries(rows)
        .repartitionAndSortWithinPartitions(ranges, Place.Order.TIME_THEN_ROW)
        .mapPartitionsToPair(some -> RowRecords.numbered(TaskContext.getPartitionId(), some));
  }

  private List<TablePart> cut(List<TablePart> parts) {
    return new FileCuts(spark, shares.partBytes()).cut(parts);
  }

  /** The parts, one for each task. */
  private JavaRDD<byte[]> tasks(List<TablePart> parts) {
    List<byte[]> tasks = new ArrayList<>();
    for (TablePart part : parts) {
      tasks.add(SerialBytes.of(part));
    }
    return spark.parallelize(tasks, tasks.size());
  }

  private static Iterator<byte[]> blocks(
      Integer partition, Iterator<Tuple2<Place, byte[]>> sorted) {
    return new SortedBlocks(partition, sorted);
  }

  private static JavaPairRDD<Place, byte[]> withoutSummaries(JavaPairRDD<Place, byte[]> records) {
    return records.filter(record -> !record._1().isSummary());
  }

  /** Summaries in the order of what was read; they are sound. */
  private static List<Summary> summaries(JavaPairRDD<Place, byte[]> records) {
    List<Summary> summaries = new ArrayList<>();
    for (Tuple2<Place, byte[]> record : records.filter(each -> each._1().isSummary()).collect()) {
      summaries.add(SerialBytes.read(record._2(), Summary.class));
    }
    summaries.sort(Comparator.comparingInt(Summary::part));
    Summary.requireSound(summaries);
    return summaries;
  }

  private static int partitions(long bytes, long share, int least) {
    return (int) Math.max(least, Math.min(PARTITIONS_MAX, bytes / share + 1));
  }
}
