package io.towtank.workloads.kubernetes;

import io.towtank.model.CronJob;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.Job;
import io.towtank.model.LimitRange;
import io.towtank.model.ResourceQuota;
import java.util.List;

/** What of a snapshot only matters where controllers run; each list in the order of the file. */
public record ControllerObjects(
    List<Deployment> deployments,
    List<DaemonSet> daemonSets,
    List<Job> jobs,
    List<CronJob> cronJobs,
    List<ResourceQuota> resourceQuotas,
    List<LimitRange> limitRanges) {
  /** Nothing. */
  public static final ControllerObjects NONE =
      new ControllerObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public ControllerObjects {
    deployments = List.copyOf(deployments);
    daemonSets = List.copyOf(daemonSets);
    jobs = List.copyOf(jobs);
    cronJobs = List.copyOf(cronJobs);
    resourceQuotas = List.copyOf(resourceQuotas);
    limitRanges = List.copyOf(limitRanges);
  }

  /** How many objects there are. */
  public long size() {
    return (long) deployments.size()
        + daemonSets.size()
        + jobs.size()
        + cronJobs.size()
        + resourceQuotas.size()
        + limitRanges.size();
  }
}
