package io.towtank.metrics;

import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunSummary.Bound;
import io.towtank.record.RunSummary.Packing;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The cluster's amounts, now and over time.
 *
 * <p>A pod event costs O(resources), plus typical pods × devices of the one node where
 * fragmentation is measured. Only when a request is the smallest of its resource so far are all
 * nodes looked at; for sizes in random order that happens a logarithmic number of times.
 */
final class ClusterState {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ResourceIndex index;
  private final FragmentationMeasure fragmentation;
  private final String deviceResourceName;
  private final BoundTracker bounds;
  private final Map<String, NodeAccount> nodes = new LinkedHashMap<>();
  private final List<ResourceTotals> totals = new ArrayList<>();
  private final WideSum inUseNanos = new WideSum();
  private final long startNanos;
  private long nowNanos;
  private int inUse;
  private int inUsePeak;
  private int overcommitted;
  private boolean boundsStale = true;
  private int boundNow;
  private boolean peakOpen;
  private Packing packing = new Packing(0, 0, 0, 0, 0, List.of());
  private int overcommittedAtPeak;
  private int deviceResource = -1;

  ClusterState(ResourceIndex index, MetricsOptions options, long nowNanos) {
    this.index = index;
    this.fragmentation = new FragmentationMeasure(options.typicalPods());
    this.deviceResourceName = options.deviceResource();
    this.bounds = new BoundTracker(index);
    this.startNanos = nowNanos;
    this.nowNanos = nowNanos;
  }

  /** Moves on to a later instant; nothing has changed since the last. */
  void advance(long nanos) {
    long elapsed = nanos - nowNanos;
    if (elapsed == 0) {
      return;
    }
    for (ResourceTotals resource : totals) {
      resource.elapse(elapsed);
    }
    inUseNanos.addProduct(inUse, elapsed);
    nowNanos = nanos;
  }

  NodeAccount addNode(Node node) {
    NodeAccount account = new NodeAccount(node, index, nowNanos);
    nodes.put(node.name(), account);
    enter(account);
    notePeaks();
    return account;
  }

  NodeAccount updateNode(Node node) {
    NodeAccount account = at(node.name());
    if (node.hasSizeOf(account.node())) {
      account.setNode(node);
      return account;
    }
    leave(account);
    account.resize(node, index);
    enter(account);
    notePeaks();
    return account;
  }

  /** The node's pods count for nothing from now; true if it had any. */
  boolean removeNode(String name) {
    NodeAccount account = at(name);
    boolean inhabited = account.pods() > 0;
    if (inhabited) {
      closePeak();
    }
    while (account.firstPod != null) {
      release(account.firstPod);
    }
    leave(account);
    nodes.remove(name);
    notePeaks();
    return inhabited;
  }

  /** A pod is submitted: from now its requests are part of the demand. */
  void submit(PodInfo pod) {
    for (int i = 0; i < pod.requestCount(); i++) {
      int resource = pod.requestResource(i);
      long amount = pod.requestAmount(i);
      resource(resource).submit(amount);
      noteRequest(resource, amount);
    }
    resource(ResourceIndex.PODS).submit(1);
    noteRequest(ResourceIndex.PODS, 1);
  }

  /** A pod has ended or is gone: it demands nothing any more. */
  void end(PodInfo pod) {
    for (int i = 0; i < pod.requestCount(); i++) {
      resource(pod.requestResource(i)).end(pod.requestAmount(i));
    }
    resource(ResourceIndex.PODS).end(1);
  }

  /** A pod takes up a node; unknown nodes are passed over. */
  void hold(PodAccount pod, String nodeName) {
    NodeAccount node = nodes.get(nodeName);
    if (node == null) {
      return;
    }
    pod.held = pod.pod.devices();
    pod.enter(node);
    allocate(pod, node, 1);
    bounds.add(pod.info);
    if (node.pods() == 1) {
      inUse++;
      if (inUse > inUsePeak) {
        inUsePeak = inUse;
        peakOpen = true;
      }
    }
  }

  /** A pod takes up its node no more; nothing happens if it took up none. */
  void release(PodAccount pod) {
    NodeAccount node = pod.node;
    if (node == null) {
      return;
    }
    setRunning(pod, false);
    if (node.pods() == 1) {
      closePeak();
      inUse--;
    }
    pod.leave(node);
    allocate(pod, node, -1);
    bounds.remove(pod.info);
  }

  /** Whether a pod on a node counts as using what it requests. */
  void setRunning(PodAccount pod, boolean running) {
    if (pod.running == running || pod.node == null) {
      return;
    }
    pod.running = running;
    int sign = running ? 1 : -1;
    for (int i = 0; i < pod.info.requestCount(); i++) {
      resource(pod.info.requestResource(i)).addRunning(sign * pod.info.requestAmount(i));
    }
  }

  /**
   * Compares nodes in use with the lower bounds when the most nodes were in use for the first time,
   * at the last moment of that: later there is more on these nodes than before.
   */
  void closePeak() {
    if (!peakOpen || inUse != inUsePeak) {
      return;
    }
    peakOpen = false;
    List<Bound> all = bounds.evaluate(nodes.values());
    int highest = BoundTracker.highest(all);
    overcommittedAtPeak = overcommitted;
    if (highest > inUse) {
      if (overcommitted == 0) {
        throw new IllegalStateException(
            "at %d ns %d nodes are in use, though no packing needs fewer than %d: %s"
                .formatted(nowNanos, inUse, highest, all));
      }
      highest = inUse;
    }
    packing =
        new Packing(nowNanos / NANOS_PER_SECOND, inUse, highest, (double) highest / inUse, 0, all);
  }

