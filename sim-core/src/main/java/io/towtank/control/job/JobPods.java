package io.towtank.control.job;

import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.PodNames;
import io.towtank.model.Job;
import io.towtank.model.LabelSelector;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes and deletes the pods of jobs. Source: Kubernetes v1.34, {@code manageJob}. */
final class JobPods {
  /** Pods made or deleted in one go at most. Source: {@code MaxPodCreateDeletePerSync}. */
  static final int BURST_MAX = 500;

  private static final int PREFIX_MAX = 58;

  private final ControlContext context;
  private final JobLedger ledger;
  private final PodNames names;

  JobPods(ControlContext context, JobLedger ledger) {
    this.context = context;
    this.ledger = ledger;
    names = new PodNames(context.simulation(), JobController.NAME);
  }

  /** Makes pods; the first refusal ends it. Returns how many were made. */
  int create(JobView view, int count, List<Integer> indexes) {
    Job job = view.job;
    OwnerReference owner = OwnerReference.to(JobController.KIND, job);
    PodTemplate template = labelled(job);
    List<Integer> all =
        JobRules.isIndexed(job) ? indexes : Collections.nCopies(count, JobRules.NO_INDEX);
    for (int i = 0; i < all.size(); i++) {
      int index = all.get(i);
      WriteResult<Pod> result;
      do {
        result = context.api().pods().create(draft(job, template, owner, index));
      } while (result.code() == WriteResult.Code.ALREADY_EXISTS);
      Pod created = result.object();
      if (created == null) {
        return i;
      }
      if (JobRules.hasLimitPerIndex(job)) {
        ledger.noteFailures(created, view.failuresOf(index, false), view.failuresOf(index, true));
      }
    }
    return all.size();
  }

  private Pod draft(Job job, PodTemplate template, OwnerReference owner, int index) {
    if (index == JobRules.NO_INDEX) {
      return template.pod(job.namespace(), names.next(job.name() + "-"), owner).build();
    }
    String end = "-" + index + "-";
    String name = job.name();
    String prefix = name.substring(0, Math.min(name.length(), PREFIX_MAX - end.length())) + end;
    return template
        .withLabel(JobRules.INDEX_LABEL, String.valueOf(index))
        .pod(job.namespace(), names.next(prefix), owner)
        .build();
  }

  /**
   * Labels by which users and affinities find a job's pods. Source: Kubernetes v1.34, {@code
   * pkg/registry/batch/job}: {@code generateSelector}, which leaves a selector of the user's alone.
   */
  private static PodTemplate labelled(Job job) {
    if (!job.spec().selector().equals(LabelSelector.EVERYTHING)) {
      return job.spec().template();
    }
    String uid = String.valueOf(job.meta().uid());
    return job.spec()
        .template()
        .withLabel("batch.kubernetes.io/controller-uid", uid)
        .withLabel("batch.kubernetes.io/job-name", job.name())
        .withLabel("controller-uid", uid)
        .withLabel("job-name", job.name());
  }

  /** Deletes pods that are not wanted any more, and does not count them. Returns which it could. */
  List<Pod> deleteUncounted(Job job, List<Pod> pods) {
    List<Pod> deleted = delete(pods);
    ledger.release(job, deleted.stream().map(Pod::uid).toList());
    return deleted;
  }

  /** Deletes pods. Returns which it could. */
  List<Pod> delete(List<Pod> pods) {
    List<Pod> deleted = new ArrayList<>();
    for (Pod pod : pods) {
      WriteResult<Pod> result = context.api().deletePod(pod, pod.spec().terminationGraceNanos());
      if (result.isOk() || result.code() == WriteResult.Code.NOT_FOUND) {
        deleted.add(pod);
      }
    }
    return deleted;
  }
}
