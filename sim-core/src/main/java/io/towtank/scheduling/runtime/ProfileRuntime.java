package io.towtank.scheduling.runtime;

import io.towtank.model.Pod;
import io.towtank.scheduling.engine.EnginePlugins;
import io.towtank.scheduling.framework.BindPlugin;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PermitPlugin;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostBindPlugin;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.PreBindPlugin;
import io.towtank.scheduling.framework.PreEnqueuePlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.ReservePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One profile's plugins, ready to run. */
public final class ProfileRuntime {
  /** Source: kube-scheduler v1.34, {@code maxTimeout} of Permit. */
  private static final long PERMIT_TIMEOUT_MAX_NANOS = 15 * 60 * 1_000_000_000L;

  private static final Status NO_BIND = Status.error("no Bind plugin binds the pod");

  private final Profile profile;
  private final SortedMap<String, Plugin> plugins = new TreeMap<>();
  private final SortedMap<String, List<QueueingHint>> hints = new TreeMap<>();
  private final QueueSortPlugin queueSort;
  private final List<PreEnqueuePlugin> preEnqueue;
  private final EnginePlugins enginePlugins;
  private final List<PostFilterPlugin> postFilter;
  private final List<ReservePlugin> reserve;
  private final List<PermitPlugin> permit;
  private final List<PreBindPlugin> preBind;
  private final List<BindPlugin> bind;
  private final List<PostBindPlugin> postBind;

  /**
   * Makes the profile's plugins.
   *
   * @throws InputException if a plugin is unknown, its arguments can't be used, or the profile
   *     lacks what every profile needs
   */
  public ProfileRuntime(Profile profile, PluginRegistry registry, FrameworkHandle handle) {
    this.profile = profile;
    for (EnabledPlugin enabled : profile.plugins()) {
      if (!plugins.containsKey(enabled.name())) {
        plugins.put(enabled.name(), make(enabled.name(), argsOf(enabled.name()), registry, handle));
      }
      checkPoints(enabled);
    }
    List<QueueSortPlugin> sorting = at(ExtensionPoint.QUEUE_SORT, QueueSortPlugin.class);
    if (sorting.size() != 1) {
      throw new InputException(
          "profile "
              + profile.schedulerName()
              + ": expected exactly one QueueSort plugin (PrioritySort), found "
              + sorting.size());
    }
    queueSort = sorting.get(0);
    preEnqueue = at(ExtensionPoint.PRE_ENQUEUE, PreEnqueuePlugin.class);
    enginePlugins =
        new EnginePlugins(
            at(ExtensionPoint.PRE_FILTER, PreFilterPlugin.class),
            at(ExtensionPoint.FILTER, FilterPlugin.class),
            at(ExtensionPoint.PRE_SCORE, PreScorePlugin.class),
            at(ExtensionPoint.SCORE, ScorePlugin.class),
            weights());
    postFilter = at(ExtensionPoint.POST_FILTER, PostFilterPlugin.class);
    reserve = at(ExtensionPoint.RESERVE, ReservePlugin.class);
    permit = at(ExtensionPoint.PERMIT, PermitPlugin.class);
    preBind = at(ExtensionPoint.PRE_BIND, PreBindPlugin.class);
    bind = at(ExtensionPoint.BIND, BindPlugin.class);
    postBind = at(ExtensionPoint.POST_BIND, PostBindPlugin.class);
    if (bind.isEmpty()) {
      throw new InputException(
          "profile " + profile.schedulerName() + ": expected a Bind plugin (DefaultBinder)");
    }
    for (Plugin plugin : plugins.values()) {
      if (plugin instanceof EnqueueExtensions extensions) {
        hints.put(plugin.name(), withTaints(extensions.eventsToRegister()));
      }
    }
  }

  /** A plugin has one set of arguments, however often it stands in the profile. */
  private PluginArgs argsOf(String name) {
    List<PluginArgs> given =
        profile.plugins().stream()
            .filter(enabled -> enabled.name().equals(name) && !enabled.args().isEmpty())
            .map(EnabledPlugin::args)
            .toList();
    if (given.size() > 1) {
      throw new InputException("plugin " + name + ": its arguments are given twice");
    }
    return given.isEmpty() ? PluginArgs.NONE : given.get(0);
  }