  /** Lower bound on the nodes for what is bound now. */
  int lowerBound() {
    if (boundsStale) {
      boundNow = bounds.quickHighest(nodes.values());
      boundsStale = false;
    }
    return boundNow;
  }

  /**
   * The comparison of {@link #closePeak}; all 0 before.
   *
   * @param meanEfficiencyRatio that over the whole run
   */
  Packing packing(double meanEfficiencyRatio) {
    return new Packing(
        packing.atSeconds(),
        packing.nodesUsed(),
        packing.lowerBoundNodes(),
        packing.efficiencyRatio(),
        meanEfficiencyRatio,
        packing.bounds());
  }

  /** Nodes that held more than they have at the moment of {@link #packing}. */
  int overcommittedAtPeak() {
    return overcommittedAtPeak;
  }

  Collection<NodeAccount> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  int inUse() {
    return inUse;
  }

  int inUsePeak() {
    return inUsePeak;
  }

  double inUseMean() {
    long run = runNanos();
    return run == 0 ? inUse : inUseNanos.toDouble() / run;
  }

  /** Time since the start. */
  long runNanos() {
    return nowNanos - startNanos;
  }

  boolean measuresFragmentation() {
    return fragmentation.isMeasured();
  }

  /** Totals of a numbered resource. */
  ResourceTotals resource(int resource) {
    while (totals.size() <= resource) {
      totals.add(new ResourceTotals(index.name(totals.size())));
    }
    return totals.get(resource);
  }

  private void noteRequest(int resource, long amount) {
    ResourceTotals total = resource(resource);
    long before = total.requestMin();
    if (!total.lowerRequestMin(amount)) {
      return;
    }
    for (NodeAccount node : nodes.values()) {
      if (node.allocatable(resource) > 0) {
        long left = node.free(resource);
        boolean was = before != Long.MAX_VALUE && left < before;
        if (was != total.isExhausted(left)) {
          refreshStranded(node);
        }
      }
    }
  }

  private void allocate(PodAccount pod, NodeAccount node, int sign) {
    boolean was = node.isOvercommitted();
    node.allocate(pod, sign, nowNanos, index);
    overcommitted += (node.isOvercommitted() ? 1 : 0) - (was ? 1 : 0);
    PodInfo info = pod.info;
    for (int i = 0; i < info.requestCount(); i++) {
      ResourceTotals total = resource(info.requestResource(i));
      total.addAllocated(sign * info.requestAmount(i));
      total.notePeak();
    }
    resource(ResourceIndex.PODS).addAllocated(sign);
    boundsStale = true;
    refreshStranded(node);
    refreshFragmented(node);
  }

  private void enter(NodeAccount node) {
    addSizes(node, 1);
    overcommitted += node.isOvercommitted() ? 1 : 0;
    inUse += node.pods() > 0 ? 1 : 0;
    refreshStranded(node);
    refreshFragmented(node);
  }

  private void leave(NodeAccount node) {
    node.settle(nowNanos);
    addSizes(node, -1);
    overcommitted -= node.isOvercommitted() ? 1 : 0;
    inUse -= node.pods() > 0 ? 1 : 0;
    for (int r = 0; r < node.stranded.length; r++) {
      resource(r).addStranded(-node.stranded[r]);
      resource(r).addFragmented(-node.fragmented[r]);
      node.stranded[r] = 0;
      node.fragmented[r] = 0;
    }
  }

  private void addSizes(NodeAccount node, int sign) {
    for (int r = 0; r < node.resources(); r++) {
      resource(r).addAllocatable(sign * node.allocatable(r));
      resource(r).addAllocated(sign * node.allocated(r));
    }
    deviceResource = index.find(deviceResourceName);
    bounds.nodesChanged();
    boundsStale = true;
  }

  private void notePeaks() {
    for (ResourceTotals total : totals) {
      total.notePeak();
    }
  }

  private void refreshStranded(NodeAccount node) {
    int exhausted = 0;
    for (int r = 0; r < node.stranded.length; r++) {
      exhausted += isExhausted(node, r) ? 1 : 0;
    }
    for (int r = 0; r < node.stranded.length; r++) {
      boolean another = exhausted > (isExhausted(node, r) ? 1 : 0);
      long stranded = another ? node.free(r) : 0;
      if (stranded != node.stranded[r]) {
        resource(r).addStranded(stranded - node.stranded[r]);
        node.stranded[r] = stranded;
      }
    }
  }

  private boolean isExhausted(NodeAccount node, int resource) {
    return node.allocatable(resource) > 0 && resource(resource).isExhausted(node.free(resource));
  }

  private void refreshFragmented(NodeAccount node) {
    if (!fragmentation.isMeasured()) {
      return;
    }
    long cpu = node.free(ResourceIndex.CPU);
    int[] devices = node.deviceFreeMilli(deviceResource);
    String model = node.deviceModel(deviceResource);
    double unfitShare = fragmentation.unfitShare(cpu, model, devices);
    for (int r = 0; r < node.fragmented.length; r++) {
      double fragmented =
          r == deviceResource
              ? fragmentation.deviceMilli(cpu, model, devices)
              : unfitShare * node.free(r);
      if (fragmented != node.fragmented[r]) {
        resource(r).addFragmented(fragmented - node.fragmented[r]);
        node.fragmented[r] = fragmented;
      }
    }
  }

  /** The account of a node that is there. */
  NodeAccount at(String name) {
    return Objects.requireNonNull(nodes.get(name), "unknown node");
  }
}
