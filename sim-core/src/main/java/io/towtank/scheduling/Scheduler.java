package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.engine.FitError;
import io.towtank.scheduling.engine.NodeRanks;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.queue.QueuedPod;
import io.towtank.scheduling.queue.RequeueRules;
import io.towtank.scheduling.queue.SchedulingQueue;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.scheduling.runtime.ProfileRuntime;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler: pops one pod at a time, finds it a node in a scheduling cycle, and binds it in a
 * binding cycle that may still be under way when the next pods are tried.
 *
 * <p>A scheduling cycle decides on the cluster as it is when the cycle begins; where cycles take
 * time, the decision takes effect when the cycle ends, and the next one begins then.
 */
public final class Scheduler {
  private final Simulation simulation;
  private final ApiServer api;
  private final SchedulerOptions options;
  private final ClusterCache cache;
  private final SchedulingQueue queue;
  private final SchedulingAlgorithm algorithm;
  private final Mailbox<SchedulerMessage> mailbox;
  private final SchedulerMessage.NextCycle nextCycle = new SchedulerMessage.NextCycle();
  private final BindingCycles bindings;
  private final WaitingPodList waitingPods;
  private final PreemptionExecutor preemption;
  private final PodStatuses statuses;
  private final DecisionRecorder decisions;
  private final List<SchedulingListener> listeners = new ArrayList<>();
  private boolean isRunning = true;
  private boolean cycleRequested;
  private long cycleHandle;

  /**
   * A scheduler that watches the API from now on.
   *
   * @throws InputException if a profile can't be used
   */
  public Scheduler(
      Simulation simulation,
      ApiServer api,
      ResourceIndex resources,
      PluginRegistry registry,
      List<Profile> profiles,
      SchedulerOptions options,
      RunRecorder recorder) {
    this.simulation = simulation;
    this.api = api;
    this.options = options;
    statuses = new PodStatuses(api);
    decisions = new DecisionRecorder(recorder);
    MessageHandler handler = new MessageHandler();
    mailbox =
        simulation.mailbox("scheduler", Phase.SCHEDULING, message -> message.deliverTo(handler));
    waitingPods = new WaitingPodList(simulation::cancel, this::beginBinding, this::giveBack);
    TieBreaker tieBreaker =
        switch (options.ties()) {
          case RANDOM -> TieBreaker.random(simulation.streams().stream("scheduler", "ties"));
          case FIRST -> TieBreaker.FIRST;
          case NAME -> TieBreaker.FIRST_NAME;
          case RANK ->
              new NodeRanks(options.nodeRanks(), simulation.streams().stream("scheduler", "ranks"));
        };
    algorithm =
        new SchedulingAlgorithm(
            resources,
            registry,
            profiles,
            new SchedulingAlgorithm.Surroundings(
                simulation::now,
                simulation.streams(),
                Informers.of(api, options.watchDelayNanos()),
                new ApiBinder(api),
                waitingPods,
                options.podMix(),
                tieBreaker,
                false,
                options.engine()));
    cache = algorithm.cache();
    queue =
        new SchedulingQueue(
            simulation, resources, options.queue(), new Rules(), this::requestCycle);
    bindings = new BindingCycles(simulation, options.bindLatencyNanos(), queue, this::giveBack);
    preemption =
        new PreemptionExecutor(api, algorithm.nominatedPods(), queue::activate, queue::backOff);
    new ClusterEvents(
            cache,
            queue,
            algorithm.nominatedPods(),
            algorithm::isResponsibleFor,
            pod -> waitingPods.reject(pod.uid(), "", "the pod was deleted"),
            pod -> listeners.forEach(listener -> listener.gated(pod)))
        .watch(api, options.watchDelayNanos());
  }

  /** Adds a listener; they are called in the order in which they were added. */
  public void addListener(SchedulingListener listener) {
    listeners.add(listener);
  }

