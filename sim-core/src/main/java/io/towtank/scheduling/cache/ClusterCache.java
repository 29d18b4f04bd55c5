package io.towtank.scheduling.cache;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's own picture of the cluster.
 *
 * <p>A pod's way through it:
 *
 * <pre>
 *   (unknown) --assume--> assumed --confirm--> bound --remove--> (unknown)
 *                            \------forget------------------------^
 * </pre>
 *
 * <p>A pod may be seen bound without having been assumed (bound by others), and may be bound to a
 * node that is not known yet or not any more; it counts there once the node is.
 */
public final class ClusterCache implements NodeJournal {
  private final ResourceIndex resources;
  private final List<NodeState> nodes = new ArrayList<>();
  private final Map<String, NodeState> nodesByName = new HashMap<>();
  private final PlacementTable placements = new PlacementTable();

  /** Pods of nodes that are not known, by node and uid, in the order in which they came. */
  private final Map<String, Map<Long, Placement>> strays = new HashMap<>();

  private final AffinityNodes affinityNodes = new AffinityNodes();
  private final ImageCensus images = new ImageCensus();
  private final NodeTree tree = new NodeTree();
  private long[] allocatableMax = new long[0];
  private final List<@Nullable NodeState> nodesByIndex = new ArrayList<>();
  private final PodKinds kinds = new PodKinds();
  private final ChangeRing changes = new ChangeRing();
  private long descriptionsVersion;
  private long labelsVersion;
  private long imagesVersion;
  private long generation;

  private final NodeState.Changes loadChanges = this::changed;
  private final List<NodeInfo> view = Collections.unmodifiableList(nodes);

  /** An empty picture. */
  public ClusterCache(ResourceIndex resources) {
    this.resources = resources;
  }

  /** A node has joined; pods that are bound to it already count on it. */
  public void addNode(Node node) {
    if (nodesByName.containsKey(node.name())) {
      throw new IllegalStateException("node " + node.name() + " is known already");
    }
    int index = nodesByIndex.size();
    NodeState state = new NodeState(node, index, resources, loadChanges);
    nodes.add(state);
    nodesByIndex.add(state);
    labelsVersion++;
    imagesVersion++;
    describedAnew(index);
    tree.add(state);
    nodesByName.put(node.name(), state);
    Map<Long, Placement> waiting = strays.remove(node.name());
    if (waiting != null) {
      for (Placement placement : waiting.values()) {
        placement.node = state;
        state.add(placement.pod);
      }
    }
    affinityNodes.update(state);
    images.add(node);
    allocatableMax = new long[0];
  }

  private long changed(int index, @Nullable PodInfo pod, int sign) {
    changes.addPod(index, pod, sign, nodes.size());
    return generation++;
  }

  private void describedAnew(int index) {
    descriptionsVersion++;
    changes.addDescription(index, nodes.size());
  }

  /** A node's description has changed. */
  public void updateNode(Node node) {
    NodeState state = nodesByName.get(node.name());
    if (state == null) {
      addNode(node);
      return;
    }
    if (!state.node().labels().equals(node.labels())) {
      labelsVersion++;
    }
    if (images.update(state.node(), node)) {
      imagesVersion++;
    }
    tree.update(state, node);
    state.describe(node);
    describedAnew(state.index());
    allocatableMax = new long[0];
  }

  /** A node is gone; its pods are told of apart. */
  public void removeNode(String name) {
    NodeState state = nodesByName.remove(name);
    if (state != null) {
      nodes.remove(state);
      nodesByIndex.set(state.index(), null);
      labelsVersion++;
      imagesVersion++;
      describedAnew(state.index());
      tree.remove(state);
      affinityNodes.remove(state);
      for (PodInfo pod : state.pods()) {
        Placement placement = placements.get(pod.pod().uid());
        if (placement != null) {
          placement.node = null;
          stray(placement);
        }
      }
      images.remove(state.node());
      allocatableMax = new long[0];
    }
  }

