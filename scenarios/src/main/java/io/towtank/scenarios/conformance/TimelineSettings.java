package io.towtank.scenarios.conformance;

import io.towtank.model.Pod;
import io.towtank.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How long things take in a timeline.
 *
 * @param cycleNanos a scheduling attempt
 * @param bindNanos from the end of the attempt to the bound pod
 * @param graceNanos from the eviction of a preemption's victim to its end
 * @param untilNanos end of the run
 * @param popFromBackoff whether pods may be tried before their backoff is over
 * @param podNanos by pod: from its binding to its end, for those that end by themselves
 */
record TimelineSettings(
    long cycleNanos,
    long bindNanos,
    long graceNanos,
    long untilNanos,
    boolean popFromBackoff,
    SortedMap<String, Long> podNanos) {
  private static final long UNTIL_NANOS_MAX = Duration.ofDays(30).toNanos();
  private static final String POP_FROM_BACKOFF = "SchedulerPopFromBackoffQ";

  /**
   * Reads a case's settings.
   *
   * @throws io.towtank.text.InputException if one of them can't be used
   */
  static TimelineSettings of(CaseTree testCase, Consumer<String> warnings) {
    SortedMap<String, Long> podNanos = new TreeMap<>();
    CaseTree durations = testCase.optionalObject("podDurations");
    if (durations != null) {
      for (String pod : durations.fields().keySet()) {
        podNanos.put(pod, nanos(durations, pod));
      }
    }
    CaseTree gates = testCase.optionalObject("featureGates");
    if (gates != null) {
      gates.warnOfOthers(List.of(POP_FROM_BACKOFF), warnings);
    }
    if (nanos(testCase, "until") > UNTIL_NANOS_MAX) {
      throw testCase.problem("until", "at most 30 days");
    }
    return new TimelineSettings(
        optionalNanos(testCase, "cycleDuration"),
        optionalNanos(testCase, "bindLatency"),
        optionalNanos(testCase, "terminationGrace"),
        nanos(testCase, "until"),
        gates == null || gates.flag(POP_FROM_BACKOFF, true),
        podNanos);
  }

  /** A duration that may be absent, 0 then. */
  static long optionalNanos(CaseTree tree, String name) {
    return tree.has(name) ? nanos(tree, name) : 0;
  }

  /** A duration that must be there. */
  static long nanos(CaseTree tree, String name) {
    try {
      return Durations.parse(tree.text(name)).toNanos();
    } catch (IllegalArgumentException e) {
      throw tree.problem(name, "a duration such as 1m30s or 250ms");
    }
  }

  /** The pod with the grace that this timeline gives to victims. */
  Pod withGrace(Pod pod) {
    return pod.toBuilder()
        .spec(pod.spec().toBuilder().terminationGraceNanos(graceNanos).build())
        .build();
  }
}