  /** Nodes and pods as the scheduler believes them to be. */
  public ClusterCache cache() {
    return cache;
  }

  /** Where a pod is in the queue. */
  public QueuedPod.Place placeOf(Pod pod) {
    return queue.placeOf(pod.uid());
  }

  /** The queue's length, by why the pods wait. */
  public QueueLengths queueLengths() {
    return new QueueLengths(queue.activeCount(), queue.backoffCount(), queue.unschedulableCount());
  }

  /**
   * Whether the scheduler does nothing until the cluster changes, except that it would try pods
   * again which it has refused before.
   */
  public boolean isAtRest() {
    return queue.isWaiting()
        && !cycleRequested
        && bindings.isEmpty()
        && waitingPods.isEmpty()
        && (!queue.hasBackoff() || cache.all().isEmpty());
  }

  /** Whether an attempt is under way, or about to begin at this instant. */
  public boolean isTrying() {
    return cycleRequested;
  }

  /** How many events of its own the scheduler has pending that only try refused pods again. */
  public int pendingTimers() {
    return queue.pendingTimers();
  }

  /**
   * The process ends: whatever it was about is lost with it, the assumptions of pods that are not
   * bound yet included. It still follows the cluster, as one does that waits to lead: what it knows
   * then is what it hears from the API. Source: kube-scheduler v1.34, {@code Run}, whose informers
   * start before the election unless {@code delayCacheUntilActive} is set.
   */
  public void stop() {
    if (!isRunning) {
      return;
    }
    isRunning = false;
    simulation.cancel(cycleHandle);
    cycleRequested = false;
    List<Attempt> lost = new ArrayList<>(waitingPods.clear());
    lost.addAll(bindings.clear());
    lost.forEach(this::abandon);
    queue.restart();
    algorithm.nominatedPods().clear();
    for (PodInfo pod : queue.inOrderOfCreation()) {
      if (!pod.pod().nominatedNodeName().isEmpty()) {
        algorithm.nominatedPods().nominate(pod, pod.pod().nominatedNodeName());
      }
    }
  }

  private void abandon(Attempt attempt) {
    attempt.profile().unreserve(attempt.state(), attempt.pod(), attempt.nodeName());
    cache.forget(attempt.assumed());
    String reason = "the scheduler ended";
    decisions.notBound(attempt, reason);
    for (SchedulingListener listener : listeners) {
      listener.bindFailed(attempt.pod().pod(), attempt.nodeName(), reason);
    }
  }

  /**
   * A process begins that knows the cluster and has tried no pod yet. Does nothing while one runs.
   */
  public void start() {
    isRunning = true;
    tryNext();
  }

  /** Whether it tries pods: neither ended nor waiting to lead. */
  public boolean isRunning() {
    return isRunning;
  }

  private void requestCycle() {
    if (isRunning && !cycleRequested) {
      cycleRequested = true;
      cycleHandle = mailbox.send(nextCycle);
    }
  }

  private void schedule(QueuedPod queued) {
    Attempt attempt =
        new Attempt(queued, algorithm.profileOf(queued.info().pod()), simulation.now());
    boolean recorded = decisions.isOn(attempt.pod().pod());
    Selection selection = algorithm.select(attempt.state(), attempt.pod(), recorded);
    NodeInfo selected = selection.selected();
    if (selected != null) {
      attempt.found(selected);
    } else {
      String message = FitError.message(selection, cache.all().size());
      if (!selection.isError()) {
        PostFilterPlugin.Result result =
            algorithm.postFilter(attempt.state(), attempt.pod(), selection);
        attempt.postFiltered(result);
        message = FitError.withPostFilter(message, result.status());
      }
      attempt.refused(selection.refusingPlugins(), message, selection.isUnresolvable());
    }
    if (recorded) {
      decisions.record(attempt, selection, cache.all().size());
    }
    long cost = options.cycleCost().nanos(selection.nodesEvaluated());
    if (cost > 0) {
      cycleHandle = mailbox.sendAfter(cost, new SchedulerMessage.CycleEnds(attempt));
    } else {
      conclude(attempt);
    }
  }

