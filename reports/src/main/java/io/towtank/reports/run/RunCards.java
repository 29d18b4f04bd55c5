package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.Distribution;
import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.page.Html;

/** The figures of a run's page that are read first. */
final class RunCards {
  private final RunSummary summary;
  private final Html html;
  private final boolean arrivalOnly;

  RunCards(RunSummary summary, Html html) {
    this.summary = summary;
    this.html = html;
    arrivalOnly = KeyFigures.arrivalOnly(summary);
  }

  /** Writes them, side by side. */
  void write() {
    html.markup("<section id=\"figures\" aria-label=\"Main figures\"><dl class=\"cards\">");
    KeyFigures.scarcest(summary).ifPresent(this::scarcest);
    RunSummary.Packing packing = summary.packing();
    if (packing.nodesUsed() > 0) {
      html.figure(
          percent(KeyFigures.packingEfficiency(summary)),
          arrivalOnly ? "packing efficiency" : "packing efficiency on average",
          (arrivalOnly
                  ? ""
                  : "That share of the node-time used no packing could save."
                      + " When most nodes were in use, ")
              + count(packing.nodesUsed())
              + (arrivalOnly ? " nodes hold" : " held")
              + " pods that no packing can hold on fewer than "
              + count(packing.lowerBoundNodes())
              + ".");
    }
    RunSummary.Nodes nodes = summary.nodes();
    html.figure(
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
                + " on average.");
    pods();
    if (!arrivalOnly) {
      waits();
    }
    html.markup("</dl></section>");
  }

  private void scarcest(RunSummary.ResourceFigures scarcest) {
    if (arrivalOnly) {
      html.figure(
          percent(scarcest.allocationEndRatio()),
          "of " + scarcest.resource() + " allocated",
          "The scarcest resource: the pods that arrived request "
              + percent(KeyFigures.requestedRatio(scarcest))
              + " of it.");
    } else {
      html.figure(
          percent(scarcest.allocationMeanRatio()),
          "of " + scarcest.resource() + " allocated on average",
          "The fullest resource, over simulation time. Peak "
              + percent(scarcest.allocationPeakRatio())
              + ", at the end "
              + percent(scarcest.allocationEndRatio())
              + ".");
    }
    KeyFigures.fragmentation(summary, scarcest.resource()).ifPresent(this::fragmentation);
  }

  private void fragmentation(RunSummary.Fragmentation fragmentation) {
    if (arrivalOnly) {
      html.figure(
          percent(fragmentation.endCapacityRatio()),
          "of " + fragmentation.resource() + " fragmented",
          "Free, but in pieces that the workload's mix of pods can't use: "
              + percent(fragmentation.endFreeRatio())
              + " of what is free.");
    } else {
      html.figure(
          percent(fragmentation.meanCapacityRatio()),
          "of " + fragmentation.resource() + " fragmented on average",
          "Free, but in pieces that the workload's mix of pods can't use. At the end "
              + percent(fragmentation.endCapacityRatio())
              + ".");
    }
  }

  private void pods() {
    RunSummary.Accounts accounts = summary.accounts();
    StringBuilder words = new StringBuilder();
    if (accounts.podsPending() + accounts.podsNeverFitting() == 0) {
      words.append(arrivalOnly ? "Every pod found a node. " : "No pod was left waiting. ");
    }
    sentence(words, accounts.podsPending(), arrivalOnly ? "found no node" : "were left waiting");
    sentence(words, accounts.podsNeverFitting(), "fit no node even if it were empty");
    sentence(words, accounts.podsFailed(), "failed");
    html.figure(
        count(summary.waitSeconds().count()) + " of " + count(accounts.podsSubmitted()),
        arrivalOnly ? "pods that arrived were bound" : "pods were bound to a node",
        words.toString().strip());
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
    html.figure(
        duration(wait.p50()) + " / " + duration(wait.p99()),
        "wait to be bound, median / 99th percentile",
        wait.max() == 0
            ? "Every pod that was bound was bound the moment it arrived."
            : "The longest of " + count(wait.count()) + " waited " + duration(wait.max()) + ".");
  }
}
