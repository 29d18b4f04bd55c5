package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.reports.table.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Records which pods have no node at the end of a run, and why. */
public final class PendingPods implements RunRecorder {
  private static final int NAMES_MAX = 100;
  private static final int NAMES_SHOWN = 3;

  private final SortedSet<String> schedulerNames;
  private final Map<String, Pod> waiting = new HashMap<>();
  private final SortedMap<String, Counter> counters = new TreeMap<>();

  private static final class Counter {
    private final List<String> pods = new ArrayList<>();
    private long count;
    private boolean neverFits = true;
  }

  /**
   * Pods that share a message.
   *
   * @param message why they have no node, in kube-scheduler's words where it has tried them
   * @param count how many they are
   * @param neverFit whether no node could hold any of them even if it were empty
   * @param pods names of the first hundred, {@code namespace/name}
   */
  public record Group(String message, long count, boolean neverFit, List<String> pods) {}

  /**
   * Waits for the pods of a run.
   *
   * @param schedulerNames profiles of the run
   */
  public PendingPods(SortedSet<String> schedulerNames) {
    this.schedulerNames = schedulerNames;
  }

  @Override
  public void created(Pod pod) {
    waiting.put(pod.key(), pod);
  }

  @Override
  public void pod(PodRow row) {
    String key = row.namespace() + "/" + row.name();
    Pod pod = waiting.remove(key);
    boolean pending =
        row.outcome() == PodOutcome.PENDING || row.outcome() == PodOutcome.NEVER_FITTING;
    if (pending && pod != null) {
      Counter counter = counters.computeIfAbsent(message(row, pod), message -> new Counter());
      counter.count++;
      counter.neverFits &= row.outcome() == PodOutcome.NEVER_FITTING;
      if (counter.pods.size() < NAMES_MAX) {
        counter.pods.add(key);
      }
    }
  }

  private String message(PodRow row, Pod pod) {
    if (!row.reason().isEmpty()) {
      return row.reason();
    }
    return row.attempts() == 0
        ? "never tried: " + Untried.why(pod, schedulerNames)
        : "a node was found, and the binding was under way at the end";
  }

  /** The pods by message, the most frequent first, once the run has ended. */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    counters.forEach(
        (message, counter) ->
            groups.add(
                new Group(message, counter.count, counter.neverFits, List.copyOf(counter.pods))));
    groups.sort(Comparator.comparing(group -> -group.count()));
    return groups;
  }

  /**
   * The groups for people.
   *
   * @param closer how to look closer at a pod whose name is appended, such as {@code towtank
   *     explain x.yaml --pod}
   */
  public static Document document(List<Group> groups, String closer) {
    if (groups.isEmpty()) {
      return Document.of("Every pod got a node.");
    }
    long count = groups.stream().mapToLong(Group::count).sum();
    Document document =
        Document.of(Words.pods(count) + " without a node at the end of the run, by message:");
    for (Group group : groups) {
      document.gap().line(Words.pods(group.count()) + ": " + group.message());
      List<String> shown = group.pods().subList(0, Math.min(NAMES_SHOWN, group.pods().size()));
      long more = group.count() - shown.size();
      document.line("  " + String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more"));
      if (group.neverFit()) {
        document.line("  No node could hold such a pod even if the node were empty.");
      }
    }
    return document.gap().line("Look closer: " + closer + " " + groups.get(0).pods().get(0));
  }
}