  /**
   * A plugin that waits for nodes to join, but not for taints to change, hears of every change of
   * taints all the same. Source: kube-scheduler v1.34, {@code buildQueueingHintMap}.
   */
  private static List<QueueingHint> withTaints(List<QueueingHint> registered) {
    List<ClusterEvent> events = registered.stream().map(QueueingHint::event).toList();
    List<QueueingHint> all = new ArrayList<>(registered);
    if (events.contains(ClusterEvent.NODE_ADDED)
        && !events.contains(ClusterEvent.NODE_TAINTS_CHANGED)) {
      all.add(QueueingHint.always(ClusterEvent.NODE_TAINTS_CHANGED));
    }
    return List.copyOf(all);
  }

  private static Plugin make(
      String name, PluginArgs given, PluginRegistry registry, FrameworkHandle handle) {
    PluginArgs args = given.copy();
    try {
      Plugin plugin = registry.get(name).create(args, handle);
      if (!args.unknownKeys().isEmpty()) {
        throw new IllegalArgumentException(args.unknownKeys().get(0));
      }
      return plugin;
    } catch (IllegalArgumentException e) {
      throw new InputException("plugin " + name + ": " + e.getMessage(), e);
    }
  }

  private void checkPoints(EnabledPlugin enabled) {
    Plugin plugin = plugins.get(enabled.name());
    for (ExtensionPoint point : enabled.points()) {
      if (plugin != null && !point.isImplementedBy(plugin)) {
        throw new InputException(
            "plugin " + enabled.name() + " has no part in " + point.fieldName());
      }
    }
  }

  private <P extends Plugin> List<P> at(ExtensionPoint point, Class<P> contract) {
    List<P> found = new ArrayList<>();
    for (EnabledPlugin enabled : profile.plugins()) {
      Plugin plugin = plugins.get(enabled.name());
      if (contract.isInstance(plugin) && enabled.isEnabledAt(point)) {
        P typed = contract.cast(plugin);
        if (!found.contains(typed)) {
          found.add(typed);
        }
      }
    }
    return List.copyOf(found);
  }

  private List<Integer> weights() {
    List<Integer> weights = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (EnabledPlugin enabled : profile.plugins()) {
      if (plugins.get(enabled.name()) instanceof ScorePlugin
          && enabled.isEnabledAt(ExtensionPoint.SCORE)
          && !seen.contains(enabled.name())) {
        seen.add(enabled.name());
        weights.add(enabled.weight());
      }
    }
    return weights;
  }

  /** The profile. */
  public Profile profile() {
    return profile;
  }

  /** The plugin that orders the active queue. */
  public QueueSortPlugin queueSort() {
    return queueSort;
  }

  /** The plugins that choose a node. */
  public EnginePlugins enginePlugins() {
    return enginePlugins;
  }

  /** Runs PreEnqueue: the first refusal, or success. */
  public Status preEnqueue(Pod pod) {
    return preEnqueueOutcome(pod).status();
  }

  /** Runs PreEnqueue: the first refusal and whose it is, or success. */
  public Outcome preEnqueueOutcome(Pod pod) {
    for (PreEnqueuePlugin plugin : preEnqueue) {
      Status status = plugin.preEnqueue(pod);
      if (!status.isSuccess()) {
        return Outcome.of(plugin, status);
      }
    }
    return Outcome.SUCCESS;
  }