  /** Which nodes there are, and their order. */
  public NodeArrangement arrangement() {
    return new NodeArrangement(nodes, tree.zones());
  }

  /**
   * Puts nodes back that were removed since, without pods, each where it stood: all searches find
   * what they would have found then. Pods that were on them come back by {@link #add}.
   *
   * @throws IllegalStateException if nodes have joined since, or pods are bound to one that is away
   */
  public void restore(NodeArrangement arrangement) {
    int returning = 0;
    for (NodeState node : arrangement.nodes()) {
      returning += nodesByIndex.get(node.index()) == null ? 1 : 0;
    }
    if (nodes.size() + returning != arrangement.nodes().size()) {
      throw new IllegalStateException("nodes have joined since");
    }
    for (NodeState node : arrangement.nodes()) {
      if (nodesByIndex.get(node.index()) == null) {
        putBack(node);
      }
    }
    nodes.clear();
    nodes.addAll(arrangement.nodes());
    tree.restore(arrangement.zones());
    allocatableMax = new long[0];
  }

  private void putBack(NodeState node) {
    if (strays.containsKey(node.node().name())) {
      throw new IllegalStateException("pods are bound to " + node + " while it is away");
    }
    nodesByName.put(node.node().name(), node);
    nodesByIndex.set(node.index(), node);
    describedAnew(node.index());
    affinityNodes.update(node);
    images.add(node.node());
  }

  /** The scheduler has chosen a node: the pod counts on it before the API knows. */
  public void assume(PodInfo pod, String nodeName) {
    assume(pod, nodeName, nodesByName.get(nodeName));
  }

  /** The same, with a node of this cache. */
  public void assume(PodInfo pod, NodeInfo node) {
    NodeState state = nodesByIndex.get(node.index());
    if (state != node) {
      throw new IllegalArgumentException("node " + node + " is gone");
    }
    assume(pod, state.node().name(), state);
  }

  private void assume(PodInfo pod, String nodeName, @Nullable NodeState node) {
    if (placements.get(pod.pod().uid()) != null) {
      throw new IllegalStateException("pod " + pod + " is placed already");
    }
    place(new Placement(pod, nodeName, node, true));
  }

  /** The scheduler takes an assumption back. */
  public void forget(Pod pod) {
    Placement placement = placements.get(pod.uid());
    if (placement != null && placement.assumed) {
      remove(pod.uid());
    }
  }

  /** The API says that the pod is bound. */
  public void confirm(Pod pod) {
    Placement placement = placements.get(pod.uid());
    if (placement == null) {
      placeBound(PodInfo.of(pod, resources));
      return;
    }
    PodInfo older = placement.pod;
    PodInfo newer = older.hasSpecOf(pod) ? older.withVersion(pod) : PodInfo.of(pod, resources);
    if (holdsTheSame(placement, pod)) {
      kinds.number(newer);
      placement.pod = newer;
      placement.assumed = false;
      if (placement.node != null) {
        placement.node.replace(older, newer);
      }
    } else {
      remove(pod.uid());
      placeBound(newer);
    }
  }

  private static boolean holdsTheSame(Placement placement, Pod pod) {
    return placement.nodeName.equals(pod.nodeName())
        && placement.pod.hasSpecOf(pod)
        && placement.pod.pod().devices().equals(pod.devices());
  }

  /** The API says that the pod has ended or is gone. */
  public void remove(Pod pod) {
    remove(pod.uid());
  }

  /** The same by the pod's uid. */
  public void remove(long podUid) {
    Placement placement = placements.remove(podUid);
    if (placement != null) {
      leave(placement);
    }
  }

  /** A bound pod that counts nowhere yet, of which everything is worked out. */
  public void add(PodInfo pod) {
    if (placements.get(pod.pod().uid()) != null) {
      throw new IllegalStateException("pod " + pod + " is placed already");
    }
    placeBound(pod);
  }

