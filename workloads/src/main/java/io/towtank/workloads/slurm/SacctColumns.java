package io.towtank.workloads.slurm;

import io.towtank.workloads.input.Rows;
import java.util.List;

/**
 * Numbers of the columns that are looked at in each row; -1 where there is none.
 *
 * @param ofShape those that say what a job asks for
 * @param ofLabels those that become labels
 */
record SacctColumns(
    int id,
    int rawId,
    int submit,
    int eligible,
    int start,
    int end,
    int elapsed,
    int state,
    int[] ofShape,
    int[] ofLabels) {
  SacctColumns(Rows rows) {
    this(
        rows.column("JobID"),
        rows.column("JobIDRaw"),
        rows.column("Submit"),
        rows.column("Eligible"),
        rows.column("Start"),
        rows.column("End"),
        rows.column("Elapsed"),
        rows.column("State"),
        numbers(
            rows,
            "AllocTRES",
            "ReqTRES",
            "NNodes",
            "AllocNodes",
            "ReqNodes",
            "AllocCPUS",
            "NCPUS",
            "ReqCPUS",
            "ReqMem"),
        numbers(rows, "User", "Account", "Partition", "QOS"));
  }

  /** The last of those that tell when a job arrives. */
  int lastOfArrival() {
    return Math.max(Math.max(id, rawId), Math.max(submit, eligible));
  }

  private static int[] numbers(Rows rows, String... names) {
    return List.of(names).stream().mapToInt(rows::column).toArray();
  }
}
