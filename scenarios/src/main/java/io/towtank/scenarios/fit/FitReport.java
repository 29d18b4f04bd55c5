package io.towtank.scenarios.fit;

import io.towtank.record.TraceComparison;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.trace.FamilyTable;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.fit.DistributionFit;
import io.towtank.workloads.fit.FittedWorkload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was estimated, part by part. */
public final class FitReport {
  private static final double CORRELATED = 0.1;

  private FitReport() {}

  /**
   * One thing that was estimated.
   *
   * @param title what it is
   * @param rows families, the best first
   * @param notes what the rows don't say
   */
  public record Part(String title, List<FamilyTable.Row> rows, List<String> notes) {}

  /** The parts: times between arrivals, durations, CPU and memory requests. */
  public static List<Part> parts(FittedWorkload fitted) {
    List<Part> parts = new ArrayList<>();
    Part gaps = part("inter-arrival", fitted.interArrival(), true);
    if (StrictMath.abs(fitted.gapCorrelation()) > CORRELATED) {
      gaps.notes()
          .add(
              "each time is correlated with the one before it ("
                  + Numbers.fixed(fitted.gapCorrelation(), 2)
                  + "); the generator's are independent");
    }
    if (fitted.batchSize() != null) {
      gaps.notes()
          .add(
              "between moments with arrivals; at one moment arrive "
                  + Humanize.significant(fitted.batchSize().mean())
                  + " on average, as often as observed");
    }
    parts.add(gaps);
    if (fitted.duration() != null) {
      parts.add(part("duration", fitted.duration(), true));
    }
    parts.add(part("cpu (cores)", fitted.cpu(), false));
    parts.add(part("memory (GiB)", fitted.memory(), false));
    return parts;
  }

  private static Part part(String title, DistributionFit fit, boolean times) {
    List<FamilyTable.Row> rows = new ArrayList<>();
    for (DistributionFit.Candidate candidate : fit.candidates()) {
      String yaml =
          times
              ? DistributionYaml.time(candidate.distribution())
              : DistributionYaml.number(candidate.distribution());
      rows.add(
          new FamilyTable.Row(
              candidate.family(),
              parameters(yaml),
              candidate.aic(),
              candidate.distance(),
              candidate.probability(),
              candidate.passes()));
    }
    List<String> notes = new ArrayList<>();
    if (fit.zeros() > 0) {
      notes.add(
          Humanize.count(fit.zeros())
              + " of "
              + Humanize.count(fit.values())
              + " are 0; the families are held against the others");
    }
    if (fit.candidates().isEmpty() && fit.distribution() instanceof Constant constant) {
      notes.add("always " + Humanize.significant(constant.value()));
    }
    return new Part(title, rows, notes);
  }

  /** {@code median: 3s, sigma: 1} of {@code {lognormal: {median: 3s, sigma: 1}}}. */
  private static String parameters(String yaml) {
    String inner = yaml.substring(yaml.indexOf(": ") + 2, yaml.length() - 1);
    return inner.startsWith("{") ? inner.substring(1, inner.length() - 1) : inner;
  }

  /** All of it, for programs. */
  public static Map<String, Object> tree(
      FittedWorkload fitted, List<TraceComparison.KolmogorovSmirnov> tests) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pods", fitted.pods());
    tree.put("spanSeconds", fitted.spanNanos() / 1e9);
    tree.put("gapCorrelation", fitted.gapCorrelation());
    tree.put("parts", parts(fitted));
    tree.put("templates", fitted.templates().size());
    tree.put("notes", fitted.notes());
    tree.put("tests", tests);
    return tree;
  }
}