  /** A pod that was popped but is not to be tried. */
  private void skip(QueuedPod queued) {
    Attempt attempt =
        new Attempt(queued, algorithm.profileOf(queued.info().pod()), simulation.now());
    cycleRequested = false;
    report(attempt, AttemptReport.Result.SKIPPED);
    queue.drop(queued);
    tryNext();
  }

  private void tryNext() {
    if (queue.isReady()) {
      requestCycle();
    }
  }

  private void conclude(Attempt attempt) {
    cycleRequested = false;
    if (attempt.nodeName().isEmpty()) {
      refuse(attempt);
    } else {
      reserveAndPermit(attempt);
    }
    tryNext();
  }

  private void report(Attempt attempt, AttemptReport.Result result) {
    for (SchedulingListener listener : listeners) {
      if (listener.wantsAttempts()) {
        listener.attempted(attempt.report(simulation.now(), result));
      }
    }
  }

  private void refuse(Attempt attempt) {
    Pod pod = attempt.pod().pod();
    report(
        attempt,
        attempt.refusingPlugins().isEmpty()
            ? AttemptReport.Result.ERROR
            : AttemptReport.Result.UNSCHEDULABLE);
    Preemption.Candidate room = attempt.preemption();
    if (room != null) {
      preemption.begin(pod, room);
    }
    queue.addFailed(attempt.queued(), attempt.refusingPlugins());
    for (SchedulingListener listener : listeners) {
      listener.unschedulable(pod, attempt.number(), attempt.startNanos(), attempt.neverFits());
    }
    statuses.write(pod, attempt.message(), nominate(attempt, pod));
    if (room != null) {
      preemption.execute(pod, room);
    }
  }

  /** Notes the pod's nomination after a failed attempt: a new one, none, or the one it has. */
  private @Nullable String nominate(Attempt attempt, Pod pod) {
    PodInfo newest = queue.newest(pod.uid());
    if (newest == null) {
      return null;
    }
    Preemption.Candidate room = attempt.preemption();
    PostFilterPlugin.Result result = attempt.postFilter();
    boolean kept = result != null && room == null && result.keepsNomination();
    String nodeName = room != null ? room.nodeName() : kept ? newest.pod().nominatedNodeName() : "";
    if (nodeName.isEmpty()) {
      algorithm.nominatedPods().remove(pod.uid());
    } else {
      algorithm.nominatedPods().nominate(newest, nodeName);
    }
    return nodeName;
  }

  private void reserveAndPermit(Attempt attempt) {
    String nodeName = attempt.nodeName();
    NodeInfo node = cache.byName(nodeName);
    if (cache.nodeOf(attempt.pod().pod().uid()) != null) {
      return; // Somebody else has bound it meanwhile.
    }
    if (node == null) {
      // It has gone during the cycle. Like kube-scheduler v1.34 we notice nothing.
      node = attempt.node();
    }
    ProfileRuntime profile = attempt.profile();
    ProfileRuntime.Outcome reserved = profile.reserve(attempt.state(), attempt.pod(), node);
    if (!reserved.status().isSuccess()) {
      sendBack(attempt, reserved);
      return;
    }
    Pod placed =
        attempt.pod().pod().toBuilder()
            .nodeName(nodeName)
            .devices(attempt.state().claimedDevices())
            .build();
    attempt.assume(placed);
    report(attempt, AttemptReport.Result.SCHEDULED);
    cache.assume(attempt.pod().withVersion(placed), nodeName);
    algorithm.nominatedPods().remove(placed.uid());
    for (SchedulingListener listener : listeners) {
      listener.scheduled(attempt.pod().pod(), nodeName, attempt.number(), attempt.startNanos());
    }
    SortedMap<String, Long> waiting = new TreeMap<>();
    ProfileRuntime.Outcome permitted =
        profile.permit(attempt.state(), attempt.pod(), nodeName, waiting);
    if (permitted.status().code() == Status.Code.WAIT) {
      SortedMap<String, Long> timers = new TreeMap<>();
      waiting.forEach(
          (plugin, timeout) ->
              timers.put(
                  plugin,
                  mailbox.sendAfter(
                      timeout, new SchedulerMessage.PermitTimesOut(attempt, plugin))));
      waitingPods.add(attempt, timers);
    } else if (permitted.status().isSuccess()) {
      beginBinding(attempt);
    } else {
      undo(attempt, permitted);
    }
  }

