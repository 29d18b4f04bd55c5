package io.towtank.scenarios.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a timeline that was played with its recording. */
final class TimelineComparison {
  private static final long MILLI = 1_000_000;

  private final List<String> attempts;
  private final List<String> pods;
  private final SortedMap<String, String> states;

  /**
   * What a recording expects.
   *
   * @throws io.towtank.text.InputException if it can't be read
   */
  TimelineComparison(CaseTree expected) {
    attempts = new ArrayList<>();
    pods = new ArrayList<>();
    for (CaseTree attempt : expected.objects("attempts")) {
      pods.add(attempt.text("pod"));
      attempts.add(line(attempt));
    }
    states = new TreeMap<>();
    CaseTree last = expected.object("final");
    for (String pod : last.fields().keySet()) {
      states.put(pod, last.text(pod));
    }
  }

  private static String line(CaseTree attempt) {
    return AttemptLine.of(nanos(attempt, "t"), attempt.text("pod"), attempt.integer("attempt"))
        .end(attempt.has("end") ? nanos(attempt, "end") : -1)
        .fromBackoff(attempt.has("from"))
        .refusedBy(attempt.texts("unschedulablePlugins").stream().sorted().toList())
        .preempting(attempt.text("nominatedNode", ""), attempt.texts("victims"))
        .text(attempt.text("result"), attempt.text("node", ""));
  }

  private static long nanos(CaseTree attempt, String field) {
    long millis = attempt.integer(field);
    if (millis < 0 || millis > Long.MAX_VALUE / MILLI) {
      throw attempt.problem(field, "milliseconds from 0");
    }
    return millis * MILLI;
  }

  /**
   * The first attempt and all final states that differ.
   *
   * @param tally takes the counts
   */
  List<CaseDifference> differences(
      String position, String name, TimelineRun run, TimelineTally tally) {
    List<String> found = run.attempts();
    List<CaseDifference> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(attempts.size(), found.size()); i++) {
      String here = i < attempts.size() ? attempts.get(i) : null;
      String there = i < found.size() ? found.get(i) : null;
      if (here == null || !here.equals(there)) {
        String pod = here == null ? "any" : pods.get(i);
        differences.add(difference(position, name, pod, "attempts[" + i + "]", here, there));
        break;
      }
    }
    tally.addCase();
    tally.addAttempts(agreement(attempts, found));
    tally.addFinalStates(compareStates(position, name, run.states(), differences));
    return differences;
  }

  /** How many attempts are in both; order is told by the time within the line. */
  private static Agreement agreement(List<String> expected, List<String> found) {
    Map<String, Integer> left = new HashMap<>();
    found.forEach(line -> left.merge(line, 1, Integer::sum));
    int equal = 0;
    for (String line : expected) {
      if (left.merge(line, -1, Integer::sum) >= 0) {
        equal++;
      }
    }
    return new Agreement(Math.max(expected.size(), found.size()), equal);
  }

  private Agreement compareStates(
      String position,
      String name,
      SortedMap<String, String> found,
      List<CaseDifference> differences) {
    SortedSet<String> all = new TreeSet<>(states.keySet());
    all.addAll(found.keySet());
    Agreement agreement = Agreement.NONE;
    for (String pod : all) {
      String here = states.get(pod);
      String there = found.get(pod);
      boolean equal = here != null && here.equals(there);
      agreement = agreement.and(equal);
      if (!equal && differences.isEmpty()) {
        differences.add(difference(position, name, pod, "final", here, there));
      }
    }
    return agreement;
  }

  private static CaseDifference difference(
      String position,
      String name,
      String pod,
      String field,
      @Nullable String expected,
      @Nullable String found) {
    return new CaseDifference(position, name, pod, field, null, null, expected, found);
  }
}
