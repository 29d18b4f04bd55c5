package io.towtank.control.job;

import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.OwnedObjects;
import io.towtank.control.Triggers;
import io.towtank.control.WriteFailure;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.CronJob;
import io.towtank.model.CronJobSpec;
import io.towtank.model.CronJobSpec.ConcurrencyPolicy;
import io.towtank.model.Job;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import io.towtank.text.InputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts jobs by the clock. Of several times that were missed the last one is made good, however
 * many they are: since v1.21 more than a hundred are only warned of. Source for the rules:
 * Kubernetes v1.34, {@code pkg/controller/cronjob/cronjob_controllerv2.go} and {@code utils.go}.
 */
public final class CronJobController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "cronjob-controller";

  static final String KIND = "CronJob";

  /** From a time that is due to the look at the cron job. Source: {@code nextScheduleDelta}. */
  static final long DELTA_NANOS = 100_000_000L;

  private static final Comparator<Job> OLDEST_FIRST =
      Comparator.comparing((Job job) -> job.status().startNanos() == Pod.NEVER)
          .thenComparing((Job job) -> job.status().startNanos())
          .thenComparing(Job::name);

  private final ControlContext context;
  private final Instant start;
  private final OwnedObjects<Job> jobs;
  private final Controller controller;

  /**
   * A controller that is stopped.
   *
   * @param start wall-clock time at which the simulation begins
   */
  public CronJobController(ControlContext context, Instant start) {
    this.context = context;
    this.start = start;
    jobs = new OwnedObjects<>(context.api().jobs());
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    Watcher<CronJob> own = Triggers.own(controller::enqueue);
    context.api().cronJobs().watch(NAME, delay, own);
    context
        .api()
        .jobs()
        .watch(NAME, delay, Triggers.<Job>ofOwned(KIND, job -> List.of(), controller::enqueue));
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Collection<String> keys() {
    return context.api().cronJobs().list().stream().map(CronJob::key).toList();
  }

  @Override
  public Outcome reconcile(String key) {
    CronJob cronJob = context.api().cronJobs().get(key);
    if (cronJob == null) {
      return Outcome.DONE;
    }
    try {
      Status status = new Status(cronJob, jobs.ownedBy(KIND, cronJob.meta()));
      Outcome outcome = startDue(cronJob, status);
      cleanUp(cronJob);
      status.write();
      return outcome;
    } catch (WriteFailure e) {
      return Outcome.RETRY;
    }
  }

  /** The status as it will be. */
  private final class Status {
    private final CronJob cronJob;
    private final List<String> active = new ArrayList<>();
    private long lastScheduleNanos;
    private long lastSuccessfulNanos;

    Status(CronJob cronJob, List<Job> owned) {
      this.cronJob = cronJob;
      lastScheduleNanos = cronJob.status().lastScheduleNanos();
      lastSuccessfulNanos = cronJob.status().lastSuccessfulNanos();
      for (Job job : owned) {
        if (!job.isFinished()) {
          if (cronJob.status().active().contains(job.name())) {
            active.add(job.name());
          }
        } else {
          lastSuccessfulNanos = Math.max(lastSuccessfulNanos, job.status().completionNanos());
        }
      }
    }

    void write() throws WriteFailure {
      CronJob.Status wanted = new CronJob.Status(active, lastScheduleNanos, lastSuccessfulNanos);
      WriteFailure.unlessGone(
          context
              .api()
              .cronJobs()
              .update(
                  cronJob.key(),
                  current ->
                      current.meta().uid() != cronJob.meta().uid()
                              || current.status().equals(wanted)
                          ? current
                          : current.withStatus(wanted)));
    }
  }

  private Outcome startDue(CronJob cronJob, Status status) throws WriteFailure {
    CronJobSpec spec = cronJob.spec();
    if (cronJob.meta().isDeleted() || spec.suspend()) {
      return Outcome.DONE;
    }
    CronSchedule schedule;
    try {
      schedule = CronSchedule.parse(spec.schedule(), spec.timeZone());
    } catch (InputException e) {
      return Outcome.DONE; // As in Kubernetes, until the spec changes.
    }
    CronTimes times = new CronTimes(schedule, start, context.simulation().now());
    long last =
        status.lastScheduleNanos == Pod.NEVER
            ? cronJob.meta().createdNanos()
            : status.lastScheduleNanos;
    long due = times.mostRecent(last, spec.startingDeadlineNanos());
    if (due != CronTimes.NONE && due != status.lastScheduleNanos && isInTime(spec, due)) {
      startAt(cronJob, status, due);
      last = status.lastScheduleNanos == Pod.NEVER ? last : status.lastScheduleNanos;
    }
    long wait = times.untilNext(last);
    return wait == CronTimes.NONE ? Outcome.DONE : Outcome.after(wait + DELTA_NANOS);
  }

  private boolean isInTime(CronJobSpec spec, long dueNanos) {
    return spec.startingDeadlineNanos() == Pod.NEVER
        || dueNanos + spec.startingDeadlineNanos() >= context.simulation().now();
  }

  private void startAt(CronJob cronJob, Status status, long dueNanos) throws WriteFailure {
    String name = name(cronJob, dueNanos);
    ConcurrencyPolicy policy = cronJob.spec().concurrencyPolicy();
    if (status.active.contains(name)
        || (policy == ConcurrencyPolicy.FORBID && !status.active.isEmpty())) {
      return;
    }
    if (policy == ConcurrencyPolicy.REPLACE) {
      for (String other : List.copyOf(status.active)) {
        delete(cronJob.namespace() + "/" + other);
        status.active.remove(other);
      }
    }
    OwnerReference owner = OwnerReference.to(KIND, cronJob);
    ObjectMeta meta =
        ObjectMeta.of(cronJob.namespace(), name)
            .withLabels(cronJob.spec().jobLabels())
            .withOwner(owner);
    WriteResult<Job> result =
        context.api().jobs().create(new Job(meta, cronJob.spec().jobTemplate()));
    if (result.code() == WriteResult.Code.ALREADY_EXISTS) {
      Job other = context.api().jobs().get(meta.key());
      if (other == null || !owner.equals(other.meta().owner())) {
        return;
      }
      if (!other.isFinished()) {
        status.active.add(name);
      }
    } else {
      WriteFailure.orStop(result);
      status.active.add(name);
    }
    status.lastScheduleNanos = dueNanos;
  }

  /** Minutes since 1970 are part of the name. Source: {@code getJobName}. */
  private String name(CronJob cronJob, long dueNanos) {
    return cronJob.name() + "-" + Math.floorDiv(start.plusNanos(dueNanos).getEpochSecond(), 60);
  }

  /** Deletes finished jobs beyond those to be kept. Source: {@code cleanupFinishedJobs}. */
  private void cleanUp(CronJob cronJob) throws WriteFailure {
    CronJobSpec spec = cronJob.spec();
    deleteOldest(cronJob, Job.Condition.FAILED, spec.failedJobsHistoryLimit());
    deleteOldest(cronJob, Job.Condition.COMPLETE, spec.successfulJobsHistoryLimit());
  }

  private void deleteOldest(CronJob cronJob, Job.Condition condition, int kept)
      throws WriteFailure {
    List<Job> finished = new ArrayList<>(jobs.ownedBy(KIND, cronJob.meta()));
    finished.removeIf(job -> job.status().condition() != condition);
    finished.sort(OLDEST_FIRST);
    for (int i = 0; i < finished.size() - kept; i++) {
      delete(finished.get(i).key());
    }
  }

  private void delete(String key) throws WriteFailure {
    @Nullable Job job = context.api().jobs().get(key);
    if (job != null && !job.meta().isDeleted()) {
      WriteFailure.unlessGone(
          context.api().delete(context.api().jobs(), key, Propagation.BACKGROUND));
    }
  }
}
