package io.towtank.workloads.kubernetes;

import io.towtank.model.ApiObject;
import io.towtank.model.CronJob;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.Job;
import io.towtank.model.LimitRange;
import io.towtank.model.ResourceQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the objects of a snapshot that only matter where controllers run. */
final class ControllerObjectsReader {
  private final WorkloadObjects workloads;
  private final LimitObjects limits;
  private final List<Deployment> deployments = new ArrayList<>();
  private final List<DaemonSet> daemonSets = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final List<CronJob> cronJobs = new ArrayList<>();
  private final List<ResourceQuota> resourceQuotas = new ArrayList<>();
  private final List<LimitRange> limitRanges = new ArrayList<>();

  ControllerObjectsReader(String origin, Consumer<String> warnings) {
    workloads = new WorkloadObjects(origin, warnings);
    limits = new LimitObjects(origin, warnings);
  }

  WorkloadObjects workloads() {
    return workloads;
  }

  LimitObjects limits() {
    return limits;
  }

  /** Reads an object; null where its kind is none of these. */
  @Nullable ApiObject<?> take(String kindAndGroup, Map<String, ?> tree) {
    return switch (kindAndGroup) {
      case "Deployment.apps" -> added(deployments, workloads.deployment(tree));
      case "DaemonSet.apps" -> added(daemonSets, workloads.daemonSet(tree));
      case "Job.batch" -> added(jobs, workloads.job(tree));
      case "CronJob.batch" -> added(cronJobs, workloads.cronJob(tree));
      case "ResourceQuota" -> added(resourceQuotas, limits.resourceQuota(tree));
      case "LimitRange" -> added(limitRanges, limits.limitRange(tree));
      default -> null;
    };
  }

  private static <T> T added(List<T> list, T object) {
    list.add(object);
    return object;
  }

  ControllerObjects read() {
    return new ControllerObjects(
        deployments, daemonSets, jobs, cronJobs, resourceQuotas, limitRanges);
  }
}
