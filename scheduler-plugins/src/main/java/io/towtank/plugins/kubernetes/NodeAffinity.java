package io.towtank.plugins.kubernetes;

import io.towtank.model.Node;
import io.towtank.model.NodeSelectorMatcher;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.RequiredNodeAffinity;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a pod's node selector and node affinity against nodes: refuses those that do not match what
 * is required, and scores the rest by the weights of the preferred terms that match.
 *
 * <p>Where every required term pins {@code metadata.name}, only the nodes named are filtered.
 *
 * <p>A preferred term that can't be parsed (see {@link NodeSelectorMatcher}) makes PreScore fail,
 * as it does in Kubernetes; a required one matches nothing.
 */
public final class NodeAffinity
    implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodeAffinity";

  private static final Status NO_MATCH =
      Status.unresolvable("node(s) didn't match Pod's node affinity/selector");
  private static final Status NO_MATCH_ADDED =
      Status.unresolvable("node(s) didn't match scheduler-enforced node affinity");
  private static final PreFilterResult CONFLICT =
      PreFilterResult.refused(Status.unresolvable("pod affinity terms conflict"));

  private static final StateKey<RequiredNodeAffinity> REQUIRED =
      new StateKey<>("required node affinity", RequiredNodeAffinity.class);
  private static final StateKey<PreferredNodeAffinity> PREFERRED =
      new StateKey<>("preferred node affinity", PreferredNodeAffinity.class);

  private final NodeSelectorMatcher @Nullable [] addedRequired;
  private final @Nullable PreferredNodeAffinity addedPreferred;

  NodeAffinity(io.towtank.model.NodeAffinity added) {
    List<NodeSelectorTerm> required = added.required();
    addedRequired = required == null ? null : NodeSelectorMatcher.of(required);
    addedPreferred =
        added.preferred().isEmpty() ? null : new PreferredNodeAffinity(added.preferred());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    List<NodeSelectorTerm> required = pod.spec().nodeAffinity().required();
    if (required == null && addedRequired == null && pod.spec().nodeSelector().size() == 0) {
      return PreFilterResult.SKIP;
    }
    state.write(REQUIRED, new RequiredNodeAffinity(pod.spec()));
    if (required == null || required.isEmpty()) {
      return PreFilterResult.ALL_NODES;
    }
    SortedSet<String> names = new TreeSet<>();
    for (NodeSelectorTerm term : required) {
      SortedSet<String> pinned = pinnedNames(term);
      if (pinned == null) {
        return PreFilterResult.ALL_NODES;
      }
      names.addAll(pinned);
    }
    return names.isEmpty() ? CONFLICT : PreFilterResult.ofNodes(names);
  }

  private static @Nullable SortedSet<String> pinnedNames(NodeSelectorTerm term) {
    SortedSet<String> names = null;
    for (NodeSelectorRequirement field : term.matchFields()) {
      if (field.key().equals(NodeSelectorMatcher.NAME_FIELD) && field.operator() == Operator.IN) {
        if (names == null) {
          names = new TreeSet<>(field.values());
        } else {
          names.retainAll(field.values());
        }
      }
    }
    return names;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    if (addedRequired != null && !NodeSelectorMatcher.anyMatches(addedRequired, node.node())) {
      return NO_MATCH_ADDED;
    }
    RequiredNodeAffinity required = state.read(REQUIRED);
    if (required == null) {
      required = new RequiredNodeAffinity(pod.spec());
      state.write(REQUIRED, required);
    }
    return required.matches(node.node()) ? Status.SUCCESS : NO_MATCH;
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    List<io.towtank.model.NodeAffinity.PreferredTerm> terms = pod.spec().nodeAffinity().preferred();
    if (terms.isEmpty() && addedPreferred == null) {
      return Status.SKIP;
    }
    PreferredNodeAffinity preferred = new PreferredNodeAffinity(terms);
    String error = preferred.error();
    if (error != null) {
      return Status.error("preferred node affinity: " + error);
    }
    state.write(PREFERRED, preferred);
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    PreferredNodeAffinity preferred = state.read(PREFERRED);
    long score = preferred == null ? 0 : preferred.score(node.node());
    return addedPreferred == null ? score : score + addedPreferred.score(node.node());
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.BY_MAXIMUM;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.NODE_ADDED, this::matchesNow),
        new QueueingHint(ClusterEvent.NODE_LABELS_CHANGED, this::matchesNow));
  }

  /**
   * Whether the node matches and did not before. What it was before is not held against the added
   * affinity, and a term that can't be parsed is an error, which always helps. Source:
   * kube-scheduler v1.34, nodeaffinity {@code isSchedulableAfterNodeChange}.
   */
  private boolean matchesNow(Pod pod, Change change) {
    Node before = change.oldNode();
    Node after = change.newNode();
    if (after == null) {
      return Changes.isEverything(change);
    }
    if (addedRequired != null && !NodeSelectorMatcher.anyMatches(addedRequired, after)) {
      return false;
    }
    RequiredNodeAffinity required = new RequiredNodeAffinity(pod.spec());
    return required.matches(after)
        ? before == null || !required.matches(before)
        : required.endsWithError(after);
  }

  /** Makes it; the argument is {@code addedAffinity}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Matches node selectors and node affinity, required and preferred.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeAffinity(AddedAffinity.read(args));
    }
  }
}
