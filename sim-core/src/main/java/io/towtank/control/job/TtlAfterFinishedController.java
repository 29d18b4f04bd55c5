package io.towtank.control.job;

import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.Triggers;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.Job;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import java.util.Collection;

/**
 * Deletes jobs, and first their pods, when they have been finished for as long as their spec says.
 * Source: Kubernetes v1.34, {@code pkg/controller/ttlafterfinished}.
 */
public final class TtlAfterFinishedController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "ttl-after-finished-controller";

  private final ControlContext context;
  private final Controller controller;

  /** A controller that is stopped. */
  public TtlAfterFinishedController(ControlContext context) {
    this.context = context;
    controller = new Controller(context.simulation(), this);
    context
        .api()
        .jobs()
        .watch(NAME, context.options().watchDelayNanos(), Triggers.<Job>own(controller::enqueue));
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
    return context.api().jobs().list().stream().map(Job::key).toList();
  }

  @Override
  public Outcome reconcile(String key) {
    Job job = context.api().jobs().get(key);
    if (job == null
        || job.meta().isDeleted()
        || !job.isFinished()
        || job.spec().ttlAfterFinishedNanos() == Pod.NEVER) {
      return Outcome.DONE;
    }
    long end = job.status().conditionNanos() + job.spec().ttlAfterFinishedNanos();
    long left = end - context.simulation().now();
    if (left > 0) {
      return Outcome.after(left);
    }
    WriteResult<Job> result =
        context.api().delete(context.api().jobs(), key, Propagation.FOREGROUND);
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND
        ? Outcome.DONE
        : Outcome.RETRY;
  }
}
