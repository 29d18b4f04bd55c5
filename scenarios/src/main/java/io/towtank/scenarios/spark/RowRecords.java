package io.towtank.scenarios.spark;

import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.KeyedRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Rows as records: their key and place, and their bytes. Rows that have turns have their turn in
 * place of the key, which stands before their bytes until they are numbered.
 */
final class RowRecords extends Records {
  private final Task task;
  private final int number;
  private final TablePart part;
  private @Nullable KeyedRows rows;
  private boolean hasTurns;
  private long row;

  RowRecords(Task task, int number, TablePart part) {
    super(number);
    this.task = task;
    this.number = number;
    this.part = part;
  }

  @Override
  void open() {
    KeyedFormat format = task.format(KeyedFormat.class);
    hasTurns = format.hasTurns();
    rows = format.openRows(part);
  }

  @Override
  @Nullable Tuple2<Place, byte[]> read() {
    KeyedRows opened = rows;
    if (opened == null) {
      return null;
    }
    byte[] bytes = opened.next();
    if (bytes.length == 0) {
      return null;
    }
    long place = Place.row(number, row++);
    return hasTurns
        ? new Tuple2<>(new Place(opened.turn(), place), withKey(opened.key(), bytes))
        : new Tuple2<>(new Place(opened.key(), place), bytes);
  }

  /**
   * Rows of a part of the order of turns, as if they had come from the trace in this order.
   *
   * @param number of the part
   */
  static Iterator<Tuple2<Place, byte[]>> numbered(
      int number, Iterator<Tuple2<Place, byte[]>> inTurn) {
    return new Iterator<>() {
      private long row;

      @Override
      public boolean hasNext() {
        return inTurn.hasNext();
      }

      @Override
      public Tuple2<Place, byte[]> next() {
        byte[] bytes = inTurn.next()._2();
        return new Tuple2<>(
            new Place(ByteBuffer.wrap(bytes).getLong(), Place.row(number, row++)),
            Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
      }
    };
  }

  private static byte[] withKey(long key, byte[] row) {
    return ByteBuffer.allocate(Long.BYTES + row.length).putLong(key).put(row).array();
  }

  @Override
  byte[] note() {
    return rows == null ? new byte[0] : rows.note();
  }

  @Override
  void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
