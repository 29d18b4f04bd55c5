package io.towtank.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What follows when a pod of a job fails: the first rule that matches decides, and where none does
 * the failure counts.
 */
public record PodFailurePolicy(List<Rule> rules) {
  /** Every failure counts. */
  public static final PodFailurePolicy NONE = new PodFailurePolicy(List.of());

  /** Copies the rules. */
  public PodFailurePolicy {
    rules = List.copyOf(rules);
  }

  /** What follows. */
  public enum Action {
    /** The job fails. */
    FAIL_JOB,
    /** The index fails. */
    FAIL_INDEX,
    /** The failure does not count; the pod is replaced. */
    IGNORE,
    /** The failure counts towards the limit. */
    COUNT
  }

  /**
   * A rule, on exit codes or on conditions.
   *
   * @param container the one container whose exit code is looked at, empty for any
   * @param exitCodes codes to compare with; empty for a rule on conditions
   * @param in whether the code must be among them, rather than not
   * @param conditions conditions of the pod, of which one must be there, e.g. {@code
   *     DisruptionTarget}; empty for a rule on exit codes
   */
  public record Rule(
      Action action,
      String container,
      SortedSet<Integer> exitCodes,
      boolean in,
      List<String> conditions) {
    /** The condition of a pod that is being evicted, preempted or lost with its node. */
    public static final String DISRUPTION_TARGET = "DisruptionTarget";

    /** Copies codes and conditions. */
    public Rule {
      exitCodes = Collections.unmodifiableSortedSet(new TreeSet<>(exitCodes));
      conditions = List.copyOf(conditions);
    }

    /** Whether a failed pod meets it; a container that ended well does not count. */
    public boolean matches(Pod pod) {
      if (exitCodes.isEmpty()) {
        return !pod.disruptionReason().isEmpty() && conditions.contains(DISRUPTION_TARGET);
      }
      RunStatus run = pod.runStatus();
      return run.exitCode() != 0
          && (container.isEmpty() || container.equals(run.exitContainer()))
          && exitCodes.contains(run.exitCode()) == in;
    }
  }

  /** What follows from the failure of a pod. */
  public Action actionFor(Pod pod) {
    for (Rule rule : rules) {
      if (rule.matches(pod)) {
        return rule.action();
      }
    }
    return Action.COUNT;
  }
}