  private void beginBinding(Attempt attempt) {
    bindings.begin(attempt);
  }

  /** Takes back an assumption: the node is free again, and the pod returns to the queue. */
  private void undo(Attempt attempt, ProfileRuntime.Outcome outcome) {
    attempt.profile().unreserve(attempt.state(), attempt.pod(), attempt.nodeName());
    cache.forget(attempt.assumed());
    sendBack(attempt, outcome);
  }

  /** The same after the scheduling cycle, when others may have missed the room on the node. */
  private void giveBack(Attempt attempt, ProfileRuntime.Outcome outcome) {
    undo(attempt, outcome);
    // Only now, and not for the pod itself: what it gives back can't be news to it.
    long uid = attempt.pod().pod().uid();
    queue.moveOn(
        ClusterEvent.ASSIGNED_POD_DELETED,
        QueueingHint.Change.ofPod(attempt.assumed(), null),
        other -> other.uid() != uid);
  }

  private void sendBack(Attempt attempt, ProfileRuntime.Outcome outcome) {
    Pod pod = attempt.pod().pod();
    String reason = String.join(", ", outcome.status().reasons());
    decisions.notBound(attempt, reason);
    for (SchedulingListener listener : listeners) {
      listener.bindFailed(pod, attempt.nodeName(), reason);
    }
    Pod stored = api.pods().get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      queue.delete(pod);
      return;
    }
    TreeSet<String> plugins = new TreeSet<>();
    if (outcome.status().isRejected()) {
      plugins.add(outcome.plugin());
    }
    queue.addFailed(attempt.queued(), plugins);
    algorithm.nominatedPods().remove(pod.uid());
    statuses.write(pod, reason, "");
  }

  /** Source: kube-scheduler v1.34, {@code skipPodSchedule}. */
  private boolean isToBeSkipped(Pod pod) {
    return pod.isTerminating() || cache.isAssumed(pod.uid());
  }

  private final class MessageHandler implements SchedulerMessage.Handler {
    @Override
    public void nextCycle() {
      QueuedPod queued = queue.pop();
      if (queued == null) {
        cycleRequested = false;
      } else if (isToBeSkipped(queued.info().pod())) {
        skip(queued);
      } else {
        schedule(queued);
      }
    }

    @Override
    public void cycleEnds(Attempt attempt) {
      conclude(attempt);
    }

    @Override
    public void permitTimesOut(Attempt attempt, String plugin) {
      waitingPods.timeOut(attempt, plugin);
    }
  }

  private final class Rules implements RequeueRules {
    @Override
    public QueueSortPlugin queueSort() {
      return algorithm.queueSort();
    }

    @Override
    public Status preEnqueue(Pod pod) {
      return algorithm.profileOf(pod).preEnqueue(pod);
    }

    @Override
    public boolean isPreempting(Pod pod) {
      return preemption.isPreempting(pod);
    }

    @Override
    public boolean mayEverHelp(Pod pod, Collection<String> plugins, ClusterEvent event) {
      return algorithm.profileOf(pod).mayEverHelp(plugins, event);
    }

    @Override
    public boolean mayHelp(
        Pod pod, Collection<String> plugins, ClusterEvent event, QueueingHint.Change change) {
      return algorithm.profileOf(pod).mayHelp(pod, plugins, event, change);
    }
  }
}
