package io.towtank.plugins.kubernetes.affinity;

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
 * Keeps pods near others, or far from them, in a topology such as a zone: refuses nodes by what the
 * pod requires and by what the pods that are there require of it, and scores the rest by what the
 * pod prefers and by what those prefer.
 *
 * <p>Pods are found in the whole cluster, terminating ones included.
 */
public final class InterPodAffinity
    implements PreFilterExtensions,
        FilterPlugin,
        PreScorePlugin,
        NormalizeScorePlugin,
        TopologyPlugin,
        EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "InterPodAffinity";

  private static final long WEIGHT_MAX = 100;
  private static final Status NO_PRE_FILTER =
      Status.error("error reading \"PreFilterInterPodAffinity\" from cycleState: not found");

  private static final StateKey<RequiredTerms> REQUIRED =
      new StateKey<>("required inter-pod affinity", RequiredTerms.class);
  private static final StateKey<PreferredTerms> PREFERRED =
      new StateKey<>("preferred inter-pod affinity", PreferredTerms.class);

  private final FrameworkHandle handle;
  private final InterPodAffinityRules rules;
  private final DomainsByKey domains = new DomainsByKey();

  InterPodAffinity(
      FrameworkHandle handle,
      long hardPodAffinityWeight,
      boolean ignorePreferredTermsOfExistingPods) {
    this.handle = handle;
    rules =
        new InterPodAffinityRules(
            handle, hardPodAffinityWeight, ignorePreferredTermsOfExistingPods);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean concerns(PodInfo pod, NodeList nodes) {
    return pod.hasAffinity() || !nodes.withAffinity().isEmpty();
  }

  @Override
  public @Nullable TopologyView view(PodInfo pod, NodeJournal nodes) {
    AffinityView view = new AffinityView(pod.pod(), rules, nodes, domains);
    return view.isTooLarge() ? null : view;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    if (!RequiredTerms.hasOwn(pod.spec()) && nodes.withRequiredAntiAffinity().isEmpty()) {
      return PreFilterResult.SKIP;
    }
    AffinityView view = state.read(AffinityView.KEY);
    if (view != null) {
      return view.hasFilter() ? PreFilterResult.ALL_NODES : PreFilterResult.SKIP;
    }
    RequiredTerms required = new RequiredTerms(pod.pod(), rules.namespaces());
    required.count(nodes);
    if (required.isVoid()) {
      return PreFilterResult.SKIP;
    }
    state.write(REQUIRED, required);
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

  private void change(CycleState state, PodInfo pod, PodInfo other, NodeInfo node, int sign) {
    RequiredTerms required = state.read(REQUIRED);
    AffinityView view = state.read(AffinityView.KEY);
    if (required == null && view != null) {
      required = view.required(pod, handle.nodes()).copy();
      state.write(REQUIRED, required);
    }
    if (required != null) {
      required.change(other, node.node().labels(), sign);
    }
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    RequiredTerms required = state.read(REQUIRED);
    AffinityView view = state.read(AffinityView.KEY);
    if (required == null && view != null) {
      required = view.required(pod, handle.nodes());
    }
    return required == null ? NO_PRE_FILTER : required.verdict(node.node().labels());
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    if (!rules.hasPreferences(pod.spec())
        || (!PreferredTerms.hasOwn(pod.spec()) && handle.nodes().withAffinity().isEmpty())) {
      return Status.SKIP;
    }
    if (state.read(AffinityView.KEY) != null) {
      return Status.SUCCESS;
    }
    PreferredTerms preferred = rules.preferred(pod.pod());
    preferred.count(handle.nodes());
    if (preferred.isVoid()) {
      return Status.SKIP;
    }
    state.write(PREFERRED, preferred);
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    AffinityView view = state.read(AffinityView.KEY);
    PreferredTerms preferred =
        view != null ? view.preferred(pod, handle.nodes()) : state.read(PREFERRED);
    return preferred == null ? 0 : preferred.score(node.node().labels());
  }

  @Override
  public void normalizeScore(
      CycleState state, PodInfo pod, List<NodeInfo> feasible, long[] scores) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < feasible.size(); i++) {
      min = Math.min(min, scores[i]);
      max = Math.max(max, scores[i]);
    }
    for (int i = 0; i < feasible.size(); i++) {
      scores[i] = normalized(scores[i], min, max);
    }
  }

  /** One score by the lowest and the highest raw one. */
  static long normalized(long raw, long min, long max) {
    // In floating point, as kube-scheduler v1.34 does: 29 of 100 give 28, not 29.
    return max == min ? 0 : (long) (SCORE_MAX * ((double) (raw - min) / (double) (max - min)));
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return AffinityHints.all();
  }

  /**
   * Makes it; the arguments are {@code hardPodAffinityWeight} and {@code
   * ignorePreferredTermsOfExistingPods}.
   */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Keeps pods near others or far from them, required and preferred.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new InterPodAffinity(
          handle,
          args.integer("hardPodAffinityWeight", 1, 0, WEIGHT_MAX),
          args.bool("ignorePreferredTermsOfExistingPods", false));
    }
  }
}
