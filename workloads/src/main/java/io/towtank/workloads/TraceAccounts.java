package io.towtank.workloads;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a trace's data rows.
 *
 * <p>A row is counted at the moment its fate is known, so that rows read = rows used + rows dropped
 * holds at any time. Headers and blank lines are not counted. Not for use by several threads.
 */
public final class TraceAccounts {
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final SortedMap<String, Long> repaired = new TreeMap<>();
  private long rowsUsed;
  private long rowsDropped;

  /** Counts a row that made a pod or a node. */
  public void use() {
    rowsUsed++;
  }

  /** Counts a row that made nothing, for this reason. */
  public void drop(String reason) {
    rowsDropped++;
    dropped.merge(reason, 1L, Long::sum);
  }

  /** Counts a row that is used, but not as it stands. One row may be repaired for many reasons. */
  public void repair(String reason) {
    repaired.merge(reason, 1L, Long::sum);
  }

  /** Data rows read so far. */
  public long rowsRead() {
    return rowsUsed + rowsDropped;
  }

  /** Rows that made something. */
  public long rowsUsed() {
    return rowsUsed;
  }

  /** Rows that made nothing, by reason. */
  public SortedMap<String, Long> rowsDropped() {
    return Collections.unmodifiableSortedMap(dropped);
  }

  /** Repairs to rows, by reason. */
  public SortedMap<String, Long> rowsRepaired() {
    return Collections.unmodifiableSortedMap(repaired);
  }
}
