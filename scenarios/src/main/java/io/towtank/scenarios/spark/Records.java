package io.towtank.scenarios.spark;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Records of one task, and its summary after the last. What is wrong with the input ends them, and
 * is said in the summary: so the user hears of the first problem of the trace, not of the task that
 * fails first.
 */
abstract class Records implements Iterator<Tuple2<Place, byte[]>> {
  private static final int SAMPLE_MAX = 512;

  private final int part;
  private final TraceAccounts accounts = new TraceAccounts();
  private final List<Place> sample = new ArrayList<>();
  private @Nullable Tuple2<Place, byte[]> ahead;
  private boolean started;
  private boolean ended;
  private long stride = 1;
  private long records;
  private long bytes;

  /** Records of a part. */
  Records(int part) {
    this.part = part;
  }

  final TraceAccounts accounts() {
    return accounts;
  }

  /** Opens what is read. */
  abstract void open() throws IOException;

  /** The next record; null at the end. */
  abstract @Nullable Tuple2<Place, byte[]> read() throws IOException;

  /** Closes what was opened, if it was. */
  abstract void close() throws IOException;

  /** What the format notes at the end. */
  byte[] note() {
    return new byte[0];
  }

  @Override
  public final boolean hasNext() {
    if (ahead == null && !ended) {
      ahead = advance();
    }
    return ahead != null;
  }

  @Override
  public final Tuple2<Place, byte[]> next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    Tuple2<Place, byte[]> record = ahead;
    ahead = null;
    return record;
  }

  private Tuple2<Place, byte[]> advance() {
    String problem = "";
    byte[] note = new byte[0];
    try {
      if (!started) {
        started = true;
        open();
      }
      Tuple2<Place, byte[]> record = read();
      if (record != null) {
        count(record);
        return record;
      }
      note = note();
    } catch (InputException e) {
      problem = String.valueOf(e.getMessage());
    } catch (UncheckedIOException | IOException e) {
      problem = "towtank: can't read or write: " + e.getMessage();
    }
    ended = true;
    closeQuietly();
    Summary summary =
        new Summary(part, accounts, problem, HexFormat.of().formatHex(note), bytes, stride, sample);
    return new Tuple2<>(new Place(Place.SUMMARY, part), SerialBytes.of(summary));
  }

  private void count(Tuple2<Place, byte[]> record) {
    bytes += record._2().length;
    if (records++ % stride == 0) {
      sample.add(record._1());
      if (sample.size() == SAMPLE_MAX) {
        List<Place> half = new ArrayList<>();
        for (int i = 0; i < SAMPLE_MAX; i += 2) {
          half.add(sample.get(i));
        }
        sample.clear();
        sample.addAll(half);
        stride *= 2;
      }
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
