package io.towtank.workloads.google;

import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedRows;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Rows of collection events: what holds for all instances of a collection, from the time of the row
 * on.
 *
 * @see InstanceFold2019
 */
final class CollectionRows2019 implements KeyedRows {
  private static final byte[] END = new byte[0];
  private static final String AFTER = "start_after_collection_ids";

  private final EventTable2019 rows;
  private long collection;
  private long micros;

  CollectionRows2019(TablePart part) {
    rows = new EventTable2019(part);
  }

  @Override
  public byte[] next() {
    EventRow row = rows.next();
    if (row == null) {
      return END;
    }
    collection = row.integer(0, "collection_id");
    micros = Math.max(0, row.integer(0, "time"));
    boolean ends = InstanceRows2019.kind(row) == TaskEvent.Kind.END;
    boolean startsAfterOthers = row.hasItems(AFTER);
    long parent = Math.max(0, row.integer(0, "parent_collection_id"));
    long perMachine = row.integer(0, "max_per_machine");
    long perSwitch = row.integer(0, "max_per_switch");
    return RowBytes.of(
        out -> {
          out.writeByte(InstanceRows2019.COLLECTION);
          out.writeLong(collection);
          out.writeBoolean(ends);
          out.writeBoolean(startsAfterOthers);
          out.writeLong(parent);
          out.writeLong(perMachine);
          out.writeLong(perSwitch);
        });
  }

  @Override
  public long key() {
    return collection;
  }

  @Override
  public long turn() {
    return micros;
  }

  /** Nothing: the trace ends with its instances. */
  @Override
  public byte[] note() {
    return ByteBuffer.allocate(InstanceRows2019.ORIGINS * Long.BYTES).array();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /**
   * What a row says.
   *
   * @param perMachine most instances on a machine; 0 for any number
   * @param perSwitch most instances at a switch; 0 for any number
   */
  record Collection(
      long id,
      boolean ends,
      boolean startsAfterOthers,
      long parent,
      long perMachine,
      long perSwitch) {
    /** What follows the row's first byte. */
    static Collection of(ByteBuffer bytes) {
      return new Collection(
          bytes.getLong(),
          bytes.get() != 0,
          bytes.get() != 0,
          bytes.getLong(),
          bytes.getLong(),
          bytes.getLong());
    }

    TaskEvent.Ties ties() {
      return new TaskEvent.Ties(perMachine == 1, perSwitch == 1, parent);
    }
  }
}
