package io.towtank.control.job;

import static io.towtank.control.job.JobBed.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.control.ControlOptions;
import io.towtank.control.FinishedPodCleanup;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Job;
import io.towtank.model.Job.Condition;
import io.towtank.model.JobSpec;
import io.towtank.model.JobSpec.CompletionMode;
import io.towtank.model.JobSpec.PodReplacementPolicy;
import io.towtank.model.Pod;
import io.towtank.model.PodFailurePolicy;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One of {@link RandomJobHistoriesTest}'s histories. */
final class RandomJobHistory {
  private static final int CHANGES_END_SECONDS = 300;
  private static final int END_SECONDS = 20_000;
  private static final int COMPLETIONS_MAX = 12;

  private final JobBed bed;
  private final RandomStream random;
  private final List<String> told = new ArrayList<>();

  /** Pods that ended well, by job, whether they are still there or not. */
  private final Map<String, Integer> succeeded = new TreeMap<>();

  /** Those of them that had been told to end, and may have been given up before. */
  private final Map<String, Integer> late = new TreeMap<>();

  private int jobs;

  private final class Promises implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      check(pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase() == PodPhase.SUCCEEDED && oldPod.phase() != PodPhase.SUCCEEDED) {
        succeeded.merge(job(newPod), 1, Integer::sum);
        late.merge(job(newPod), newPod.isTerminating() ? 1 : 0, Integer::sum);
      }
    }

    private void check(Pod pod) {
      Job job = bed.cluster.api.jobs().get("default/" + job(pod));
      if (job == null) {
        return;
      }
      int active = 0;
      Set<String> indexes = new TreeSet<>();
      for (Pod other : bed.cluster.api.pods().list()) {
        if (!job(other).equals(job.name()) || !JobRules.isActive(other)) {
          continue;
        }
        active++;
        String index = other.labels().get(JobRules.INDEX_LABEL);
        if (index != null) {
          assertThat(indexes.add(index)).as("index %s of %s once", index, job.key()).isTrue();
          assertThat(job.status().completedIndexes().contains(Integer.parseInt(index)))
              .as("index %s of %s is done", index, job.key())
              .isFalse();
        }
      }
      assertThat(active)
          .as("active pods of %s", job.key())
          .isLessThanOrEqualTo(job.spec().parallelism());
      Integer completions = job.spec().completions();
      if (completions != null) {
        assertThat(active + job.status().succeeded())
            .as("active and done of %s", job.key())
            .isLessThanOrEqualTo(completions);
      }
    }
  }

  RandomJobHistory(long seed) {
    random = new RandomStreams(seed).stream("test", "jobs");
    long delay = random.nextBoolean() ? 0 : 1_000_000L * (1 + random.nextInt(500));
    bed = new JobBed(seed, new ControlOptions(delay), Instant.parse("2026-03-29T00:00:00Z"));
    bed.cluster.nodes.endNanos = (1 + random.nextInt(5)) * SECOND;
    if (random.nextBoolean()) {
      new FinishedPodCleanup(bed.cluster.api);
    }
    bed.cluster.api.pods().watch("test-promises", 0, new Promises());
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      declare();
    }
    int changes = 5 + random.nextInt(30);
    for (int i = 0; i < changes; i++) {
      bed.cluster.at(random.nextInt(10 * CHANGES_END_SECONDS) / 10.0, this::change);
    }
    bed.cluster.at(CHANGES_END_SECONDS, this::heal);
  }

  private static String job(Pod pod) {
    return String.valueOf(pod.labels().get("job-name"));
  }

  private void tell(String what) {
    told.add(bed.cluster.simulation.now() / (double) SECOND + " s: " + what);
  }

  private void declare() {
    boolean isIndexed = random.nextBoolean();
    int completions = 1 + random.nextInt(COMPLETIONS_MAX);
    JobSpec.Builder spec =
        JobSpec.builder(JobBed.works(1 + random.nextInt(40)))
            .parallelism(1 + random.nextInt(5))
            .completions(isIndexed || random.nextInt(5) > 0 ? completions : null)
            .completionMode(isIndexed ? CompletionMode.INDEXED : CompletionMode.NON_INDEXED)
            .backoffLimit(random.nextInt(6))
            .suspend(random.nextInt(5) == 0)
            .podReplacementPolicy(
                random.nextBoolean()
                    ? PodReplacementPolicy.FAILED
                    : PodReplacementPolicy.TERMINATING_OR_FAILED);
    if (isIndexed && random.nextBoolean()) {
      spec.backoffLimitPerIndex(random.nextInt(3)).backoffLimit(Integer.MAX_VALUE);
      spec.maxFailedIndexes(random.nextBoolean() ? random.nextInt(3) : null);
    }
    if (random.nextInt(3) == 0) {
      Action[] actions = {Action.FAIL_JOB, Action.IGNORE, Action.COUNT};
      spec.podFailurePolicy(
          new PodFailurePolicy(
              List.of(
                  new PodFailurePolicy.Rule(
                      actions[random.nextInt(actions.length)],
                      "",
                      new TreeSet<>(List.of(1 + random.nextInt(3))),
                      true,
                      List.of()))));
    }
    if (random.nextInt(4) == 0) {
      spec.activeDeadlineNanos((20 + random.nextInt(200)) * SECOND);
    }
    bed.create("job" + jobs++, spec);
  }

  private void change() {
    String name = "job" + random.nextInt(jobs);
    switch (random.nextInt(9)) {
      case 0 -> {
        boolean suspend = random.nextBoolean();
        tell(name + " suspended: " + suspend);
        bed.declare(name, spec -> spec.suspend(suspend));
      }
      case 1 -> {
        int parallelism = random.nextInt(6);
        tell(name + " parallelism: " + parallelism);
        bed.declare(name, spec -> spec.parallelism(parallelism));
      }
      case 2 -> failApi();
      case 3 -> {
        int seconds = 1 + random.nextInt(30);
        tell("no job controller for " + seconds + " s");
        bed.jobs.controller().stop();
        later(seconds, () -> bed.jobs.controller().start());
      }
      default -> kill();
    }
  }

  private void later(int seconds, Runnable action) {
    bed.cluster.at(bed.cluster.simulation.now() / (double) SECOND + seconds, action);
  }

  private void failApi() {
    int seconds = 1 + random.nextInt(30);
    tell("no quorum for " + seconds + " s");
    bed.cluster.api.setMode(ApiServer.Mode.READ_ONLY);
    later(seconds, () -> bed.cluster.api.setMode(ApiServer.Mode.UP));
  }

  private void kill() {
    List<Pod> pods = bed.cluster.pods(JobRules::isActive);
    if (pods.isEmpty()) {
      return;
    }
    Pod pod = pods.get(random.nextInt(pods.size()));
    if (random.nextInt(3) == 0) {
      tell(pod.name() + " is deleted");
      bed.cluster.api.deletePod(pod, SECOND);
    } else if (pod.phase() == PodPhase.RUNNING) {
      int code = 1 + random.nextInt(3);
      tell(pod.name() + " fails with " + code);
      bed.end(pod, code);
    }
  }

  private void heal() {
    tell("all is well from now on");
    bed.cluster.api.setMode(ApiServer.Mode.UP);
    bed.jobs.controller().start();
    for (int i = 0; i < jobs; i++) {
      bed.declare("job" + i, spec -> spec.suspend(false).parallelism(3));
    }
  }

  void run() {
    bed.runTo(END_SECONDS);
  }

  String digest() {
    return bed.cluster.simulation.digest().toString();
  }

  String describe() {
    return String.join("\n", told) + "\n" + String.join("\n", bed.log);
  }

  void checkAllIsFinished() {
    for (Job job : bed.cluster.api.jobs().list()) {
      Job.Status status = job.status();
      assertThat(job.isFinished()).as("%s %s", job.key(), status).isTrue();
      assertThat(status.active()).as(job.key()).isZero();
      assertThat(status.terminating()).as(job.key()).isZero();
      Integer completions = job.spec().completions();
      int ended = succeeded.getOrDefault(job.name(), 0);
      if (job.spec().completionMode() == CompletionMode.INDEXED) {
        assertThat(status.succeeded()).isEqualTo(status.completedIndexes().size());
        assertThat(status.succeeded()).as(job.key()).isLessThanOrEqualTo(ended);
      } else {
        assertThat(status.succeeded())
            .as("%s each counted once", job.key())
            .isBetween(ended - late.getOrDefault(job.name(), 0), ended);
      }
      if (completions != null && status.condition() == Condition.COMPLETE) {
        assertThat(status.succeeded()).as(job.key()).isEqualTo(completions);
      }
      if (status.reason().equals("BackoffLimitExceeded")) {
        assertThat(status.failed()).as(job.key()).isGreaterThan(job.spec().backoffLimit());
      }
    }
    assertThat(bed.cluster.pods(JobRules::isActive)).isEmpty();
  }
}
