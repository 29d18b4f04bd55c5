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
  private record Placement(PodInfo pod, String nodeName, boolean assumed) {}

  private final ResourceIndex resources;
  private final List<NodeState> nodes = new ArrayList<>();
  private final Map<String, NodeState> nodesByName = new HashMap<>();
  private final Map<Long, Placement> placements = new LinkedHashMap<>();
  private final AffinityNodes affinityNodes = new AffinityNodes();
  private final ImageCensus images = new ImageCensus();
  private final NodeTree tree = new NodeTree();
  private long[] allocatableMax = new long[0];
  private final List<@Nullable NodeState> nodesByIndex = new ArrayList<>();
  private final PodKinds kinds = new PodKinds();
  private final ChangeRing changes = new ChangeRing();
  private long descriptionsVersion;
  private long generation;

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
    NodeState state =
        new NodeState(node, index, resources, (pod, sign) -> changed(index, pod, sign));
    nodes.add(state);
    nodesByIndex.add(state);
    describedAnew(index);
    tree.add(state);
    nodesByName.put(node.name(), state);
    for (Placement placement : placements.values()) {
      if (placement.nodeName().equals(node.name())) {
        state.add(placement.pod());
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
    images.remove(state.node());
    images.add(node);
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
      describedAnew(state.index());
      tree.remove(state);
      affinityNodes.remove(state);
      images.remove(state.node());
      allocatableMax = new long[0];
    }
  }

  /** The scheduler has chosen a node: the pod counts on it before the API knows. */
  public void assume(PodInfo pod, String nodeName) {
    long uid = pod.pod().uid();
    if (placements.containsKey(uid)) {
      throw new IllegalStateException("pod " + pod + " is placed already");
    }
    place(new Placement(pod, nodeName, true));
  }

  /** The scheduler takes an assumption back. */
  public void forget(Pod pod) {
    Placement placement = placements.get(pod.uid());
    if (placement != null && placement.assumed()) {
      unplace(placement);
    }
  }

  /** The API says that the pod is bound. */
  public void confirm(Pod pod) {
    Placement placement = placements.get(pod.uid());
    if (placement == null) {
      place(new Placement(PodInfo.of(pod, resources), pod.nodeName(), false));
      return;
    }
    PodInfo older = placement.pod();
    PodInfo newer = older.hasSpecOf(pod) ? older.withVersion(pod) : PodInfo.of(pod, resources);
    Placement confirmed = new Placement(newer, pod.nodeName(), false);
    if (holdsTheSame(placement, confirmed)) {
      placements.put(pod.uid(), confirmed);
      kinds.number(newer);
      NodeState state = nodesByName.get(pod.nodeName());
      if (state != null) {
        state.replace(older, newer);
      }
    } else {
      unplace(placement);
      place(confirmed);
    }
  }

  private static boolean holdsTheSame(Placement older, Placement newer) {
    return older.nodeName().equals(newer.nodeName())
        && older.pod().hasSpecOf(newer.pod().pod())
        && older.pod().pod().devices().equals(newer.pod().pod().devices());
  }

  /** The API says that the pod has ended or is gone. */
  public void remove(Pod pod) {
    Placement placement = placements.get(pod.uid());
    if (placement != null) {
      unplace(placement);
    }
  }

  private void place(Placement placement) {
    kinds.number(placement.pod());
    placements.put(placement.pod().pod().uid(), placement);
    NodeState state = nodesByName.get(placement.nodeName());
    if (state != null) {
      state.add(placement.pod());
      affinityNodes.update(state);
    }
  }

  private void unplace(Placement placement) {
    placements.remove(placement.pod().pod().uid());
    NodeState state = nodesByName.get(placement.nodeName());
    if (state != null) {
      state.remove(placement.pod());
      affinityNodes.update(state);
    }
  }

  /** Whether the scheduler has assumed the pod and the API has not confirmed it yet. */
  public boolean isAssumed(long podUid) {
    Placement placement = placements.get(podUid);
    return placement != null && placement.assumed();
  }

  /** Node that the pod counts on, null if it counts nowhere. */
  public @Nullable String nodeOf(long podUid) {
    Placement placement = placements.get(podUid);
    return placement == null ? null : placement.nodeName();
  }

  /** How many pods count on nodes. */
  public int podCount() {
    return placements.size();
  }

  @Override
  public List<? extends NodeInfo> all() {
    return Collections.unmodifiableList(nodes);
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
