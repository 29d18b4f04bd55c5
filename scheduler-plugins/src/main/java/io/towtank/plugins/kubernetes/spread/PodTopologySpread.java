package io.towtank.plugins.kubernetes.spread;

import io.towtank.plugins.kubernetes.topology.DomainsByKey;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterExtensions;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TopologyPlugin;
import io.towtank.scheduling.framework.TopologyView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spreads pods that belong together evenly over the values of node labels, such as zones: refuses
 * nodes where a {@code DoNotSchedule} constraint would be broken, and prefers those where {@code
 * ScheduleAnyway} constraints count fewer pods.
 *
 * <p>Raw score: the weighted count of pods nearby, so lower is better.
 */
public final class PodTopologySpread
    implements PreFilterExtensions,
        FilterPlugin,
        PreScorePlugin,
        NormalizeScorePlugin,
        TopologyPlugin,
        EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "PodTopologySpread";

  private static final StateKey<HardSpread> HARD =
      new StateKey<>("hard topology spread", HardSpread.class);
  private static final StateKey<SoftSpread> SOFT =
      new StateKey<>("soft topology spread", SoftSpread.class);
  private static final Status NOT_PREPARED =
      Status.error("reading \"PreFilterPodTopologySpread\" from cycleState: not found");

  private final FrameworkHandle handle;
  private final SpreadRules rules;
  private final DomainsByKey domains = new DomainsByKey();

  PodTopologySpread(SpreadDefaults defaults, FrameworkHandle handle) {
    this.handle = handle;
    this.rules = new SpreadRules(defaults, handle::objects);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean concerns(PodInfo pod, NodeList nodes) {
    return !rules.areDefaults(pod.pod())
        || !rules.soft(pod.pod()).isEmpty()
        || !rules.hard(pod.pod()).isEmpty();
  }

  @Override
  public @Nullable TopologyView view(PodInfo pod, NodeJournal nodes) {
    return SpreadView.of(pod.pod(), rules, nodes, domains);
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    SpreadView view = state.read(SpreadView.KEY);
    if (view != null) {
      return view.hasHard() ? PreFilterResult.ALL_NODES : PreFilterResult.SKIP;
    }
    List<SpreadConstraint> constraints = rules.hard(pod.pod());
    if (constraints.isEmpty()) {
      return PreFilterResult.SKIP;
    }
    SpreadPodCounts counts = SpreadPodCounts.of(state, pod);
    state.write(HARD, new HardSpread(pod.pod(), constraints, counts, nodes));
    return PreFilterResult.ALL_NODES;
  }

  @Override
  public void addPod(CycleState state, PodInfo pod, PodInfo added, NodeInfo node) {
    change(state, pod, added, node, 1);
  }

  @Override
  public void removePod(CycleState state, PodInfo pod, PodInfo removed, NodeInfo node) {
    change(state, pod, removed, node, -1);
  }

  private void change(CycleState state, PodInfo pod, PodInfo other, NodeInfo node, int difference) {
    HardSpread spread = state.read(HARD);
    SpreadView view = state.read(SpreadView.KEY);
    if (spread == null && view != null && view.hasHard()) {
      spread = view.hard(state, pod, handle.nodes()).copy();
      state.write(HARD, spread);
    }
    if (spread != null) {
      spread.change(other, node.node(), difference);
    }
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    HardSpread spread = state.read(HARD);
    SpreadView view = state.read(SpreadView.KEY);
    if (spread == null && view != null && view.hasHard()) {
      spread = view.hard(state, pod, handle.nodes());
    }
    return spread == null ? NOT_PREPARED : spread.filter(node.node());
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    SpreadView view = state.read(SpreadView.KEY);
    if (view != null) {
      view.beginScoring(feasible);
      return view.hasSoft() ? Status.SUCCESS : Status.SKIP;
    }
    List<SpreadConstraint> constraints = rules.soft(pod.pod());
    if (constraints.isEmpty()) {
      return Status.SKIP;
    }
    state.write(
        SOFT,
        new SoftSpread(
            pod.pod(),
            constraints,
            rules.requiresAllKeys(pod.pod()),
            feasible,
            SpreadPodCounts.of(state, pod),
            handle.nodes()));
    return Status.SUCCESS;
  }

  private @Nullable SoftSpread soft(CycleState state, PodInfo pod) {
    SpreadView view = state.read(SpreadView.KEY);
    return view != null && view.hasSoft()
        ? view.soft(state, pod, handle.nodes())
        : state.read(SOFT);
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    SoftSpread spread = soft(state, pod);
    return spread == null ? 0 : spread.score(node);
  }

  @Override
  public void normalizeScore(
      CycleState state, PodInfo pod, List<NodeInfo> feasible, long[] scores) {
    SoftSpread spread = soft(state, pod);
    if (spread != null) {
      spread.normalize(feasible, scores);
    }
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return new SpreadHints(rules).all();
  }

  /** Makes it; the arguments are {@code defaultingType} and {@code defaultConstraints}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Spreads pods that belong together evenly over zones, nodes and the like.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new PodTopologySpread(SpreadDefaults.read(args), handle);
    }
  }
}
