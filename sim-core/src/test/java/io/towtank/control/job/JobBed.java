package io.towtank.control.job;

import io.towtank.api.Watcher;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.garbage.GarbageCollector;
import io.towtank.model.Job;
import io.towtank.model.JobSpec;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.testing.ControlCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A cluster with the controllers of jobs. Pods run a second after they were made, and end by
 * themselves as their behaviour says.
 */
final class JobBed {
  static final long SECOND = ControlCluster.SECOND;

  final ControlCluster cluster;
  final JobController jobs;

  /** What happened to pods, by the second. */
  final List<String> log = new ArrayList<>();

  private int made;

  private final class PodLog implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      made++;
      log.add(seconds() + " made" + index(pod));
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase() != oldPod.phase()) {
        log.add(seconds() + " " + newPod.phase() + index(newPod));
        if (newPod.phase() == PodPhase.RUNNING) {
          endLater(newPod);
        }
      }
      if (newPod.isTerminating() && !oldPod.isTerminating()) {
        log.add(seconds() + " told to end" + index(newPod));
      }
    }

    @Override
    public void onDelete(Pod pod) {
      log.add(seconds() + " gone" + index(pod));
    }
  }

  JobBed() {
    this(1, ControlOptions.DEFAULT, Instant.parse("2026-01-01T00:00:00Z"));
  }

  JobBed(long seed, ControlOptions options, Instant start) {
    cluster = new ControlCluster(seed, options);
    cluster.nodes.readyNanos = SECOND;
    ControlContext context = ControlContext.of(cluster.simulation, cluster.api, options);
    jobs = new JobController(context);
    cluster.manager.add(jobs.controller());
    cluster.manager.add(new TtlAfterFinishedController(context).controller());
    cluster.manager.add(new CronJobController(context, start).controller());
    cluster.manager.add(new GarbageCollector(context).controller());
    cluster.api.pods().watch("job-bed", 0, new PodLog());
  }

  private static String index(Pod pod) {
    String index = pod.labels().get(JobRules.INDEX_LABEL);
    return index == null ? "" : " " + index;
  }

  private String seconds() {
    long tenths = cluster.simulation.now() / (SECOND / 10);
    return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
  }

  int made() {
    return made;
  }

  private void endLater(Pod pod) {
    PodBehavior behavior = pod.behavior();
    boolean fails = behavior.failure().fails(0);
    long after = fails ? behavior.failure().afterNanos() : behavior.durationNanos();
    if (after != Pod.NEVER) {
      double end = (cluster.simulation.now() + after) / (double) SECOND;
      int code = fails ? behavior.failure().exitCode() : 0;
      cluster.at(end, () -> end(pod, code));
    }
  }

  /** A pod's container ends; tried again while the API takes no writes. */
  void end(Pod pod, int code) {
    Pod stored = cluster.api.pods().get(pod.key());
    if (stored == null || stored.uid() != pod.uid() || stored.phase().isTerminal()) {
      return;
    }
    long now = cluster.simulation.now();
    boolean isWritten =
        cluster
            .api
            .pods()
            .update(
                pod.key(),
                current ->
                    current.toBuilder()
                        .phase(code == 0 ? PodPhase.SUCCEEDED : PodPhase.FAILED)
                        .finishedNanos(now)
                        .runStatus(current.runStatus().withReady(false, now).withExit("main", code))
                        .build())
            .isOk();
    if (!isWritten) {
      cluster.at(now / (double) SECOND + 1, () -> end(pod, code));
    }
  }

  /** A template whose pods run so long, and end well. */
  static PodTemplate works(double seconds) {
    return template(
        PodBehavior.DEFAULT.withDurationNanos((long) (seconds * SECOND)), RestartPolicy.NEVER);
  }

  /** A template whose pods run so long, and fail. */
  static PodTemplate fails(double seconds, int code) {
    return template(
        new PodBehavior(
            Pod.NEVER,
            0,
            0,
            new PodBehavior.FailureModel(
                code, (long) (seconds * SECOND), PodBehavior.FailureModel.ALL),
            0),
        RestartPolicy.NEVER);
  }

  static PodTemplate template(PodBehavior behavior, RestartPolicy policy) {
    return new PodTemplate(
        Labels.of("app", "batch"),
        PodSpec.builder()
            .requests(ResourceList.of(100, 1 << 20))
            .restartPolicy(policy)
            .terminationGraceNanos(SECOND)
            .build(),
        behavior);
  }

  void create(String name, JobSpec.Builder spec) {
    cluster.api.jobs().create(new Job(ObjectMeta.of("default", name), spec.build())).orThrow();
  }

  void declare(String name, Consumer<JobSpec.Builder> change) {
    cluster
        .api
        .jobs()
        .update(
            "default/" + name,
            job -> {
              JobSpec.Builder spec = job.spec().toBuilder();
              change.accept(spec);
              return job.withSpec(spec.build());
            });
  }

  Job.Status status(String name) {
    Job job = cluster.api.jobs().get("default/" + name);
    if (job == null) {
      throw new AssertionError(name + " is gone");
    }
    return job.status();
  }

  /** What was noted that contains one of these words. */
  List<String> logOf(String... words) {
    return log.stream().filter(line -> List.of(words).stream().anyMatch(line::contains)).toList();
  }

  void runTo(double seconds) {
    cluster.runTo(seconds);
  }
}
