package io.towtank.scenarios.spark;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.Serializable;
import java.util.List;

/**
 * What a task that read rows has to say of them.
 *
 * @param part number of what it read
 * @param accounts what became of the rows
 * @param problem why the reading ended early, for the user; empty if it did not
 * @param note what the format has noted, in hexadecimal digits
 * @param bytes size of all records
 * @param stride how many records each of the sample stands for
 * @param sample places of some records
 */
record Summary(
    int part,
    TraceAccounts accounts,
    String problem,
    String note,
    long bytes,
    long stride,
    List<Place> sample)
    implements Serializable {

  /**
   * Makes sure that nothing is wrong.
   *
   * @throws InputException with the problem of the first part that has one
   */
  static void requireSound(List<Summary> summaries) {
    for (Summary summary : summaries) {
      if (!summary.problem.isEmpty()) {
        throw new InputException(summary.problem);
      }
    }
  }

  static long bytes(List<Summary> summaries) {
    return summaries.stream().mapToLong(Summary::bytes).sum();
  }
}
