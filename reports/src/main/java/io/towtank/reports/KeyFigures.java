package io.towtank.reports;

import io.towtank.record.RunSummary;
import java.util.Optional;

/** Which figures of a run to show first. */
public final class KeyFigures {
  private KeyFigures() {}

  /**
   * Whether pods only arrive: then waits, means over time and the simulated time itself say
   * nothing.
   */
  public static boolean arrivalOnly(RunSummary summary) {
    return summary.provenance().replay().equals("arrival-only");
  }

  /**
   * The resource that decides: in arrival-only runs the one of which most is requested, in timed
   * runs the one of which most is allocated on average, each by what there is of it; empty if none
   * is.
   */
  public static Optional<RunSummary.ResourceFigures> scarcest(RunSummary summary) {
    boolean arrivalOnly = arrivalOnly(summary);
    RunSummary.ResourceFigures scarcest = null;
    double most = 0;
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      double ratio = arrivalOnly ? requestedRatio(figures) : figures.allocationMeanRatio();
      if (ratio > most && !figures.resource().equals("pods")) {
        most = ratio;
        scarcest = figures;
      }
    }
    return Optional.ofNullable(scarcest);
  }

  /**
   * Nodes that no packing can do without / nodes used: in arrival-only runs when most were in use,
   * in timed runs over the whole run.
   */
  public static double packingEfficiency(RunSummary summary) {
    return arrivalOnly(summary)
        ? summary.packing().efficiencyRatio()
        : summary.packing().meanEfficiencyRatio();
  }

  /** Requests of all pods submitted / allocatable; 0 where nothing is allocatable. */
  public static double requestedRatio(RunSummary.ResourceFigures figures) {
    return figures.allocatable() > 0 ? (double) figures.arrivedEnd() / figures.allocatable() : 0;
  }

  /** How much of a resource the mix of pods can't use; empty where it is not known. */
  public static Optional<RunSummary.Fragmentation> fragmentation(
      RunSummary summary, String resource) {
    return summary.fragmentation().stream()
        .filter(fragmentation -> fragmentation.resource().equals(resource))
        .findFirst();
  }
}