  /** Whether changes of this kind may ever help a pod that these plugins have refused. */
  public boolean mayEverHelp(Collection<String> refusing, ClusterEvent event) {
    for (String name : refusing) {
      List<QueueingHint> registered = hints.get(name);
      if (registered == null || registered.stream().anyMatch(hint -> hint.event() == event)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the change may help a pod that these plugins have refused. */
  public boolean mayHelp(
      Pod pod, Collection<String> refusing, ClusterEvent event, QueueingHint.Change change) {
    for (String name : refusing) {
      List<QueueingHint> registered = hints.get(name);
      if (registered == null) {
        return true;
      }
      for (QueueingHint hint : registered) {
        if (hint.event() == event && hint.test().mayHelp(pod, change)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the profile has plugins to ask once no node is left. */
  public boolean hasPostFilter() {
    return !postFilter.isEmpty();
  }

  /**
   * Runs PostFilter until one plugin succeeds, ends with an error, or knows that nothing helps;
   * else the refusals of all. Source: kube-scheduler v1.34, {@code RunPostFilterPlugins}.
   */
  public PostFilterPlugin.Result postFilter(
      CycleState state, PodInfo pod, List<PostFilterPlugin.Rejected> rejected) {
    List<String> reasons = new ArrayList<>();
    boolean keepsNomination = true;
    for (PostFilterPlugin plugin : postFilter) {
      PostFilterPlugin.Result result = plugin.postFilter(state, pod, rejected);
      if (result.status().code() != Status.Code.UNSCHEDULABLE) {
        return result;
      }
      keepsNomination &= result.keepsNomination();
      reasons.addAll(result.status().reasons());
    }
    return new PostFilterPlugin.Result(Status.unschedulable(reasons), null, keepsNomination);
  }

  /**
   * What the plugins of one extension point said.
   *
   * @param plugin the plugin that did not let the pod pass, empty if all did
   */
  public record Outcome(Status status, String plugin) {
    private static final Outcome SUCCESS = new Outcome(Status.SUCCESS, "");
    private static final Outcome WAIT = new Outcome(Status.WAIT, "");

    private static Outcome of(Plugin plugin, Status status) {
      return new Outcome(status, plugin.name());
    }
  }

  /** Runs Reserve; after a refusal everything is unreserved. */
  public Outcome reserve(CycleState state, PodInfo pod, NodeInfo node) {
    for (ReservePlugin plugin : reserve) {
      Status status = plugin.reserve(state, pod, node);
      if (!status.isSuccess()) {
        unreserve(state, pod, node.node().name());
        return Outcome.of(plugin, status);
      }
    }
    return Outcome.SUCCESS;
  }

  /** Runs Unreserve, in reverse order. */
  public void unreserve(CycleState state, PodInfo pod, String nodeName) {
    for (int i = reserve.size() - 1; i >= 0; i--) {
      reserve.get(i).unreserve(state, pod, nodeName);
    }
    state.releaseDevices();
  }

  /**
   * Runs Permit.
   *
   * @param waiting gets the plugins that make the pod wait, with their time-outs in nanoseconds
   * @return success, wait, or the first refusal
   */
  public Outcome permit(
      CycleState state, PodInfo pod, String nodeName, SortedMap<String, Long> waiting) {
    for (PermitPlugin plugin : permit) {
      PermitPlugin.Result result = plugin.permit(state, pod, nodeName);
      if (result.status().code() == Status.Code.WAIT) {
        waiting.put(plugin.name(), Math.min(result.timeoutNanos(), PERMIT_TIMEOUT_MAX_NANOS));
      } else if (!result.status().isSuccess()) {
        return Outcome.of(plugin, result.status());
      }
    }
    return waiting.isEmpty() ? Outcome.SUCCESS : Outcome.WAIT;
  }

  /** Runs PreBind: the first refusal, or success. */
  public Outcome preBind(CycleState state, PodInfo pod, String nodeName) {
    for (PreBindPlugin plugin : preBind) {
      Status status = plugin.preBind(state, pod, nodeName);
      if (!status.isSuccess()) {
        return Outcome.of(plugin, status);
      }
    }
    return Outcome.SUCCESS;
  }

  /** Runs Bind until one plugin does not skip. */
  public Outcome bind(CycleState state, PodInfo pod, String nodeName) {
    for (BindPlugin plugin : bind) {
      Status status = plugin.bind(state, pod, nodeName);
      if (!status.isSkip()) {
        return status.isSuccess() ? Outcome.SUCCESS : Outcome.of(plugin, status);
      }
    }
    return new Outcome(NO_BIND, "");
  }

  /** Runs PostBind. */
  public void postBind(CycleState state, PodInfo pod, String nodeName) {
    for (PostBindPlugin plugin : postBind) {
      plugin.postBind(state, pod, nodeName);
    }
  }
}
