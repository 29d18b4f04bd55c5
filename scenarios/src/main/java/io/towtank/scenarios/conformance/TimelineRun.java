package io.towtank.scenarios.conformance;

import io.towtank.api.Watcher;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.queue.QueueOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plays a timeline: the case's events and what follows from them, in simulation time, with the
 * scheduler that all simulations have.
 */
final class TimelineRun {
  /**
   * The recorder's clock stood before the start of any pod in its cases. It matters: a pod that is
   * not bound yet counts as started now, and so as started first of all.
   */
  static final Instant TIME_ZERO = Instant.parse("2020-01-01T00:00:00Z");

  private static final long FIRST_START_NANOS =
      Duration.between(TIME_ZERO, CaseWorld.FIRST_START).toNanos();
  private static final long SECOND = 1_000_000_000L;
  private static final long UNSCHEDULABLE_TIMEOUT_NANOS = 300 * SECOND;

  private final CaseWorld world;
  private final TimelineSettings settings;
  private final List<TimelineEvent> recorded;
  private final TimelineEvents events;
  private final Simulation simulation;
  private final Scheduler scheduler;
  private final Mailbox<TimelineMessage> mailbox;
  private final AttemptLog attempts;
  private long boundCount;

  /**
   * A timeline of a case whose objects exist.
   *
   * @throws io.towtank.text.InputException if the configuration can't be used
   */
  TimelineRun(
      CaseWorld world, TimelineSettings settings, List<TimelineEvent> recorded, EngineKind engine) {
    this.world = world;
    this.settings = settings;
    this.recorded = recorded;
    simulation = world.simulation();
    events = new TimelineEvents(world, settings);
    MessageHandler handler = new MessageHandler();
    mailbox = simulation.mailbox("timeline", Phase.CONTROL, message -> message.deliverTo(handler));
    for (Pod pod : world.api().pods().list()) {
      Long duration = events.durationNanos(pod.key());
      if (pod.isActiveOnNode() && duration != null) {
        mailbox.sendAt(duration, new TimelineMessage.PodEnds(pod.key(), pod.uid()));
      }
    }
    for (int i = 0; i < recorded.size(); i++) {
      mailbox.sendAt(recorded.get(i).atNanos(), new TimelineMessage.Occurrence(i));
    }
    scheduler =
        new Scheduler(
            simulation,
            world.api(),
            world.resources(),
            world.registry(),
            world.profiles(),
            new SchedulerOptions(
                    new QueueOptions(
                        world.configuration().initialBackoffNanos(),
                        world.configuration().maxBackoffNanos(),
                        UNSCHEDULABLE_TIMEOUT_NANOS,
                        settings.popFromBackoff()),
                    new CycleCost(settings.cycleNanos(), 0),
                    settings.bindNanos(),
                    SchedulerOptions.Ties.NAME,
                    0)
                .withEngine(engine),
            RunRecorder.NONE);
    attempts = new AttemptLog(simulation, settings);
    scheduler.addListener(attempts);
    world.api().pods().watch("timeline", 0, new PodWatcher());
  }

  /** Plays it to its end; an attempt that has begun by then is brought to its own end. */
  void run() {
    if (settings.cycleNanos() == 0) {
      simulation.runUntil(settings.untilNanos());
      return;
    }
    simulation.runUntil(Math.max(0, settings.untilNanos() - 1));
    if (scheduler.isTrying()) {
      simulation.runUntil(settings.untilNanos() + settings.cycleNanos());
    }
  }

  /** The attempts in the order of their start, each in one line. */
  List<String> attempts() {
    return attempts.lines();
  }

  /** Where each pod is now. */
  SortedMap<String, String> states() {
    SortedMap<String, String> states = new TreeMap<>();
    for (Pod pod : world.api().pods().list()) {
      states.put(pod.key(), pod.isBound() ? "node:" + pod.nodeName() : waiting(pod));
    }
    return states;
  }

  private String waiting(Pod pod) {
    return switch (scheduler.placeOf(pod)) {
      case ACTIVE -> "queue:Active";
      case BACKOFF, ERROR_BACKOFF -> "queue:Backoff";
      case UNSCHEDULABLE -> "queue:Unschedulable";
      case GATED -> "queue:Gated";
      case BINDING -> "binding:" + scheduler.cache().nodeOf(pod.uid());
      case IN_FLIGHT -> "in flight";
      case NOWHERE -> "none";
    };
  }

  private final class MessageHandler implements TimelineMessage.Handler {
    @Override
    public void occur(TimelineMessage.Occurrence occurrence) {
      events.apply(recorded.get(occurrence.number()));
    }

    @Override
    public void end(TimelineMessage.PodEnds podEnds) {
      Pod pod = world.api().pods().get(podEnds.key());
      if (pod != null && pod.uid() == podEnds.uid()) {
        world.api().pods().delete(pod.key());
      }
    }
  }

  /** Does what kubelets would do. */
  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {}

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.isActiveOnNode() && !oldPod.isBound()) {
        start(newPod);
      }
      boolean isToldToEnd =
          newPod.isTerminating()
              && (!oldPod.isTerminating()
                  || oldPod.deletionGraceNanos() != newPod.deletionGraceNanos());
      if (newPod.isActiveOnNode() && isToldToEnd) {
        mailbox.sendAt(
            Math.max(simulation.now(), newPod.deletionNanos() + newPod.deletionGraceNanos()),
            new TimelineMessage.PodEnds(newPod.key(), newPod.uid()));
      }
    }

    @Override
    public void onDelete(Pod pod) {}

    private void start(Pod pod) {
      long nanos = FIRST_START_NANOS + ++boundCount * SECOND;
      world
          .api()
          .pods()
          .update(pod.key(), stored -> stored.toBuilder().startedNanos(nanos).build());
      Long duration = events.durationNanos(pod.key());
      if (duration != null) {
        mailbox.sendAfter(duration, new TimelineMessage.PodEnds(pod.key(), pod.uid()));
      }
    }
  }
}
