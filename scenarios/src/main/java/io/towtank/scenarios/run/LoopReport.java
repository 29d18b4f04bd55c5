package io.towtank.scenarios.run;

import io.towtank.fault.FaultAccounts;
import java.util.List;
import java.util.SortedMap;

/**
 * What became of a cluster in which the whole loop ran.
 *
 * @param workloads what controllers keep true, as it stands at the end
 * @param faults the faults that struck, in the order in which they began; the first ones where they
 *     are many
 * @param accounts what became of each entry of the fault schedule
 * @param podsEnded pods that ended before the run did, by how
 * @param podsCreated all pods there ever were
 * @param restarts restarts of containers, of all pods there ever were
 */
public record LoopReport(
    List<Workload> workloads,
    List<FaultLine> faults,
    List<FaultAccounts> accounts,
    SortedMap<String, Long> podsEnded,
    long podsCreated,
    long restarts) {
  /** Copies the lists. */
  public LoopReport {
    workloads = List.copyOf(workloads);
    faults = List.copyOf(faults);
    accounts = List.copyOf(accounts);
  }

  /**
   * Something that a controller keeps true.
   *
   * @param kind e.g. {@code Deployment}
   * @param key {@code namespace/name}
   * @param desired pods wanted
   * @param updated pods of the latest template
   * @param ready pods that are ready
   */
  public record Workload(String kind, String key, int desired, int updated, int ready) {
    /** Whether all pods wanted are ready, of the latest template. */
    public boolean isComplete() {
      return ready == desired && updated == desired;
    }
  }

  /**
   * A fault that struck.
   *
   * @param plan name of the schedule's entry
   * @param fault name of the fault
   * @param targets whom it struck, in a few words
   * @param endNanos when it was repaired; -1 if it lasts
   * @param notes what happened in its course
   */
  public record FaultLine(
      String plan, String fault, String targets, long beginNanos, long endNanos, List<Note> notes) {
    /** Copies the notes. */
    public FaultLine {
      notes = List.copyOf(notes);
    }
  }

  /** Something that happened in the course of a fault. */
  public record Note(long atNanos, String what) {}
}
