package io.towtank.control.job;

import io.towtank.control.job.JobLedger.Entry;
import io.towtank.model.IndexSet;
import io.towtank.model.Job;
import io.towtank.model.Pod;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job and its pods at one moment: what is counted of them and what is not yet. */
final class JobView {
  final Job job;

  /** Pods that are there, and those that are gone but not counted. */
  final List<Pod> pods = new ArrayList<>();

  final List<Pod> active = new ArrayList<>();

  /** What is not counted, by uid. */
  final Map<Long, Entry> uncounted = new TreeMap<>();

  final List<Pod> newSucceeded = new ArrayList<>();
  final List<Pod> newFailed = new ArrayList<>();

  /** Indexes that have succeeded, with those not counted yet. */
  final IndexSet succeededIndexes;

  /** Indexes that are given up. */
  final IndexSet failedIndexes;

  /**
   * The last failure of each index that has no pod: it is kept until there is a pod to take over
   * its count. Source: Kubernetes v1.34, {@code getPodsWithDelayedDeletionPerIndex}.
   */
  final Map<Integer, Entry> toBeReplaced = new TreeMap<>();

  final int succeeded;
  final int failed;

  JobView(Job job, List<Pod> owned, List<Entry> entries) {
    this.job = job;
    pods.addAll(owned);
    for (Entry entry : entries) {
      uncounted.put(entry.pod().uid(), entry);
      if (entry.isGone()) {
        pods.add(entry.pod());
      }
    }
    boolean isIndexed = JobRules.isIndexed(job);
    IndexSet done = job.status().completedIndexes().below(JobRules.completions(job));
    IndexSet givenUp = job.status().failedIndexes().below(JobRules.completions(job));
    int counting = 0;
    for (Pod pod : pods) {
      if (JobRules.isActive(pod)) {
        active.add(pod);
      }
      Entry entry = uncounted.get(pod.uid());
      int index = JobRules.index(job, pod);
      if (entry == null || (isIndexed && index == JobRules.NO_INDEX)) {
        continue;
      }
      if (pod.phase() == PodPhase.SUCCEEDED) {
        newSucceeded.add(pod);
        done = isIndexed ? done.with(index) : done;
      } else if (JobRules.isFailed(job, pod)) {
        newFailed.add(pod);
        counting += JobRules.action(job, pod) == Action.IGNORE ? 0 : 1;
        givenUp = JobRules.failsIndex(job, entry) ? givenUp.with(index) : givenUp;
      }
    }
    succeededIndexes = done;
    failedIndexes = givenUp;
    succeeded = isIndexed ? done.size() : job.status().succeeded() + newSucceeded.size();
    failed = job.status().failed() + counting;
    if (JobRules.hasLimitPerIndex(job)) {
      findToBeReplaced();
    }
  }

  private void findToBeReplaced() {
    Set<Integer> busy = indexes(active);
    for (Pod pod : newFailed) {
      int index = JobRules.index(job, pod);
      Entry entry = uncounted.get(pod.uid());
      if (entry != null
          && !busy.contains(index)
          && !succeededIndexes.contains(index)
          && !failedIndexes.contains(index)) {
        toBeReplaced.merge(index, entry, JobView::later);
      }
    }
  }

  private static Entry later(Entry a, Entry b) {
    boolean isNext =
        a.failures() + a.ignoredFailures() <= b.failures() + b.ignoredFailures()
            && JobBackoff.finishedNanos(b.pod()) >= JobBackoff.finishedNanos(a.pod());
    return isNext ? b : a;
  }

  private Set<Integer> indexes(List<Pod> some) {
    Set<Integer> indexes = new HashSet<>(); // Asked only, never walked over.
    for (Pod pod : some) {
      indexes.add(JobRules.index(job, pod));
    }
    return indexes;
  }

  int ready() {
    return (int) active.stream().filter(Pod::ready).count();
  }

  /** Pods told to end that have not. */
  List<Pod> terminating() {
    return pods.stream().filter(pod -> pod.isTerminating() && !pod.phase().isTerminal()).toList();
  }

  boolean isSuspended() {
    return job.spec().suspend();
  }

  /** Whether a failure makes the whole job fail. */
  boolean hasFatalFailure() {
    return pods.stream()
        .anyMatch(
            pod -> JobRules.isFailed(job, pod) && JobRules.action(job, pod) == Action.FAIL_JOB);
  }

  /** The next indexes without a pod, lowest first. Source: {@code firstPendingIndexes}. */
  List<Integer> pendingIndexes(int count) {
    Set<Integer> busy = indexes(active);
    if (JobRules.replacesFailedOnly(job.spec())) {
      busy.addAll(indexes(terminating()));
    }
    List<Integer> pending = new ArrayList<>();
    int completions = JobRules.completions(job);
    int candidate = 0;
    while (pending.size() < count) {
      int free = failedIndexes.firstAbsent(succeededIndexes.firstAbsent(candidate));
      if (free >= completions) {
        break;
      }
      if (free == candidate && !busy.contains(free)) {
        pending.add(free);
      }
      candidate = free == candidate ? candidate + 1 : free;
    }
    return pending;
  }

  /**
   * Pods to be deleted so that so many fewer are active, at least; of each index one pod stays.
   * Source: {@code activePodsForRemoval}.
   */
  List<Pod> surplus(int atLeast) {
    List<Pod> rest = new ArrayList<>(active);
    rest.sort(JobRules.DELETION_ORDER);
    List<Pod> surplus = new ArrayList<>();
    if (JobRules.isIndexed(job)) {
      Map<Integer, Pod> last = new TreeMap<>();
      rest.forEach(pod -> last.put(JobRules.index(job, pod), pod));
      for (Pod pod : rest) {
        int index = JobRules.index(job, pod);
        if (index == JobRules.NO_INDEX || last.get(index) != pod) {
          surplus.add(pod);
        }
      }
      rest.removeAll(surplus);
    }
    for (int i = 0; i < rest.size() && surplus.size() < atLeast; i++) {
      surplus.add(rest.get(i));
    }
    return surplus;
  }

  /**
   * The failures that a pod of this index begins with; source: {@code getNewIndexFailureCounts}.
   */
  int failuresOf(int index, boolean ignored) {
    @Nullable Entry before = toBeReplaced.get(index);
    if (before == null) {
      return 0;
    }
    boolean isIgnored = JobRules.action(job, before.pod()) == Action.IGNORE;
    int counted = ignored ? before.ignoredFailures() : before.failures();
    return isIgnored == ignored ? counted + 1 : counted;
  }
}
