package io.towtank.plugins.kubernetes;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceNames;
import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.LinearBounds;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeColumns;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses nodes without enough left of some resource that the pod requests, and scores the rest by
 * how full they would be (see {@link ScoringStrategy}).
 *
 * <p>A request above what the node could ever give makes the refusal unresolvable; too many pods
 * never do. Shareable devices count by their sum here; whether a single device has room is {@code
 * DeviceShare}'s business.
 */
public final class NodeResourcesFit
    implements AmountFilterPlugin, AmountScorePlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodeResourcesFit";

  private final ResourceIndex index;
  private final List<String> ignoredResources;
  private final List<String> ignoredGroups;
  private final boolean ignoresNothing;
  private final ScoringStrategy strategy;
  private final InsufficientResources insufficient;

  NodeResourcesFit(PluginArgs args, ResourceIndex index) {
    this.index = index;
    ignoredResources = args.strings("ignoredResources");
    ignoredGroups = args.strings("ignoredResourceGroups");
    for (String group : ignoredGroups) {
      if (group.indexOf('/') >= 0) {
        throw new IllegalArgumentException(
            "ignoredResourceGroups: '" + group + "' must be the part before the '/'");
      }
    }
    ignoresNothing = ignoredResources.isEmpty() && ignoredGroups.isEmpty();
    strategy = ScoringStrategy.read(args, index);
    insufficient = new InsufficientResources(index);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean passes(PodInfo pod, NodeAmounts node) {
    if (node.requested(ResourceIndex.PODS) >= node.allocatable(ResourceIndex.PODS)) {
      return false;
    }
    for (int i = 0; i < pod.requestCount(); i++) {
      if (runsShort(pod.requestAmount(i), pod.requestResource(i), node)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    return passes(pod, node) ? Status.SUCCESS : refusal(pod, node);
  }

  private Status refusal(PodInfo pod, NodeInfo node) {
    long mask = 0;
    boolean unresolvable = false;
    boolean beyondMask = false;
    if (node.requested(ResourceIndex.PODS) >= node.allocatable(ResourceIndex.PODS)) {
      mask = 1L << ResourceIndex.PODS;
    }
    for (int i = 0; i < pod.requestCount(); i++) {
      int resource = pod.requestResource(i);
      if (runsShort(pod.requestAmount(i), resource, node)) {
        unresolvable |= pod.requestAmount(i) > node.allocatable(resource);
        if (resource < InsufficientResources.MASK_BITS) {
          mask |= 1L << resource;
        } else {
          beyondMask = true;
        }
      }
    }
    return beyondMask
        ? insufficient.refusal(shortResources(pod, node), unresolvable)
        : insufficient.refusal(mask, unresolvable);
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE;
  }

  private boolean runsShort(long amount, int resource, NodeAmounts node) {
    return amount > 0
        && amount > node.allocatable(resource) - node.requested(resource)
        && (ignoresNothing || !isIgnored(index.name(resource)));
  }

  private List<Integer> shortResources(PodInfo pod, NodeInfo node) {
    List<Integer> resources = new ArrayList<>();
    if (node.requested(ResourceIndex.PODS) >= node.allocatable(ResourceIndex.PODS)) {
      resources.add(ResourceIndex.PODS);
    }
    for (int i = 0; i < pod.requestCount(); i++) {
      if (runsShort(pod.requestAmount(i), pod.requestResource(i), node)) {
        resources.add(pod.requestResource(i));
      }
    }
    return resources;
  }

  private boolean isIgnored(String resource) {
    if (ignoresNothing || !ResourceNames.isExtended(resource)) {
      return false;
    }
    if (ignoredResources.contains(resource)) {
      return true;
    }
    for (String group : ignoredGroups) {
      if (resource.startsWith(group) && resource.charAt(group.length()) == '/') {
        return true;
      }
    }
    return false;
  }

  @Override
  public long score(PodInfo pod, NodeAmounts node) {
    return strategy.score(pod, node);
  }

  @Override
  public void scores(PodInfo pod, NodeColumns nodes, long[] scores) {
    strategy.scores(pod, nodes, scores);
  }

  @Override
  public long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most) {
    return strategy.scoreMax(pod, least, most);
  }

  @Override
  public void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
    strategy.linearBounds(pod, node, bounds);
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        QueueingHint.always(ClusterEvent.ASSIGNED_POD_DELETED),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_UPDATED, this::isRequestLowered),
        new QueueingHint(ClusterEvent.POD_UPDATED, this::isRequestLowered),
        new QueueingHint(ClusterEvent.NODE_ADDED, NodeResourcesFit::fitsNow),
        new QueueingHint(ClusterEvent.NODE_ALLOCATABLE_CHANGED, NodeResourcesFit::fitsNow));
  }

  private boolean isRequestLowered(Pod pod, Change change) {
    Pod before = change.oldPod();
    Pod after = change.newPod();
    if (before == null || after == null) {
      return Changes.isEverything(change);
    }
    if (after.uid() == pod.uid()) {
      return PodRequests.anyMatch(
          before, (resource, amount) -> amount > PodRequests.requested(after, resource));
    }
    return PodRequests.anyMatch(
        pod,
        (resource, amount) ->
            PodRequests.requested(before, resource) > PodRequests.requested(after, resource));
  }

  /**
   * Whether the pod would fit the node if it were empty, and a change gave it more of something.
   * Resources that the filter ignores count here. Source: kube-scheduler v1.34, {@code isFit}.
   */
  private static boolean fitsNow(Pod pod, Change change) {
    Node before = change.oldNode();
    Node after = change.newNode();
    if (after == null) {
      return Changes.isEverything(change);
    }
    boolean fits =
        after.allocatable().get(ResourceNames.PODS) > 0
            && !PodRequests.anyMatch(
                pod, (resource, amount) -> amount > PodRequests.allocatable(after, resource));
    if (!fits || before == null) {
      return fits;
    }
    return after.allocatable().get(ResourceNames.PODS)
            > before.allocatable().get(ResourceNames.PODS)
        || PodRequests.anyMatch(
            pod,
            (resource, amount) ->
                PodRequests.allocatable(after, resource)
                    > PodRequests.allocatable(before, resource));
  }

  /**
   * Makes it; the arguments are {@code ignoredResources}, {@code ignoredResourceGroups} and {@code
   * scoringStrategy}.
   */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses nodes with too little left, and scores by how full a node would be.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeResourcesFit(args, handle.resources());
    }
  }
}
