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
  private final WaitingPodList waitingPods;
  private final DecisionRecorder decisions;
  private final List<SchedulingListener> listeners = new ArrayList<>();
  private boolean cycleRequested;
  private int bindingsUnderWay;

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
    this.decisions = new DecisionRecorder(recorder);
    MessageHandler handler = new MessageHandler();
    mailbox =
        simulation.mailbox("scheduler", Phase.SCHEDULING, message -> message.deliverTo(handler));
    waitingPods = new WaitingPodList(simulation::cancel, this::beginBinding, this::giveBack);
    TieBreaker tieBreaker =
        switch (options.ties()) {
          case RANDOM -> TieBreaker.random(simulation.streams().stream("scheduler", "ties"));
          case FIRST -> TieBreaker.FIRST;
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
                false));
    cache = algorithm.cache();
    queue =
        new SchedulingQueue(
            simulation, resources, options.queue(), new Rules(), this::requestCycle);
    new ClusterEvents(
            cache,
            queue,
            algorithm::isResponsibleFor,
            pod -> waitingPods.reject(pod.uid(), "", "the pod was deleted"))
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

  /**
   * Whether the scheduler does nothing until the cluster changes, except that it would try pods
   * again which it has refused before.
   */
  public boolean isAtRest() {
    return queue.isWaiting()
        && !cycleRequested
        && bindingsUnderWay == 0
        && waitingPods.isEmpty()
        && (!queue.hasBackoff() || cache.all().isEmpty());
  }

  /** How many events of its own the scheduler has pending that only try refused pods again. */
  public int pendingTimers() {
    return queue.pendingTimers();
  }

  private void requestCycle() {
    if (!cycleRequested) {
      cycleRequested = true;
      mailbox.send(nextCycle);
    }
  }

  private void schedule(QueuedPod queued) {
    Attempt attempt =
        new Attempt(queued, algorithm.profileOf(queued.info().pod()), simulation.now());
    Selection selection = algorithm.select(attempt.state(), attempt.pod(), decisions.isOn());
    NodeInfo selected = selection.selected();
    if (selected != null) {
      attempt.found(selected.node().name());
    } else {
      String message = FitError.message(selection, cache.all().size());
      attempt.refused(selection.refusingPlugins(), message, selection.isUnresolvable());
      if (!selection.isError()) {
        algorithm.postFilter(attempt.state(), attempt.pod(), selection);
      }
    }
    if (decisions.isOn()) {
      decisions.record(attempt, selection);
    }
    long cost = options.cycleCost().nanos(selection.nodesEvaluated());
    if (cost > 0) {
      mailbox.sendAfter(cost, new SchedulerMessage.CycleEnds(attempt));
    } else {
      conclude(attempt);
    }
  }

  private void conclude(Attempt attempt) {
    cycleRequested = false;
    if (attempt.nodeName().isEmpty()) {
      refuse(attempt);
    } else {
      reserveAndPermit(attempt);
    }
    if (queue.isReady()) {
      requestCycle();
    }
  }

  private void refuse(Attempt attempt) {
    Pod pod = attempt.pod().pod();
    queue.addFailed(attempt.queued(), attempt.refusingPlugins());
    for (SchedulingListener listener : listeners) {
      listener.unschedulable(pod, attempt.number(), attempt.startNanos(), attempt.neverFits());
    }
    setReason(pod, attempt.message());
  }

  private void setReason(Pod pod, String reason) {
    api.pods()
        .update(
            pod.key(),
            stored ->
                stored.uid() != pod.uid() || stored.isBound() || stored.reason().equals(reason)
                    ? stored
                    : stored.toBuilder().reason(reason).build());
  }

  private void reserveAndPermit(Attempt attempt) {
    String nodeName = attempt.nodeName();
    NodeInfo node = cache.byName(nodeName);
    if (cache.nodeOf(attempt.pod().pod().uid()) != null) {
      return; // Somebody else has bound it meanwhile.
    }
    if (node == null) {
      attempt.refused(new TreeSet<>(), "node " + nodeName + " is gone", false);
      refuse(attempt);
      return;
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
    cache.assume(attempt.pod().withVersion(placed), nodeName);
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
    queue.beginBinding(attempt.queued());
    if (options.bindLatencyNanos() == 0) {
      bind(attempt);
    } else {
      bindingsUnderWay++;
      mailbox.sendAfter(options.bindLatencyNanos(), new SchedulerMessage.BindingEnds(attempt));
    }
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
      giveBack(attempt, outcome);
    }
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
    queue.moveOthersOn(
        attempt.pod().pod(),
        ClusterEvent.ASSIGNED_POD_DELETED,
        QueueingHint.Change.ofPod(attempt.assumed(), null));
  }

  private void sendBack(Attempt attempt, ProfileRuntime.Outcome outcome) {
    Pod pod = attempt.pod().pod();
    String reason = String.join(", ", outcome.status().reasons());
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
    setReason(pod, reason);
  }

  private final class MessageHandler implements SchedulerMessage.Handler {
    @Override
    public void nextCycle() {
      QueuedPod queued = queue.pop();
      if (queued == null) {
        cycleRequested = false;
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

    @Override
    public void bindingEnds(Attempt attempt) {
      bindingsUnderWay--;
      bind(attempt);
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
