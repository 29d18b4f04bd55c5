package io.towtank.scenarios.run;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.RestartPolicy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Pods of a trace or of templates for full kubelets: those with a duration have done their work
 * once they have run for it, and begin anew only when they were killed. Kubernetes' default, {@code
 * Always}, would let them run for ever.
 */
final class EndingPods implements ArrivalStream {
  private final ArrivalStream pods;
  private @Nullable PodSpec lastSpec;
  private @Nullable PodSpec lastEnding;

  EndingPods(ArrivalStream pods) {
    this.pods = pods;
  }

  @Override
  public @Nullable PodArrival next() throws IOException {
    PodArrival next = pods.next();
    if (next == null || next.pod().durationNanos() == Pod.NEVER) {
      return next;
    }
    PodSpec spec = next.pod().spec();
    if (spec.restartPolicy() != RestartPolicy.ALWAYS) {
      return next;
    }
    return new PodArrival(
        next.timeNanos(), next.pod().toBuilder().spec(ending(spec)).build(), next.task());
  }

  /** Pods of one template come one after the other and share their spec. */
  @SuppressWarnings("ReferenceEquality")
  private PodSpec ending(PodSpec spec) {
    PodSpec ending = lastEnding;
    if (ending == null || spec != lastSpec) {
      ending = spec.toBuilder().restartPolicy(RestartPolicy.ON_FAILURE).build();
      lastSpec = spec;
      lastEnding = ending;
    }
    return ending;
  }

  @Override
  public void close() throws IOException {
    pods.close();
  }
}
