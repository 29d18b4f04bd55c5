package io.towtank.reports;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.Distribution;
import io.towtank.record.FailoverSummary;
import io.towtank.record.RunSummary;
import io.towtank.reports.format.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run that are read first, with their meaning in words. */
public final class RunHeadline {
  private static final double WELL_PACKED = 0.9;
  private static final double BADLY_PACKED = 0.6;
  private static final double AVAILABLE = 0.999;
  private static final double NOT_AVAILABLE = 0.99;
  private static final double FEW_LEFT = 0.01;

  private final RunSummary summary;
  private final boolean arrivalOnly;
  private final List<Figure> figures = new ArrayList<>();

  /** Whether a figure is what one hopes for. */
  public enum Tone {
    /** It is. */
    GOOD,
    /** Nobody can say in general. */
    NEUTRAL,
    /** It is not. */
    BAD;

    /** The name that files use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One figure.
   *
   * @param value a number with its unit, short
   * @param label what it is
   * @param meaning what that means, in a sentence or two
   */
  public record Figure(String value, String label, String meaning, Tone tone) {}

  private RunHeadline(RunSummary summary) {
    this.summary = summary;
    arrivalOnly = KeyFigures.arrivalOnly(summary);
  }

  /** The figures of a run, the most important first. */
  public static List<Figure> of(RunSummary summary) {
    RunHeadline headline = new RunHeadline(summary);
    KeyFigures.scarcest(summary).ifPresent(headline::scarcest);
    headline.packing();
    headline.nodes();
    headline.pods();
    if (!headline.arrivalOnly) {
      headline.waits();
    }
    FailoverSummary failover = summary.failover();
    if (failover != null) {
      headline.failover(failover);
    }
    return List.copyOf(headline.figures);
  }

  private void add(String value, String label, String meaning, Tone tone) {
    figures.add(new Figure(value, label, meaning, tone));
  }

  private void packing() {
    RunSummary.Packing packing = summary.packing();
    if (packing.nodesUsed() == 0) {
      return;
    }
    double efficiency = KeyFigures.packingEfficiency(summary);
    add(
        percent(efficiency),
        arrivalOnly ? "packing efficiency" : "packing efficiency on average",
        (arrivalOnly
                ? ""
                : "That share of the node-time used no packing could save."
                    + " When most nodes were in use, ")
            + count(packing.nodesUsed())
            + (arrivalOnly ? " nodes hold" : " held")
            + " pods that no packing can hold on fewer than "
            + count(packing.lowerBoundNodes())
            + ".",
        efficiency >= WELL_PACKED
            ? Tone.GOOD
            : efficiency < BADLY_PACKED ? Tone.BAD : Tone.NEUTRAL);
  }

  private void nodes() {
    RunSummary.Nodes nodes = summary.nodes();
    add(
        count(nodes.inUsePeak()) + " of " + count(nodes.total()),
        arrivalOnly ? "nodes in use" : "nodes in use at the peak",
        arrivalOnly
            ? (nodes.inUseEnd() == nodes.total()
                    ? "None"
                    : count((long) nodes.total() - nodes.inUseEnd()))
                + " stayed empty."
            : count(nodes.inUseEnd())
                + " at the end, "
                + count(StrictMath.rint(nodes.inUseMean()))
                + " on average.",
        Tone.NEUTRAL);
  }

  private void scarcest(RunSummary.ResourceFigures scarcest) {
    if (arrivalOnly) {
      add(
          percent(scarcest.allocationEndRatio()),
          "of " + scarcest.resource() + " allocated",
          "The scarcest resource: the pods that arrived request "
              + percent(KeyFigures.requestedRatio(scarcest))
              + " of it.",
          Tone.NEUTRAL);
    } else {
      add(
          percent(scarcest.allocationMeanRatio()),
          "of " + scarcest.resource() + " allocated on average",
          "The fullest resource, over simulation time. Peak "
              + percent(scarcest.allocationPeakRatio())
              + ", at the end "
              + percent(scarcest.allocationEndRatio())
              + ".",
          Tone.NEUTRAL);
    }
    KeyFigures.fragmentation(summary, scarcest.resource()).ifPresent(this::fragmentation);
  }

