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
  private final ReasonCounts dropped = new ReasonCounts();
  private final ReasonCounts repaired = new ReasonCounts();
  private final ReasonCounts podsLeftOut = new ReasonCounts();
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
    dropped.add(reason, 1);
  }

  /** Counts a row that is used, but not as it stands. One row may be repaired for many reasons. */
  public void repair(String reason) {
    repaired.add(reason, 1);
  }

  /** Counts a pod that rows made, whether it is left out later or not. */
  public void pod() {
    podsMade++;
  }

  /** Counts a pod that was made, but that the options leave out, for this reason. */
  public void leaveOut(String reason) {
    podsLeftOut.add(reason, 1);
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
    dropped.add(reason, rows);
  }

  /** Counts rows that are used, but not as they stand. */
  public void repair(String reason, long rows) {
    repaired.add(reason, rows);
  }

  /** Counts pods that rows made; a number below 0 takes back what was counted before. */
  public void pods(long pods) {
    podsMade += pods;
  }

  /** Counts pods that were made, but that the options leave out, for this reason. */
  public void leaveOut(String reason, long pods) {
    podsLeftOut.add(reason, pods);
  }

  /** Counts all that others have counted, as if it had been counted here. */
  public void addAll(TraceAccounts others) {
    dropped.addAll(others.dropped);
    repaired.addAll(others.repaired);
    podsLeftOut.addAll(others.podsLeftOut);
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
    return dropped.toMap();
  }

  /** Repairs to rows, by reason. */
  public SortedMap<String, Long> rowsRepaired() {
    return repaired.toMap();
  }

  /** Pods that rows made. */
  public long podsMade() {
    return podsMade;
  }

  /** Pods that were made and left out, by reason. */
  public SortedMap<String, Long> podsLeftOut() {
    return podsLeftOut.toMap();
  }

  /** What 1.0 of each normalised resource was taken for. */
  public SortedMap<String, String> scales() {
    return Collections.unmodifiableSortedMap(scales);
  }
}
