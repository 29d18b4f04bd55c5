package io.towtank.scheduling;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.scheduling.queue.SchedulingQueue;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The binding cycles under way: PreBind, Bind and PostBind, after what binding takes. */
final class BindingCycles {
  private record Binding(Attempt attempt, long handle) {}

  private final Simulation simulation;
  private final Mailbox<BindingEnds> mailbox;
  private final long latencyNanos;
  private final SchedulingQueue queue;
  private final BiConsumer<Attempt, ProfileRuntime.Outcome> onFailure;
  private final Map<Long, Binding> underWay = new LinkedHashMap<>();

  /**
   * None at first.
   *
   * @param latencyNanos what a binding takes
   * @param onFailure told of a binding that failed, and by what
   */
  BindingCycles(
      Simulation simulation,
      long latencyNanos,
      SchedulingQueue queue,
      BiConsumer<Attempt, ProfileRuntime.Outcome> onFailure) {
    this.simulation = simulation;
    mailbox = simulation.mailbox("scheduler-bindings", Phase.CONTROL, this::end);
    this.latencyNanos = latencyNanos;
    this.queue = queue;
    this.onFailure = onFailure;
  }

  boolean isEmpty() {
    return underWay.isEmpty();
  }

  void begin(Attempt attempt) {
    queue.beginBinding(attempt.queued());
    if (latencyNanos == 0) {
      bind(attempt);
    } else {
      long handle = mailbox.sendAfter(latencyNanos, new BindingEnds(attempt));
      underWay.put(attempt.pod().pod().uid(), new Binding(attempt, handle));
    }
  }

  private void end(BindingEnds message) {
    underWay.remove(message.attempt().pod().pod().uid());
    bind(message.attempt());
  }

  private void bind(Attempt attempt) {
    ProfileRuntime profile = attempt.profile();
    ProfileRuntime.Outcome outcome =
        profile.preBind(attempt.state(), attempt.pod(), attempt.nodeName());
    if (outcome.status().isSuccess()) {
      outcome = profile.bind(attempt.state(), attempt.pod(), attempt.nodeName());
    }
    if (outcome.status().isSuccess()) {
      profile.postBind(attempt.state(), attempt.pod(), attempt.nodeName());
    } else {
      onFailure.accept(attempt, outcome);
    }
  }

  /** Ends them all without a word; what they were about, in the order in which they began. */
  List<Attempt> clear() {
    List<Attempt> attempts = underWay.values().stream().map(Binding::attempt).toList();
    underWay.values().forEach(binding -> simulation.cancel(binding.handle()));
    underWay.clear();
    return attempts;
  }
}
