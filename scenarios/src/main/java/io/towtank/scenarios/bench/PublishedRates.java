package io.towtank.scenarios.bench;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Decisions per second of kube-scheduler v1.34.1, measured elsewhere: its own code with parallelism
 * 16 and without an API server, one decision and one change of the cache each, on a shared machine
 * of 2 cores. The nodes were like those here; the pods requested 100m and 500Mi.
 */
public final class PublishedRates {
  /** What to say beside them. */
  public static final String NOTE =
      "kube-scheduler v1.34.1 was measured elsewhere, on another machine of 2 cores, with like nodes"
          + " and pods but its own history";

  /**
   * A published figure.
   *
   * @param workload label of the {@link BenchWorkload} that is like it
   * @param nodes how many
   * @param allNodes decisions per second, all nodes evaluated
   * @param adaptive decisions per second where it samples nodes as it does by default
   */
  public record Published(String workload, int nodes, double allNodes, double adaptive) {}

  /** All of them. */
  public static final List<Published> ALL =
      List.of(
          new Published("plain", 100, 4071, 3969),
          new Published("plain", 1000, 451, 1060),
          new Published("plain", 5000, 105, 695),
          new Published("plain", 10_000, 46, 657),
          new Published("spread", 100, 879, 897),
          new Published("spread", 1000, 194, 210),
          new Published("spread", 5000, 55, 155),
          new Published("spread", 10_000, 29, 124));

  private PublishedRates() {}

  /** The figure for all nodes evaluated, if there is one. */
  static OptionalDouble allNodes(BenchWorkload workload, int nodes) {
    return ALL.stream()
        .filter(rate -> rate.workload().equals(workload.label()) && rate.nodes() == nodes)
        .mapToDouble(Published::allNodes)
        .findFirst();
  }
}