  private void placeBound(PodInfo pod) {
    String nodeName = pod.pod().nodeName();
    place(new Placement(pod, nodeName, nodesByName.get(nodeName), false));
  }

  private void place(Placement placement) {
    kinds.number(placement.pod);
    placements.add(placement);
    if (placement.node == null) {
      stray(placement);
      return;
    }
    placement.node.add(placement.pod);
    if (placement.pod.hasAffinity()) {
      affinityNodes.update(placement.node);
    }
  }

  private void stray(Placement placement) {
    strays
        .computeIfAbsent(placement.nodeName, unused -> new LinkedHashMap<>())
        .put(placement.uid, placement);
  }

  private void leave(Placement placement) {
    if (placement.node == null) {
      strays.computeIfPresent(
          placement.nodeName,
          (unused, pods) -> {
            pods.remove(placement.uid);
            return pods.isEmpty() ? null : pods;
          });
      return;
    }
    placement.node.remove(placement.pod);
    if (placement.pod.hasAffinity()) {
      affinityNodes.update(placement.node);
    }
  }

  /** Whether the scheduler has assumed the pod and the API has not confirmed it yet. */
  public boolean isAssumed(long podUid) {
    Placement placement = placements.get(podUid);
    return placement != null && placement.assumed;
  }

  /** Node that the pod counts on, null if it counts nowhere. */
  public @Nullable String nodeOf(long podUid) {
    Placement placement = placements.get(podUid);
    return placement == null ? null : placement.nodeName;
  }

  /** How many pods count on nodes. */
  public int podCount() {
    return placements.size();
  }

  @Override
  public List<? extends NodeInfo> all() {
    return view;
  }

  @Override
  public List<? extends NodeInfo> inSearchOrder() {
    return tree.list();
  }

  @Override
  public Collection<? extends NodeInfo> withAffinity() {
    return affinityNodes.withAffinity();
  }

  @Override
  public Collection<? extends NodeInfo> withRequiredAntiAffinity() {
    return affinityNodes.withRequiredAntiAffinity();
  }

  @Override
  public long firstEntry() {
    return changes.first();
  }

  @Override
  public long nextEntry() {
    return changes.next();
  }

  @Override
  public int changedIndex(long entry) {
    return changes.index(entry);
  }

  @Override
  public boolean isDescriptionChanged(long entry) {
    return changes.isDescriptionChanged(entry);
  }

  @Override
  public @Nullable PodInfo changedPod(long entry) {
    return changes.pod(entry);
  }

  @Override
  public int changedKind(long entry) {
    return changes.kind(entry);
  }

  @Override
  public int podSign(long entry) {
    return changes.podSign(entry);
  }

  @Override
  public long descriptionsVersion() {
    return descriptionsVersion;
  }

  @Override
  public long labelsVersion() {
    return labelsVersion;
  }

  @Override
  public long imagesVersion() {
    return imagesVersion;
  }

  @Override
  public int indexBound() {
    return nodesByIndex.size();
  }

  @Override
  public @Nullable NodeInfo byIndex(int index) {
    return nodesByIndex.get(index);
  }

  @Override
  public @Nullable NodeInfo byName(String name) {
    return nodesByName.get(name);
  }

  @Override
  public long allocatableMax(int resource) {
    if (allocatableMax.length <= resource) {
      long[] max = new long[Math.max(resources.size(), resource + 1)];
      for (NodeState node : nodes) {
        for (int r = 0; r < max.length; r++) {
          max[r] = Math.max(max[r], node.allocatable(r));
        }
      }
      allocatableMax = max;
    }
    return allocatableMax[resource];
  }

  @Override
  public int imageNodeCount(String image) {
    return images.nodeCount(image);
  }

  @Override
  public long imageSizeBytes(String image) {
    return images.sizeBytes(image);
  }
}
