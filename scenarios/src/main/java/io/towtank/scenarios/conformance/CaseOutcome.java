package io.towtank.scenarios.conformance;

import java.util.List;
import java.util.SortedSet;

/**
 * What came of running one case again.
 *
 * @param family the case's family
 * @param tally of decisions; empty for timelines
 * @param timelines of attempts; empty for others
 * @param differences the first that were found, none if all is equal
 * @param warnings what had no effect
 */
public record CaseOutcome(
    String family,
    Tally tally,
    TimelineTally timelines,
    List<CaseDifference> differences,
    SortedSet<String> warnings) {
  /** Copies the lists. */
  public CaseOutcome {
    differences = List.copyOf(differences);
  }
}
