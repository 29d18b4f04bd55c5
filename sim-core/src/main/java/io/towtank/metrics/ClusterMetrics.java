package io.towtank.metrics;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceIndex;
import io.towtank.model.UidMap;
import io.towtank.record.NodeRow;
import io.towtank.record.PodOutcome;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSample;
import io.towtank.scheduling.SchedulingListener;
import io.towtank.scheduling.framework.PodInfos;
import io.towtank.scheduling.framework.Preemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures one run: keeps the cluster's figures as the API changes, samples them, writes a row for
 * every pod and node, and sums the run up.
 *
 * <p>To be made before anything is created, and handed to the scheduler as a listener. It acts at
 * the end of an instant and changes nothing that others see. Once the run is over, call {@link
 * #finish} and then {@link #summary}.
 */
public final class ClusterMetrics implements SchedulingListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Simulation simulation;
  private final ResourceIndex index;
  private final PodInfos infos;
  private final MetricsOptions options;
  private final RunRecorder recorder;
  private final ClusterState cluster;
  private final PodLedger ledger;
  private final SeriesColumns columns;
  private final SampleSeries series;
  private final Mailbox<SampleDue> mailbox;
  private final @Nullable ClusterCourse course;
  private final UidMap<PodAccount> pods = new UidMap<>();
  private final List<String> warnings = new ArrayList<>();
  private long scheduled;
  private long unschedulable;
  private long bindFailures;
  private long preempted;
  private boolean podsWithoutNode;
  private boolean sampleDue;
  private boolean finished;

  /** It is time for a sample. */
  private record SampleDue() implements Message {
    @Override
    public long fingerprint() {
      return 1;
    }
  }

  /**
   * Begins to watch and to sample; the first sample is due now.
   *
   * @param index numbering of the cluster's resources, shared with the scheduler
   * @param recorder takes rows as pods end, the rest at the end
   */
  public ClusterMetrics(
      Simulation simulation,
      ApiServer api,
      ResourceIndex index,
      MetricsOptions options,
      RunRecorder recorder) {
    this.simulation = simulation;
    this.index = index;
    infos = new PodInfos(index);
    this.options = options;
    this.recorder = recorder;
    cluster = new ClusterState(index, options, simulation.now());
    ledger = new PodLedger(index, recorder);
    columns = new SeriesColumns(index);
    series = new SampleSeries(simulation.now(), options.sampleEveryNanos(), options.samplesMax());
    mailbox = simulation.mailbox("metrics", Phase.RECORDING, due -> sampleDue());
    api.nodes().watch("metrics", 0, new NodeWatcher());
    api.pods().watch("metrics", 0, new PodWatcher());
    course = recorder.wantsCourse() ? new ClusterCourse(simulation, api, index, recorder) : null;
    mailbox.send(new SampleDue());
    sampleDue = true;
  }

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      cluster.advance(simulation.now());
      NodeAccount account = cluster.addNode(node);
      columns.note(account);
      if (course != null) {
        course.sized(account);
      }
      if (podsWithoutNode) {
        takeBack(node.name());
      }
    }

    @Override
    public void onUpdate(Node oldNode, Node node) {
      cluster.advance(simulation.now());
      NodeAccount account = cluster.updateNode(node);
      columns.note(account);
      if (course != null && !node.hasSizeOf(oldNode)) {
        course.sized(account);
      }
    }

    @Override
    public void onDelete(Node node) {
      cluster.advance(simulation.now());
      NodeAccount account = cluster.at(node.name());
      if (course != null) {
        course.loadChanges();
      }
      podsWithoutNode |= cluster.removeNode(node.name());
      if (course != null) {
        course.loadChanged(account);
      }
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      cluster.advance(simulation.now());
      PodAccount account = new PodAccount(infos.of(pod));
      pods.put(pod.uid(), account);
      recorder.created(pod);
      ledger.created(pod);
      cluster.submit(account.info);
      follow(account, false, pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod pod) {
      PodAccount account = pods.get(pod.uid());
      if (account != null && !account.ended) {
        cluster.advance(simulation.now());
        if (isPreempted(pod) && !isPreempted(oldPod)) {
          preempted++;
        }
        follow(account, oldPod.isBound(), pod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      PodAccount account = pods.remove(pod.uid());
      if (account != null && !account.ended) {
        cluster.advance(simulation.now());
        end(account, pod.isBound(), simulation.now());
      }
    }
  }

  private static boolean isPreempted(Pod pod) {
    return pod.disruptionReason().equals(Pod.PREEMPTION_BY_SCHEDULER);
  }

  /** A node has come back under its name: the pods that are bound to it count again. */
  private void takeBack(String nodeName) {
    for (PodAccount account : pods.inOrder()) {
      boolean lies = account.pod.isActiveOnNode() && account.pod.nodeName().equals(nodeName);
      if (lies && account.node == null) {
        hold(account, nodeName);
        cluster.setRunning(account, account.pod.phase() == PodPhase.RUNNING);
      }
    }
  }

  private void follow(PodAccount account, boolean wasBound, Pod pod) {
    account.pod = pod;
    boolean bound = wasBound;
    if (!wasBound && pod.isActiveOnNode()) {
      bound = true;
      ledger.bound(account);
      hold(account, pod.nodeName());
    }
    if (pod.phase().isTerminal()) {
      end(account, bound, Pod.NEVER);
    } else {
      cluster.setRunning(account, pod.phase() == PodPhase.RUNNING);
    }
  }

  private void hold(PodAccount account, String nodeName) {
    if (course == null) {
      cluster.hold(account, nodeName);
      return;
    }
    course.loadChanges();
    cluster.hold(account, nodeName);
    if (account.node != null) {
      course.loadChanged(account.node);
    }
  }

  private void end(PodAccount account, boolean wasBound, long deletedNanos) {
    account.ended = true;
    NodeAccount node = account.node;
    if (course != null && node != null) {
      course.loadChanges();
      cluster.release(account);
      course.loadChanged(node);
    } else {
      cluster.release(account);
    }
    cluster.end(account.info);
    ledger.ended(account, wasBound, deletedNanos, simulation.now());
  }

  @Override
  public void scheduled(Pod pod, String nodeName, int attempt, long startNanos) {
    scheduled++;
    noteAttempt(pod, attempt, startNanos, false);
  }

  @Override
  public void unschedulable(Pod pod, int attempt, long startNanos, boolean neverFits) {
    unschedulable++;
    noteAttempt(pod, attempt, startNanos, neverFits);
  }

  @Override
  public void preempts(Pod pod, Preemption.Candidate room) {
    if (course != null) {
      course.preempts(pod, room);
    }
  }

  @Override
  public void bindFailed(Pod pod, String nodeName, String reason) {
    bindFailures++;
  }

  private void noteAttempt(Pod pod, int attempt, long startNanos, boolean neverFits) {
    PodAccount account = pods.get(pod.uid());
    if (account != null) {
      account.attempts = attempt;
      account.attemptStartNanos = startNanos;
      account.neverFits = neverFits;
    }
  }

  /**
   * How many of the simulation's pending events are this component's own sampling: 0 or 1. When
   * nothing but such events is pending, the run is over.
   */
  public int pendingTimers() {
    return sampleDue ? 1 : 0;
  }

  private void sampleDue() {
    sampleDue = false;
    if (finished) {
      return;
    }
    long now = simulation.now();
    if (series.takesSampleAt(now)) {
      series.add(sample());
    }
    long next = series.nextDueNanos(now);
    if (next >= 0) {
      mailbox.sendAt(next, new SampleDue());
      sampleDue = true;
    }
  }

  private SeriesSample sample() {
    cluster.advance(simulation.now());
    boolean fragmentation = cluster.measuresFragmentation();
    double[] values = new double[columns.count(fragmentation)];
    int n = 0;
    values[n++] = ledger.submitted();
    values[n++] = ledger.submitted() - ledger.running() - ledger.ended();
    values[n++] = ledger.running();
    values[n++] = ledger.ended();
    values[n++] = cluster.inUse();
    values[n++] = cluster.lowerBound();
    for (int r : columns.resources()) {
      ResourceTotals resource = cluster.resource(r);
      values[n++] = resource.arrivedRatio();
      values[n++] = resource.allocatedRatio();
      values[n++] = resource.runningRatio() * options.usageFraction();
      values[n++] = resource.strandedRatio();
      if (fragmentation) {
        values[n++] = resource.fragmentedRatio();
      }
    }
    return new SeriesSample(simulation.now(), values);
  }

  /**
   * Ends the measurement at the present instant: takes the last sample, hands on the time series,
   * then a row for each pod that has not ended, in order of creation, and one for each node.
   *
   * @throws IllegalStateException if it was called before
   */
  public void finish() {
    if (finished) {
      throw new IllegalStateException("the measurement has ended already");
    }
    cluster.advance(simulation.now());
    cluster.closePeak();
    series.addLast(sample());
    finished = true;
    series.writeTo(recorder, columns.schema(cluster.measuresFragmentation()));
    for (PodAccount account : pods.inOrder()) {
      if (!account.ended) {
        ledger.left(account);
      }
    }
    for (NodeAccount node : cluster.nodes()) {
      node.settle(simulation.now());
      recorder.node(rowOf(node));
    }
    if (course != null) {
      course.finish();
    }
    warn();
  }

  /** How the pods submitted so far stand. */
  public PodCounts podCounts() {
    return new PodCounts(ledger.submitted(), ledger.running(), ledger.ended());
  }

  /** Shows every node, in the order in which they joined, with what its pods take of it. */
  public void showLoads(NodeLoads loads) {
    for (NodeAccount node : cluster.nodes()) {
      double highest = 0;
      for (int r = 0; r < node.resources(); r++) {
        if (r != ResourceIndex.PODS && node.allocatable(r) > 0) {
          highest = Math.max(highest, (double) node.allocated(r) / node.allocatable(r));
        }
      }
      loads.node(node.node(), highest, node.pods());
    }
  }

  private NodeRow rowOf(NodeAccount node) {
    List<NodeRow.Amount> amounts = new ArrayList<>();
    for (int r = 0; r < node.resources(); r++) {
      if (r != ResourceIndex.PODS && node.allocatable(r) > 0) {
        amounts.add(
            new NodeRow.Amount(
                index.name(r),
                index.unit(r),
                node.allocatable(r),
                node.allocated(r),
                node.allocatedMean(r, cluster.runNanos())));
      }
    }
    String zone = node.node().labels().get(Labels.ZONE);
    return new NodeRow(
        node.node().name(),
        zone == null ? "" : zone,
        node.firstDeviceModel(),
        node.pods(),
        node.podsPeak(),
        amounts,
        node.allDevicesFreeMilli());
  }

  private void warn() {
    if (series.isThinned()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the time series would have had more than %d samples: they are %s s apart instead"
                  + " of %s s",
              options.samplesMax(),
              series.intervalNanos() / NANOS_PER_SECOND,
              options.sampleEveryNanos() / NANOS_PER_SECOND));
    }
    if (cluster.overcommittedAtPeak() > 0) {
      warnings.add(
          "packing: "
              + cluster.overcommittedAtPeak()
              + " nodes held more than they can when most nodes were in use; the lower bound is"
              + " cut at the nodes in use");
    }
  }

  /**
   * The run in figures, but for what is known of faults and failover.
   *
   * @param rowsRead input rows read
   * @param rowsUsed input rows that made a pod
   * @param rowsDropped input rows that made none, by reason
   * @param otherWarnings warnings that go before those of the measurement
   * @param digestHex digest of the event tape
   * @throws IllegalStateException before {@link #finish}
   */
  public RunSummary summary(
      RunSummary.Provenance provenance,
      long rowsRead,
      long rowsUsed,
      SortedMap<String, Long> rowsDropped,
      List<String> otherWarnings,
      String digestHex) {
    if (!finished) {
      throw new IllegalStateException("the measurement has not ended");
    }
    List<String> allWarnings = new ArrayList<>(otherWarnings);
    allWarnings.addAll(warnings);
    return new RunSummary(
        provenance,
        accounts(rowsRead, rowsUsed, rowsDropped),
        cluster.runNanos() / NANOS_PER_SECOND,
        ledger.makespanSeconds(),
        new RunSummary.Scheduling(
            scheduled + unschedulable, scheduled, unschedulable, bindFailures, preempted),
        ledger.waitSeconds(),
        ledger.attemptLatencySeconds(),
        ledger.slowdown(),
        new RunSummary.Nodes(
            cluster.nodes().size(), cluster.inUseMean(), cluster.inUsePeak(), cluster.inUse()),
        resourceFigures(),
        cluster.packing(
            Math.min(1, series.ratioOfIntegrals(SeriesColumns.LOWER_BOUND, SeriesColumns.IN_USE))),
        fragmentation(),
        List.copyOf(allWarnings),
        digestHex,
        null);
  }

  private RunSummary.Accounts accounts(
      long rowsRead, long rowsUsed, SortedMap<String, Long> rowsDropped) {
    return new RunSummary.Accounts(
        ledger.submitted(),
        ledger.count(PodOutcome.SUCCEEDED),
        ledger.count(PodOutcome.FAILED),
        ledger.count(PodOutcome.RUNNING),
        ledger.count(PodOutcome.PENDING),
        ledger.count(PodOutcome.NEVER_FITTING),
        rowsRead,
        rowsUsed,
        rowsDropped);
  }

  private List<RunSummary.ResourceFigures> resourceFigures() {
    List<RunSummary.ResourceFigures> figures = new ArrayList<>();
    for (int r : columns.resources()) {
      ResourceTotals resource = cluster.resource(r);
      figures.add(
          new RunSummary.ResourceFigures(
              index.name(r),
              index.unit(r),
              resource.allocatable(),
              resource.allocated(),
              resource.arrived(),
              resource.allocatedMeanRatio(),
              resource.allocationPeakRatio(),
              resource.allocatedRatio(),
              resource.runningMeanRatio() * options.usageFraction(),
              resource.strandedMeanRatio(),
              resource.strandedRatio()));
    }
    return figures;
  }

  private List<RunSummary.Fragmentation> fragmentation() {
    List<RunSummary.Fragmentation> all = new ArrayList<>();
    if (!cluster.measuresFragmentation()) {
      return all;
    }
    for (int r : columns.resources()) {
      ResourceTotals resource = cluster.resource(r);
      long free = resource.free();
      all.add(
          new RunSummary.Fragmentation(
              index.name(r),
              index.unit(r),
              resource.fragmented(),
              resource.fragmentedRatio(),
              free == 0 ? 0 : resource.fragmented() / free,
              resource.fragmentedMeanRatio()));
    }
    return all;
  }

  /** Share of what the nodes have of a resource that is allocated now; 0 where none has any. */
  public double allocatedRatio(String resource) {
    int r = index.find(resource);
    return r < 0 ? 0 : cluster.resource(r).allocatedRatio();
  }
}
