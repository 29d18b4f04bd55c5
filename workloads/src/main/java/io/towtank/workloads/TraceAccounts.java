package io.towtank.workloads;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a trace's data rows, and of the pods that they made.
 *
 * <p>A row is counted at the moment its fate is known, so that rows read = rows used + rows dropped
 * holds at any time. Headers and blank lines are not counted. A row may make no pod by itself, one,
 * or many: pods are counted apart. Not for use by several threads.
 */
public final class TraceAccounts implements Serializable {
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final SortedMap<String, Long> repaired = new TreeMap<>();
  private final SortedMap<String, Long> podsLeftOut = new TreeMap<>();
  private final SortedMap<String, String> scales = new TreeMap<>();
  private long rowsUsed;
  private long rowsDropped;
  private long podsMade;

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

  /** Counts a pod that rows made, whether it is left out later or not. */
  public void pod() {
    podsMade++;
  }

  /** Counts a pod that was made, but that the options leave out, for this reason. */
  public void leaveOut(String reason) {
    podsLeftOut.merge(reason, 1L, Long::sum);
  }

  /**
   * Notes what 1.0 of a normalised resource was taken for.
   *
   * @param resource such as {@code cpu}
   * @param amount such as {@code 64 cores (default)}
   */
  public void scale(String resource, String amount) {
    scales.put(resource, amount);
  }

  /** Counts rows that made a pod or a node. */
  public void use(long rows) {
    rowsUsed += rows;
  }

  /** Counts rows that made nothing, for this reason. */
  public void drop(String reason, long rows) {
    rowsDropped += rows;
    dropped.merge(reason, rows, Long::sum);
  }

  /** Counts rows that are used, but not as they stand. */
  public void repair(String reason, long rows) {
    repaired.merge(reason, rows, Long::sum);
  }

  /** Counts pods that rows made; a number below 0 takes back what was counted before. */
  public void pods(long pods) {
    podsMade += pods;
  }

  /** Counts pods that were made, but that the options leave out, for this reason. */
  public void leaveOut(String reason, long pods) {
    podsLeftOut.merge(reason, pods, Long::sum);
  }

  /** Counts all that others have counted, as if it had been counted here. */
  public void addAll(TraceAccounts others) {
    others.dropped.forEach((reason, rows) -> dropped.merge(reason, rows, Long::sum));
    others.repaired.forEach((reason, rows) -> repaired.merge(reason, rows, Long::sum));
    others.podsLeftOut.forEach((reason, pods) -> podsLeftOut.merge(reason, pods, Long::sum));
    scales.putAll(others.scales);
    rowsUsed += others.rowsUsed;
    rowsDropped += others.rowsDropped;
    podsMade += others.podsMade;
  }

  /** Accounts of their own that say the same. */
  public TraceAccounts copy() {
    TraceAccounts copy = new TraceAccounts();
    copy.addAll(this);
    return copy;
  }

  /** Forgets what was counted since {@link #copy} was called. */
  public void restore(TraceAccounts copy) {
    dropped.clear();
    repaired.clear();
    podsLeftOut.clear();
    scales.clear();
    rowsUsed = 0;
    rowsDropped = 0;
    podsMade = 0;
    addAll(copy);
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

  /** Pods that rows made. */
  public long podsMade() {
    return podsMade;
  }

  /** Pods that were made and left out, by reason. */
  public SortedMap<String, Long> podsLeftOut() {
    return Collections.unmodifiableSortedMap(podsLeftOut);
  }

  /** What 1.0 of each normalised resource was taken for. */
  public SortedMap<String, String> scales() {
    return Collections.unmodifiableSortedMap(scales);
  }
}
