package io.towtank.control.job;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Job;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods of jobs that have not been counted: in a real cluster those with the finalizer {@code
 * batch.kubernetes.io/job-tracking}. A pod that has ended or is gone stays here until its job has
 * counted it, so that it may be removed from the API by anybody at any time. It follows each write
 * at once, and belongs to the store, not to the controller: it outlives the controller's restarts.
 *
 * <p>A pod that is gone before it ended has failed: its kubelet would have said so before it
 * removed the pod. Source: Kubernetes v1.34, {@code pkg/controller/job/tracking_utils.go}, {@code
 * trackJobStatusAndRemoveFinalizers}.
 */
final class JobLedger {
  private final Simulation simulation;
  private final ApiServer api;
  private final Map<String, SortedMap<Long, Entry>> byJob = new HashMap<>();

  /**
   * A pod to be counted.
   *
   * @param pod its last version
   * @param isGone whether it is no longer in the API
   * @param failures earlier failures of its index that count; Kubernetes' annotation {@code
   *     batch.kubernetes.io/job-index-failure-count}
   * @param ignoredFailures those that don't; {@code job-index-ignored-failure-count}
   */
  record Entry(Pod pod, boolean isGone, int failures, int ignoredFailures) {
    Entry with(Pod version, boolean gone) {
      return new Entry(version, gone, failures, ignoredFailures);
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      String job = jobKey(pod);
      if (job != null) {
        byJob
            .computeIfAbsent(job, key -> new TreeMap<>())
            .put(pod.uid(), new Entry(pod, false, 0, 0));
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (!Objects.equals(oldPod.owner(), newPod.owner())) {
        forget(jobKey(oldPod), newPod.uid());
        onAdd(newPod);
        return;
      }
      SortedMap<Long, Entry> entries = entries(jobKey(newPod));
      if (entries != null) {
        entries.computeIfPresent(newPod.uid(), (uid, entry) -> entry.with(newPod, false));
      }
    }

    @Override
    public void onDelete(Pod pod) {
      String job = jobKey(pod);
      SortedMap<Long, Entry> entries = entries(job);
      if (job == null || entries == null) {
        return;
      }
      if (isCounting(job, pod)) {
        Pod last = pod.phase().isTerminal() ? pod : failed(pod);
        entries.computeIfPresent(pod.uid(), (uid, entry) -> entry.with(last, true));
      } else {
        forget(job, pod.uid());
      }
    }
  }

  private final class JobWatcher implements Watcher<Job> {
    @Override
    public void onUpdate(Job oldJob, Job newJob) {
      if (newJob.isFinished() && !oldJob.isFinished()) {
        forgetAll(newJob);
      }
    }

    @Override
    public void onDelete(Job job) {
      forgetAll(job);
    }
  }

  JobLedger(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    this.api = api;
    api.pods().watch("job-ledger", 0, new PodWatcher());
    api.jobs().watch("job-ledger", 0, new JobWatcher());
  }

  private static @Nullable String jobKey(Pod pod) {
    OwnerReference owner = pod.owner();
    return owner == null || !owner.kind().equals(JobController.KIND)
        ? null
        : pod.namespace() + "/" + owner.name();
  }

  private @Nullable SortedMap<Long, Entry> entries(@Nullable String job) {
    return job == null ? null : byJob.get(job);
  }

  private boolean isCounting(String key, Pod pod) {
    Job job = api.jobs().get(key);
    OwnerReference owner = pod.owner();
    return job != null
        && !job.isFinished()
        && owner != null
        && owner.refersTo(JobController.KIND, job.meta());
  }

  private Pod failed(Pod pod) {
    return pod.toBuilder().phase(PodPhase.FAILED).finishedNanos(simulation.now()).build();
  }

  private void forgetAll(Job job) {
    SortedMap<Long, Entry> entries = byJob.get(job.key());
    if (entries != null) {
      entries.values().removeIf(entry -> isOf(entry.pod(), job));
      if (entries.isEmpty()) {
        byJob.remove(job.key());
      }
    }
  }

  private static boolean isOf(Pod pod, Job job) {
    OwnerReference owner = pod.owner();
    return owner != null && owner.refersTo(JobController.KIND, job.meta());
  }

  private void forget(@Nullable String job, long uid) {
    SortedMap<Long, Entry> entries = entries(job);
    if (entries != null) {
      entries.remove(uid);
      if (entries.isEmpty()) {
        byJob.remove(job);
      }
    }
  }

  /** What is to be counted of a job's pods, oldest first. */
  List<Entry> uncounted(Job job) {
    SortedMap<Long, Entry> entries = byJob.get(job.key());
    return entries == null
        ? List.of()
        : entries.values().stream().filter(entry -> isOf(entry.pod(), job)).toList();
  }

  /** Notes how often the index of a new pod has failed. */
  void noteFailures(Pod pod, int failures, int ignoredFailures) {
    SortedMap<Long, Entry> entries = entries(jobKey(pod));
    if (entries != null) {
      entries.computeIfPresent(
          pod.uid(),
          (uid, entry) -> new Entry(entry.pod(), entry.isGone(), failures, ignoredFailures));
    }
  }

  /** The pods have been counted, or need not be. */
  void release(Job job, Collection<Long> uids) {
    uids.forEach(uid -> forget(job.key(), uid));
  }
}