  private void fragmentation(RunSummary.Fragmentation fragmentation) {
    if (arrivalOnly) {
      add(
          percent(fragmentation.endCapacityRatio()),
          "of " + fragmentation.resource() + " fragmented",
          "Free, but in pieces that the workload's mix of pods can't use: "
              + percent(fragmentation.endFreeRatio())
              + " of what is free.",
          Tone.NEUTRAL);
    } else {
      add(
          percent(fragmentation.meanCapacityRatio()),
          "of " + fragmentation.resource() + " fragmented on average",
          "Free, but in pieces that the workload's mix of pods can't use. At the end "
              + percent(fragmentation.endCapacityRatio())
              + ".",
          Tone.NEUTRAL);
    }
  }

  private void pods() {
    RunSummary.Accounts accounts = summary.accounts();
    StringBuilder words = new StringBuilder();
    long left = accounts.podsPending() + accounts.podsNeverFitting();
    if (left == 0) {
      words.append(arrivalOnly ? "Every pod found a node. " : "No pod was left waiting. ");
    }
    sentence(words, accounts.podsPending(), arrivalOnly ? "found no node" : "were left waiting");
    sentence(words, accounts.podsNeverFitting(), "fit no node even if it were empty");
    sentence(words, accounts.podsFailed(), "failed");
    add(
        count(summary.waitSeconds().count()) + " of " + count(accounts.podsSubmitted()),
        arrivalOnly ? "pods that arrived were bound" : "pods were bound to a node",
        words.toString().strip(),
        left == 0
            ? Tone.GOOD
            : left > FEW_LEFT * accounts.podsSubmitted() ? Tone.BAD : Tone.NEUTRAL);
  }

  private static void sentence(StringBuilder words, long pods, String what) {
    if (pods > 0) {
      words.append(count(pods)).append(' ').append(what).append(". ");
    }
  }

  private void waits() {
    Distribution wait = summary.waitSeconds();
    if (wait.count() == 0) {
      return;
    }
    add(
        duration(wait.p50()) + " / " + duration(wait.p99()),
        "wait to be bound, median / 99th percentile",
        wait.max() == 0
            ? "Every pod that was bound was bound the moment it arrived."
            : "The longest of " + count(wait.count()) + " waited " + duration(wait.max()) + ".",
        wait.max() == 0 ? Tone.GOOD : Tone.NEUTRAL);
  }

  private void failover(FailoverSummary failover) {
    Distribution ready = failover.readySeconds();
    if (failover.faultsBegun() > 0 && failover.podsHit() > 0) {
      long open = failover.podsHit() - failover.podsRecovered();
      add(
          ready.count() == 0 ? "never" : duration(ready.p50()) + " / " + duration(ready.max()),
          "to recover from a fault, median / longest",
          count(failover.podsHit())
              + " pods were hit by "
              + count(failover.faultsBegun())
              + (failover.faultsBegun() == 1 ? " fault; " : " faults; ")
              + (open == 0
                  ? "all were ready again, themselves or by a replacement."
                  : count(open) + " were not made up for."),
          open == 0 ? Tone.GOOD : Tone.BAD);
    }
    if (failover.workloads() > 0) {
      double ratio = failover.replicaAvailabilityRatio();
      add(
          availability(ratio),
          "availability",
          "Of the pods that "
              + count(failover.workloads())
              + (failover.workloads() == 1 ? " workload" : " workloads")
              + " wanted, over time, that share served. The worst had a pod serving for "
              + availability(failover.availabilityMinRatio())
              + " of the time.",
          ratio >= AVAILABLE ? Tone.GOOD : ratio < NOT_AVAILABLE ? Tone.BAD : Tone.NEUTRAL);
    }
  }

  /** With as many decimals as its nines are worth, and never rounded up to all. */
  private static String availability(double ratio) {
    if (ratio >= 1 || ratio < NOT_AVAILABLE) {
      return percent(ratio);
    }
    int decimals = ratio > 0.9999 ? 4 : 3;
    double shown = StrictMath.floor(ratio * StrictMath.pow(10, decimals + 2.0));
    return Numbers.fixed(shown / StrictMath.pow(10, decimals), decimals) + " %";
  }
}
