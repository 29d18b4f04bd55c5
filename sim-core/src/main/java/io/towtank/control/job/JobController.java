package io.towtank.control.job;

import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.PodClaims;
import io.towtank.control.Triggers;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.Job;
import io.towtank.model.LabelSelector;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pods of jobs, counts how they end, and says when a job has succeeded or failed. Changes
 * of pods are looked at a second later, all at once. Source for the rules: Kubernetes v1.34, {@code
 * pkg/controller/job}.
 *
 * <p>While a job waits to replace failed pods, Kubernetes writes 0 for its active pods; here they
 * are as many as there are.
 */
public final class JobController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "job-controller";

  static final String KIND = "Job";

  private static final long SECOND = 1_000_000_000L;

  /** From a pod's change to the look at its job. Source: {@code syncJobBatchPeriod}. */
  private static final long BATCH_NANOS = SECOND;

  /** Source: {@code DefaultJobApiBackOff} and {@code MaxJobApiBackOff}. */
  private static final long FIRST_RETRY_NANOS = SECOND;

  private static final long MAX_RETRY_NANOS = 60 * SECOND;

  private final ControlContext context;
  private final JobLedger ledger;
  private final JobBackoff backoff = new JobBackoff();
  private final JobPods pods;
  private final PodClaims claims;
  private final Controller controller;

  private final class JobWatcher implements Watcher<Job> {
    @Override
    public void onAdd(Job job) {
      controller.enqueue(job.key());
    }

    @Override
    public void onUpdate(Job oldJob, Job newJob) {
      if (oldJob.meta().generation() != newJob.meta().generation()) {
        controller.enqueue(newJob.key());
      }
    }

    @Override
    public void onDelete(Job job) {
      controller.enqueue(job.key());
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      changed(pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (Triggers.isOfNote(oldPod, newPod) || oldPod.restarts() != newPod.restarts()) {
        ofOwner(oldPod);
        changed(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      ofOwner(pod);
    }

    private void changed(Pod pod) {
      if (pod.owner() != null) {
        ofOwner(pod);
      } else {
        for (Job job : context.api().jobs().list()) {
          if (job.namespace().equals(pod.namespace())
              && selectsPods(job)
              && job.spec().selector().matches(pod.labels())) {
            controller.enqueueAfter(job.key(), BATCH_NANOS);
          }
        }
      }
    }

    private void ofOwner(Pod pod) {
      OwnerReference owner = pod.owner();
      if (owner != null && owner.kind().equals(KIND)) {
        controller.enqueueAfter(pod.namespace() + "/" + owner.name(), BATCH_NANOS);
      }
    }
  }

  /** A controller that is stopped. */
  public JobController(ControlContext context) {
    this.context = context;
    ledger = new JobLedger(context.simulation(), context.api());
    pods = new JobPods(context, ledger);
    claims = new PodClaims(context, KIND);
    controller = new Controller(context.simulation(), this, FIRST_RETRY_NANOS, MAX_RETRY_NANOS);
    long delay = context.options().watchDelayNanos();
    context.api().jobs().watch(NAME, delay, new JobWatcher());
    context.api().pods().watch(NAME, delay, new PodWatcher());
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
  public void begin() {
    backoff.clear();
  }

  @Override
  public Collection<String> keys() {
    return context.api().jobs().list().stream().map(Job::key).toList();
  }

  /** A job without a selector goes by the owner of pods alone. */
  private static boolean selectsPods(Job job) {
    return !job.spec().selector().equals(LabelSelector.EVERYTHING);
  }

  private @Nullable List<Pod> owned(Job job) {
    return selectsPods(job)
        ? claims.claim(job, job.spec().selector())
        : context.pods().ownedBy(KIND, job.meta());
  }

  @Override
  public Outcome reconcile(String key) {
    Job job = context.api().jobs().get(key);
    if (job == null || job.isFinished()) {
      backoff.forget(key);
      return Outcome.DONE;
    }
    List<Pod> owned = owned(job);
    if (owned == null) {
      return Outcome.RETRY;
    }
    JobSync sync =
        new JobSync(
            new JobView(job, owned, ledger.uncounted(job)),
            pods,
            backoff,
            context.simulation().now());
    sync.run();
    return write(job, sync) ? sync.outcome() : Outcome.RETRY;
  }

  /** Writes the status; what it counts needs not be counted again. */
  private boolean write(Job job, JobSync sync) {
    List<Long> counted = new ArrayList<>();
    Job.Status status = sync.status(counted);
    WriteResult<Job> result =
        context
            .api()
            .jobs()
            .update(
                job.key(),
                current ->
                    current.meta().uid() != job.meta().uid() || current.status().equals(status)
                        ? current
                        : current.withStatus(status));
    if (result.isOk()) {
      backoff.keep(job.key(), sync.row());
      ledger.release(job, counted);
      if (status.condition() == Job.Condition.COMPLETE
          || status.condition() == Job.Condition.FAILED) {
        backoff.forget(job.key());
      }
    }
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
