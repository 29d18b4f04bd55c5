package io.towtank.control.job;

import static io.towtank.control.job.JobBed.SECOND;
import static io.towtank.control.job.JobBed.fails;
import static io.towtank.control.job.JobBed.works;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.control.FinishedPodCleanup;
import io.towtank.model.Job;
import io.towtank.model.Job.Condition;
import io.towtank.model.JobSpec;
import io.towtank.model.JobSpec.CompletionMode;
import io.towtank.model.JobSpec.PodReplacementPolicy;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodFailurePolicy;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodTemplate;
import io.towtank.model.RestartPolicy;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JobControllerTest {
  private final JobBed bed = new JobBed();

  private static JobSpec.Builder indexed(PodTemplate template, int completions) {
    return JobSpec.builder(template)
        .completionMode(CompletionMode.INDEXED)
        .completions(completions)
        .parallelism(completions);
  }

  private static PodFailurePolicy onCode(Action action, int code) {
    return new PodFailurePolicy(
        List.of(
            new PodFailurePolicy.Rule(action, "", new TreeSet<>(List.of(code)), true, List.of())));
  }

  @Test
  void runsPodsUntilEnoughHaveSucceeded() {
    bed.create("sum", JobSpec.builder(works(5)).parallelism(2).completions(3));
    bed.runTo(60);
    // Pods run after 1 s; that they ended is looked at a second later.
    assertThat(bed.log)
        .containsExactly(
            "0 made",
            "0 made",
            "1 RUNNING",
            "1 RUNNING",
            "6 SUCCEEDED",
            "6 SUCCEEDED",
            "7 made",
            "8 RUNNING",
            "13 SUCCEEDED");
    Job.Status status = bed.status("sum");
    assertThat(status.succeeded()).isEqualTo(3);
    assertThat(status.active()).isZero();
    assertThat(status.startNanos()).isZero();
    assertThat(status.completionNanos()).isEqualTo(14 * SECOND);
    assertThat(status.condition()).isEqualTo(Condition.COMPLETE);
    assertThat(status.reason()).isEqualTo("CompletionsReached");
    assertThat(bed.cluster.podNames()).hasSize(3).allMatch(name -> name.matches("sum-[a-z0-9]{5}"));
    Pod pod = bed.cluster.pods(any -> true).get(0);
    assertThat(pod.labels().get("job-name")).isEqualTo("sum");
    assertThat(pod.labels().get("batch.kubernetes.io/job-name")).isEqualTo("sum");
  }

  @Test
  void withoutCompletionsOneSuccessSpeaksForAllAndTheOthersAreLetEnd() {
    bed.create("race", JobSpec.builder(works(5)).parallelism(3).completions(null));
    bed.runTo(3);
    bed.end(bed.cluster.pods(any -> true).get(0), 0);
    bed.runTo(60);
    assertThat(bed.made()).isEqualTo(3);
    assertThat(bed.status("race").condition()).isEqualTo(Condition.COMPLETE);
    assertThat(bed.status("race").succeeded()).isEqualTo(3);
    assertThat(bed.status("race").completionNanos()).isEqualTo(7 * SECOND);
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureAndFailsBeyondTheLimit() {
    bed.create("bad", JobSpec.builder(fails(1, 1)).backoffLimit(2));
    bed.runTo(200);
    // Each pod fails 2 s after it was made: 10 s on, 20 s on; the third failure is one too many.
    assertThat(bed.logOf("made", "FAILED"))
        .containsExactly("0 made", "2 FAILED", "12 made", "14 FAILED", "34 made", "36 FAILED");
    Job.Status status = bed.status("bad");
    assertThat(status.failed()).isEqualTo(3);
    assertThat(status.condition()).isEqualTo(Condition.FAILED);
    assertThat(status.reason()).isEqualTo("BackoffLimitExceeded");
    assertThat(status.conditionNanos()).isEqualTo(37 * SECOND);
    assertThat(status.completionNanos()).isEqualTo(Pod.NEVER);
  }

  @Test
  void waitsTenMinutesAtMost() {
    bed.create("bad", JobSpec.builder(fails(1, 1)).backoffLimit(9));
    bed.runTo(10_000);
    assertThat(bed.logOf("made"))
        .containsExactly(
            "0 made",
            "12 made",
            "34 made",
            "76 made",
            "158 made",
            "320 made",
            "642 made",
            "1244 made",
            "1846 made",
            "2448 made");
  }

  @Test
  void givesEachIndexItsPodAndItsName() {
    bed.create("map", indexed(works(5), 4).parallelism(2));
    bed.runTo(3);
    assertThat(bed.cluster.podNames())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).matches("map-0-[a-z0-9]{5}"),
            second -> assertThat(second).matches("map-1-[a-z0-9]{5}"));
    bed.end(bed.cluster.pods(any -> true).get(1), 0);
    bed.runTo(5);
    assertThat(bed.logOf("made")).containsExactly("0 made 0", "0 made 1", "4 made 2");
    assertThat(bed.status("map").completedIndexes()).hasToString("1");
    bed.runTo(60);
    assertThat(bed.status("map").completedIndexes()).hasToString("0-3");
    assertThat(bed.status("map").condition()).isEqualTo(Condition.COMPLETE);
  }

  @Test
  void countsFailuresOfEachIndexOnItsOwn() {
    bed.create(
        "map", indexed(fails(1, 1), 2).backoffLimitPerIndex(1).backoffLimit(Integer.MAX_VALUE));
    bed.runTo(3);
    bed.runTo(100);
    assertThat(bed.logOf("made", "FAILED"))
        .containsExactly(
            "0 made 0",
            "0 made 1",
            "2 FAILED 0",
            "2 FAILED 1",
            "12 made 0",
            "12 made 1",
            "14 FAILED 0",
            "14 FAILED 1");
    Job.Status status = bed.status("map");
    assertThat(status.failedIndexes()).hasToString("0,1");
    assertThat(status.failed()).isEqualTo(4);
    assertThat(status.reason()).isEqualTo("FailedIndexes");
    assertThat(status.conditionNanos()).isEqualTo(15 * SECOND);
  }

  @Test
  void failsWhenTooManyIndexesHaveFailed() {
    bed.create(
        "map",
        indexed(works(50), 4)
            .backoffLimitPerIndex(0)
            .maxFailedIndexes(1)
            .backoffLimit(Integer.MAX_VALUE));
    bed.runTo(3);
    List<Pod> pods = bed.cluster.pods(any -> true);
    bed.end(pods.get(0), 1);
    bed.runTo(10);
    assertThat(bed.status("map").failedIndexes()).hasToString("0");
    assertThat(bed.status("map").condition()).isEqualTo(Condition.NONE);
    bed.end(pods.get(2), 1);
    bed.runTo(11.5);
    assertThat(bed.status("map").condition()).isEqualTo(Condition.FAILURE_TARGET);
    bed.runTo(20);
    assertThat(bed.logOf("told")).containsExactly("11 told to end 1", "11 told to end 3");
    assertThat(bed.status("map").condition()).isEqualTo(Condition.FAILED);
    assertThat(bed.status("map").reason()).isEqualTo("MaxFailedIndexesExceeded");
    assertThat(bed.status("map").failed()).isEqualTo(4);
    // Its pods have ended when it is looked at again, a second after they were told to.
    assertThat(bed.status("map").conditionNanos()).isEqualTo(12 * SECOND);
  }

  @Test
  void endsAtItsDeadline() {
    bed.create("slow", JobSpec.builder(works(500)).activeDeadlineNanos(30 * SECOND));
    bed.runTo(100);
    assertThat(bed.logOf("told", "gone")).containsExactly("30 told to end", "31 gone");
    assertThat(bed.status("slow").reason()).isEqualTo("DeadlineExceeded");
    assertThat(bed.status("slow").condition()).isEqualTo(Condition.FAILED);
    assertThat(bed.status("slow").conditionNanos()).isEqualTo(31 * SECOND);
    assertThat(bed.status("slow").failed()).isEqualTo(1);
  }

  @Test
  void suspendedJobHasNoPodsAndItsDeadlineBeginsAnew() {
    bed.create("pause", JobSpec.builder(works(20)).activeDeadlineNanos(30 * SECOND));
    bed.cluster.at(10, () -> bed.declare("pause", spec -> spec.suspend(true)));
    bed.cluster.at(50, () -> bed.declare("pause", spec -> spec.suspend(false)));
    bed.runTo(40);
    assertThat(bed.status("pause").condition()).isEqualTo(Condition.SUSPENDED);
    assertThat(bed.status("pause").failed()).isZero();
    bed.runTo(100);
    assertThat(bed.logOf("made", "told", "gone", "SUCCEEDED"))
        .containsExactly("0 made", "10 told to end", "11 gone", "50 made", "71 SUCCEEDED");
    assertThat(bed.status("pause").condition()).isEqualTo(Condition.COMPLETE);
    assertThat(bed.status("pause").startNanos()).isEqualTo(50 * SECOND);
    assertThat(bed.status("pause").failed()).isZero();
  }

  @Test
  void policyFailsTheJobAtOnce() {
    bed.create(
        "strict",
        JobSpec.builder(works(50))
            .parallelism(2)
            .completions(2)
            .podFailurePolicy(onCode(Action.FAIL_JOB, 42)));
    bed.runTo(3);
    bed.end(bed.cluster.pods(any -> true).get(0), 42);
    bed.runTo(20);
    assertThat(bed.status("strict").reason()).isEqualTo("PodFailurePolicy");
    assertThat(bed.status("strict").failed()).isEqualTo(2);
    assertThat(bed.status("strict").conditionNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void policyIgnoresFailures() {
    bed.create(
        "patient",
        JobSpec.builder(fails(1, 7)).backoffLimit(0).podFailurePolicy(onCode(Action.IGNORE, 7)));
    bed.runTo(60);
    assertThat(bed.logOf("made")).containsExactly("0 made", "12 made", "34 made");
    assertThat(bed.status("patient").failed()).isZero();
    assertThat(bed.status("patient").condition()).isEqualTo(Condition.NONE);
  }

  @Test
  void policyFailsTheIndex() {
    bed.create(
        "map",
        indexed(works(5), 2)
            .backoffLimitPerIndex(3)
            .backoffLimit(Integer.MAX_VALUE)
            .podFailurePolicy(onCode(Action.FAIL_INDEX, 9)));
    bed.runTo(3);
    bed.end(bed.cluster.pods(any -> true).get(0), 9);
    bed.runTo(60);
    assertThat(bed.made()).isEqualTo(2);
    assertThat(bed.status("map").failedIndexes()).hasToString("0");
    assertThat(bed.status("map").completedIndexes()).hasToString("1");
    assertThat(bed.status("map").reason()).isEqualTo("FailedIndexes");
  }

  @Test
  void replacesPodsThatEndAtOnceOrWhenTheyHaveEnded() {
    bed.cluster.nodes.endNanos = 5 * SECOND;
    bed.create("eager", JobSpec.builder(works(50)));
    bed.create(
        "calm", JobSpec.builder(works(50)).podReplacementPolicy(PodReplacementPolicy.FAILED));
    bed.runTo(20);
    for (Pod pod : bed.cluster.pods(any -> true)) {
      bed.cluster.api.deletePod(pod, 30 * SECOND);
    }
    bed.runTo(40);
    // A failure is waited for 10 s: from the deletion, or from the end 5 s later.
    assertThat(bed.logOf("made")).containsExactly("0 made", "0 made", "30 made", "35 made");
    assertThat(bed.status("eager").failed()).isEqualTo(1);
    assertThat(bed.status("calm").failed()).isEqualTo(1);
  }

  @Test
  void restartsInPlaceCountTowardsTheLimit() {
    bed.create(
        "loop",
        JobSpec.builder(JobBed.template(PodBehavior.DEFAULT, RestartPolicy.ON_FAILURE))
            .backoffLimit(3));
    bed.runTo(5);
    String key = bed.cluster.pods(any -> true).get(0).key();
    bed.cluster.api.pods().update(key, pod -> pod.toBuilder().restarts(2).build());
    bed.runTo(10);
    assertThat(bed.status("loop").condition()).isEqualTo(Condition.NONE);
    bed.cluster.api.pods().update(key, pod -> pod.toBuilder().restarts(3).build());
    bed.runTo(20);
    assertThat(bed.status("loop").reason()).isEqualTo("BackoffLimitExceeded");
  }

  @Test
  void countsPodsThatAreRemovedAsSoonAsTheyHaveEnded() {
    new FinishedPodCleanup(bed.cluster.api);
    bed.create("sum", indexed(works(5), 6).parallelism(3));
    bed.runTo(100);
    assertThat(bed.made()).isEqualTo(6);
    assertThat(bed.status("sum").completedIndexes()).hasToString("0-5");
    assertThat(bed.status("sum").condition()).isEqualTo(Condition.COMPLETE);
    assertThat(bed.cluster.podNames()).isEmpty();
  }

  @Test
  void countsWhatEndedWhileTheControllerWasAwayOrTheApiReadOnly() {
    new FinishedPodCleanup(bed.cluster.api);
    bed.create("sum", JobSpec.builder(works(5)).parallelism(3).completions(6));
    bed.cluster.at(2, () -> bed.jobs.controller().stop());
    bed.cluster.at(20, () -> bed.jobs.controller().start());
    bed.cluster.at(23, () -> bed.cluster.api.setMode(ApiServer.Mode.READ_ONLY));
    bed.cluster.at(43, () -> bed.cluster.api.setMode(ApiServer.Mode.UP));
    bed.runTo(200);
    assertThat(bed.logOf("made"))
        .containsExactly("0 made", "0 made", "0 made", "20 made", "20 made", "20 made");
    assertThat(bed.status("sum").succeeded()).isEqualTo(6);
    assertThat(bed.status("sum").failed()).isZero();
    assertThat(bed.status("sum").condition()).isEqualTo(Condition.COMPLETE);
  }

  @Test
  void fewerAtATimeMeansThatTheLeastMissedGo() {
    bed.create("wide", JobSpec.builder(works(50)).parallelism(4).completions(8));
    bed.runTo(5);
    bed.declare("wide", spec -> spec.parallelism(1));
    bed.runTo(10);
    assertThat(bed.logOf("told")).hasSize(3);
    assertThat(bed.status("wide").active()).isEqualTo(1);
    assertThat(bed.status("wide").failed()).isZero();
  }

  @Test
  void finishedJobGoesWithItsPodsWhenItsTimeIsOver() {
    bed.create("brief", JobSpec.builder(works(5)).ttlAfterFinishedNanos(100 * SECOND));
    bed.runTo(106);
    assertThat(bed.status("brief").completionNanos()).isEqualTo(7 * SECOND);
    assertThat(bed.cluster.podNames()).hasSize(1);
    bed.runTo(107);
    assertThat(bed.cluster.api.jobs().list()).isEmpty();
    assertThat(bed.cluster.podNames()).isEmpty();
  }
}
