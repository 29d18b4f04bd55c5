package io.towtank.workloads.slurm;

import io.towtank.workloads.input.Rows;
import java.util.stream.Stream;

/** Numbers of the columns that are looked at in each row; -1 where there is none. */
record SacctColumns(
    int id, int rawId, int submit, int eligible, int start, int end, int elapsed, int state) {
  SacctColumns(Rows rows) {
    this(
        rows.column("JobID"),
        rows.column("JobIDRaw"),
        rows.column("Submit"),
        rows.column("Eligible"),
        rows.column("Start"),
        rows.column("End"),
        rows.column("Elapsed"),
        rows.column("State"));
  }

  /** Those that say what a job asks for. */
  static int[] ofShape(Rows rows) {
    return numbers(
        rows,
        "AllocTRES",
        "ReqTRES",
        "NNodes",
        "AllocNodes",
        "ReqNodes",
        "AllocCPUS",
        "NCPUS",
        "ReqCPUS",
        "ReqMem");
  }

  /** Those that become labels. */
  static int[] ofLabels(Rows rows) {
    return numbers(rows, "User", "Account", "Partition", "QOS");
  }

  /** In the order of the file, since columns side by side are compared in one piece. */
  private static int[] numbers(Rows rows, String... names) {
    return Stream.of(names).mapToInt(rows::column).filter(i -> i >= 0).sorted().toArray();
  }
}
