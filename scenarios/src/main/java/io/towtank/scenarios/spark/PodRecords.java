package io.towtank.scenarios.spark;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.BatchBytes;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.PartedFormat;
import io.towtank.workloads.parts.RowFold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Pods as records: their place in the order of arrival, and their bytes. */
final class PodRecords extends Records {
  private final Task task;
  private final Opener opener;
  private final BatchBytes bytes = new BatchBytes();
  private @Nullable Source source;

  private PodRecords(int number, Task task, Opener opener) {
    super(number);
    this.task = task;
    this.opener = opener;
  }

  /** Pods of a part of a trace. */
  static PodRecords ofPart(Task task, int number, TablePart part) {
    return new PodRecords(
        number,
        task,
        accounts -> {
          PartedFormat format = task.format(PartedFormat.class);
          return new PartSource(
              number,
              Arrivals.chosen(
                  format.openPart(part, task.options(), accounts), task.options(), accounts));
        });
  }

  /** Pods of a trace that says nothing of parts, put in order by its reader. */
  static PodRecords ofWhole(Task task) {
    return new PodRecords(
        0,
        task,
        accounts -> {
          TraceFormat format = task.format(TraceFormat.class);
          return new WholeSource(format.openPods(Path.of(task.path()), task.options(), accounts));
        });
  }

  /** Pods of rows that are held together by their keys. */
  static PodRecords ofRows(
      Task task, int number, List<byte[]> notes, Iterator<Tuple2<Place, byte[]>> rows) {
    return new PodRecords(
        number,
        task,
        accounts -> {
          KeyedFormat format = task.format(KeyedFormat.class);
          FoldSource fold = new FoldSource(format.fold(task.options(), notes, accounts), rows);
          return new ChosenFold(fold, Arrivals.chosen(fold, task.options(), accounts));
        });
  }

  @Override
  void open() throws IOException {
    source = opener.open(accounts());
  }

  @Override
  @Nullable Tuple2<Place, byte[]> read() throws IOException {
    Source opened = source;
    PodBatch batch = opened == null ? null : opened.next();
    return batch == null || opened == null
        ? null
        : new Tuple2<>(new Place(task.major(batch.timeNanos()), opened.row()), bytes.write(batch));
  }

  @Override
  void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }

  @FunctionalInterface
  private interface Opener {
    Source open(TraceAccounts accounts);
  }

  /** Pods and their places. */
  private interface Source {
    @Nullable PodBatch next() throws IOException;

    long row();

    void close() throws IOException;
  }

  private static final class PartSource implements Source {
    private final ArrivalSource source;
    private long row;

    private PartSource(int part, ArrivalSource source) {
      this.source = source;
      row = Place.row(part, 0);
    }

    @Override
    public @Nullable PodBatch next() {
      row++;
      return source.next();
    }

    @Override
    public long row() {
      return row;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  private static final class WholeSource implements Source {
    private final ArrivalStream stream;
    private long row;

    private WholeSource(ArrivalStream stream) {
      this.stream = stream;
    }

    @Override
    public @Nullable PodBatch next() throws IOException {
      row++;
      PodArrival arrival = stream.next();
      return arrival == null ? null : PodBatch.of(arrival);
    }

    @Override
    public long row() {
      return row;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  private static final class FoldSource implements ArrivalSource {
    private final RowFold fold;
    private final Iterator<Tuple2<Place, byte[]>> rows;
    private long row;

    private FoldSource(RowFold fold, Iterator<Tuple2<Place, byte[]>> rows) {
      this.fold = fold;
      this.rows = rows;
    }

    @Override
    public @Nullable PodBatch next() {
      while (rows.hasNext()) {
        Tuple2<Place, byte[]> next = rows.next();
        row = next._1().row();
        PodBatch batch = fold.take(Place.part(row), row, next._2());
        if (batch != null) {
          return batch;
        }
      }
      PodBatch batch = fold.remaining();
      row = Place.afterAllRows(fold.placeOfRemaining());
      return batch;
    }

    @Override
    public String position() {
      return "";
    }

    @Override
    public void close() {}
  }

  private record ChosenFold(FoldSource fold, ArrivalSource chosen) implements Source {
    @Override
    public @Nullable PodBatch next() {
      return chosen.next();
    }

    @Override
    public long row() {
      return fold.row;
    }

    @Override
    public void close() throws IOException {
      chosen.close();
    }
  }
}
