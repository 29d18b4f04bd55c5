package io.towtank.control.job;

import static io.towtank.control.job.JobBed.SECOND;
import static io.towtank.control.job.JobBed.works;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.Watcher;
import io.towtank.control.ControlOptions;
import io.towtank.model.CronJob;
import io.towtank.model.CronJobSpec;
import io.towtank.model.CronJobSpec.ConcurrencyPolicy;
import io.towtank.model.Job;
import io.towtank.model.JobSpec;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PodTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronJobControllerTest {
  private static final long HOUR = 3600 * SECOND;

  private final JobBed bed =
      new JobBed(1, ControlOptions.DEFAULT, Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> started = new ArrayList<>();

  private final class JobLog implements Watcher<Job> {
    @Override
    public void onAdd(Job job) {
      started.add(bed.cluster.simulation.now() / (SECOND / 10) + " " + job.name());
    }
  }

  private static CronJobSpec.Builder every(String schedule, PodTemplate template) {
    return CronJobSpec.builder(schedule, JobSpec.builder(template).build());
  }

  private void create(CronJobSpec.Builder spec) {
    bed.cluster.api.jobs().watch("test-log", 0, new JobLog());
    bed.cluster
        .api
        .cronJobs()
        .create(new CronJob(ObjectMeta.of("default", "tick"), spec.build()))
        .orThrow();
  }

  private CronJob.Status status() {
    CronJob cronJob = bed.cluster.api.cronJobs().get("default/tick");
    if (cronJob == null) {
      throw new AssertionError("gone");
    }
    return cronJob.status();
  }

  private List<String> jobs() {
    return bed.cluster.api.jobs().list().stream().map(Job::name).toList();
  }

  @Test
  void startsAJobATenthOfASecondAfterItIsDue() {
    create(every("*/10 * * * *", works(5)));
    bed.runTo(1900);
    // 2026-01-01T00:10Z is minute 29,453,770 since 1970.
    assertThat(started)
        .containsExactly("6001 tick-29453770", "12001 tick-29453780", "18001 tick-29453790");
    assertThat(status().lastScheduleNanos()).isEqualTo(1800 * SECOND);
    assertThat(status().lastSuccessfulNanos()).isEqualTo(1807 * SECOND + SECOND / 10);
    assertThat(status().active()).isEmpty();
  }

  @Test
  void keepsAsManyFinishedJobsAsDeclared() {
    create(every("*/10 * * * *", works(5)).successfulJobsHistoryLimit(2));
    bed.runTo(3590);
    assertThat(jobs()).containsExactly("tick-29453800", "tick-29453810");
    assertThat(bed.cluster.podNames()).hasSize(2);
  }

  @Test
  void bothRunWhereThatIsAllowed() {
    create(every("* * * * *", works(90)));
    bed.runTo(130);
    assertThat(status().active()).containsExactly("tick-29453761", "tick-29453762");
  }

  @Test
  void leavesOutTheNewOneWhereTheLastStillRuns() {
    create(every("* * * * *", works(90)).concurrencyPolicy(ConcurrencyPolicy.FORBID));
    bed.runTo(300);
    // The first ends at 151.1 s and is seen to have at 152.1 s: the second, due at 120 s, is late
    // but not too late. It ends at 244.1 s.
    assertThat(started)
        .containsExactly("601 tick-29453761", "1521 tick-29453762", "2441 tick-29453764");
  }

  @Test
  void leavesOutWhatIsTooLate() {
    create(
        every("* * * * *", works(90))
            .concurrencyPolicy(ConcurrencyPolicy.FORBID)
            .startingDeadlineNanos(20 * SECOND));
    bed.runTo(330);
    assertThat(started)
        .containsExactly("601 tick-29453761", "1801 tick-29453763", "3001 tick-29453765");
  }

  @Test
  void replacesTheLastWhereDeclared() {
    create(every("* * * * *", works(90)).concurrencyPolicy(ConcurrencyPolicy.REPLACE));
    bed.runTo(130);
    assertThat(jobs()).containsExactly("tick-29453762");
    assertThat(status().active()).containsExactly("tick-29453762");
    assertThat(bed.cluster.podNames()).hasSize(1);
  }

  @Test
  void makesTheLastOfManyMissedTimesGood() {
    create(every("* * * * *", works(5)).suspend(true));
    bed.cluster.at(
        3 * 3600 + 30,
        () ->
            bed.cluster
                .api
                .cronJobs()
                .update(
                    "default/tick",
                    job -> job.withSpec(job.spec().toBuilder().suspend(false).build())));
    bed.runTo(3 * 3600 + 70);
    // 180 times were missed, more than a hundred.
    assertThat(started).containsExactly("108300 tick-29453940", "108601 tick-29453941");
    assertThat(status().lastScheduleNanos()).isEqualTo(3 * HOUR + 60 * SECOND);
  }

  @Test
  void goesByItsTimeZone() {
    create(every("30 2 * * *", works(5)).timeZone("Asia/Kolkata"));
    bed.runTo(86_400);
    // 02:30 at five and a half hours east is 21:00 of the day before.
    assertThat(started).containsExactly(21 * 36_000 + 1 + " tick-" + (29_453_760 + 21 * 60));
  }

  @Test
  void deletedCronJobTakesItsJobsAndTheirPodsAlong() {
    create(every("* * * * *", works(90)));
    bed.runTo(130);
    bed.cluster.api.cronJobs().delete("default/tick").orThrow();
    bed.runTo(140);
    assertThat(jobs()).isEmpty();
    assertThat(bed.cluster.podNames()).isEmpty();
  }
}
