package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.fault.FaultListener;
import io.towtank.fault.FaultRecord;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineListener;
import io.towtank.model.Pod;
import io.towtank.record.FailoverSummary;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.WorkloadRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how a cluster comes through faults.
 *
 * <p>To be made before anything is created in the API, added to the fault schedule and to the
 * machines as a listener. It changes nothing that others see. Once the run is over, call {@link
 * #finish} and then {@link #summary}.
 */
public final class FailoverMetrics implements FaultListener, MachineListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Simulation simulation;
  private final ApiServer api;
  private final FailoverOptions options;
  private final RunRecorder recorder;
  private final PodsByNode podsByNode;
  private final Workloads workloads;
  private final ZonePods zones;
  private final BudgetAccounts budgets;
  private final FaultLog log;
  private final Losses losses;
  private final StruckNodes nodes;
  private final PodTracks pods;
  private final List<FaultAccount> faults = new ArrayList<>();
  private final Map<Integer, FaultAccount> byNumber = new HashMap<>();
  private final List<WorkloadRow> workloadRows = new ArrayList<>();
  private long workLostNanos;
  private long workRanNanos;
  private boolean finished;

  /** Begins to measure; steps and rows are not recorded. */
  public FailoverMetrics(Simulation simulation, ApiServer api, FailoverOptions options) {
    this(simulation, api, options, RunRecorder.NONE);
  }

  /**
   * Begins to measure.
   *
   * @param recorder takes the steps of faults as they happen, and rows at the end
   */
  public FailoverMetrics(
      Simulation simulation, ApiServer api, FailoverOptions options, RunRecorder recorder) {
    this.simulation = simulation;
    this.api = api;
    this.options = options;
    this.recorder = recorder;
    podsByNode = new PodsByNode("failover-metrics-by-node", api);
    workloads = new Workloads(simulation, api);
    zones = new ZonePods(api);
    budgets = new BudgetAccounts(simulation, api);
    log = new FaultLog(simulation, options, recorder);
    losses = new Losses(simulation, log);
    nodes = new StruckNodes(api, losses, log);
    pods = new PodTracks(simulation, api, options, workloads, zones, losses, log);
  }

  @Override
  public void began(FaultRecord fault) {
    FaultAccount account = new FaultAccount(fault);
    faults.add(account);
    byNumber.put(fault.number(), account);
    log.note(account, FaultEvent.Kind.BEGAN, fault.targets().toString(), fault.fault());
    nodes.strike(account);
    Map<String, Integer> hits = new TreeMap<>();
    double worst = 0;
    for (String node : fault.targets().nodes()) {
      for (Pod pod : podsByNode.of(node)) {
        worst = Math.max(worst, hit(account, pod, hits));
      }
    }
    for (Pod target : fault.targets().pods()) {
      Pod stored = api.pods().get(target.key());
      if (stored != null && stored.uid() == target.uid()) {
        worst = Math.max(worst, hit(account, stored, hits));
      }
    }
    account.hitsCounted(zones, hits.size(), worst);
  }

  /**
   * Hits a pod, if it is one that counts.
   *
   * @return the share of its workload that is hit so far
   */
  private double hit(FaultAccount fault, Pod pod, Map<String, Integer> hits) {
    PodTrack track = pods.of(pod);
    if (track == null || !pod.isActiveOnNode() || pod.isTerminating()) {
      return 0;
    }
    pods.hit(track, fault);
    fault.hit(zones.zoneOf(pod.nodeName()));
    WorkloadAccount workload = track.workload;
    return workload == null
        ? 0
        : FaultAccount.ratio(hits.merge(workload.key(), 1, Integer::sum), workload.pods());
  }

  @Override
  public void noted(FaultRecord fault, long atNanos, String what) {
    FaultAccount account = byNumber.get(fault.number());
    if (account != null) {
      log.note(account, FaultEvent.Kind.NOTED, what, "");
    }
  }

  @Override
  public void ended(FaultRecord fault, long atNanos) {
    FaultAccount account = byNumber.remove(fault.number());
    if (account != null) {
      account.end(atNanos);
      log.note(account, FaultEvent.Kind.ENDED, fault.targets().toString(), fault.fault());
      nodes.end(account);
    }
  }

  @Override
  public void containerEnded(
      Pod pod, String container, int exitCode, String reason, long lostNanos) {
    pods.containerEnded(pod);
  }

  @Override
  public void workLost(Pod pod, long ranNanos, long lostNanos) {
    workRanNanos += ranNanos;
    workLostNanos += lostNanos;
    PodTrack track = pods.of(pod);
    if (track == null) {
      return;
    }
    if (track.workload != null) {
      track.workload.workLost(ranNanos, lostNanos);
    }
    if (track.loss != null) {
      track.loss.hits().forEach(hit -> hit.fault().workLost(ranNanos, lostNanos));
    }
  }

  /**
   * Ends the measurement at the present instant, and hands on a row for each fault and workload.
   *
   * @throws IllegalStateException if it was called before
   */
  public void finish() {
    if (finished) {
      throw new IllegalStateException("the measurement has ended already");
    }
    finished = true;
    losses.finish();
    faults.forEach(fault -> recorder.fault(fault.row()));
    for (WorkloadAccount workload : workloads.all()) {
      WorkloadRow row = workload.row(simulation.now());
      workloadRows.add(row);
      recorder.workload(row);
    }
  }

  /**
   * The run in figures.
   *
   * @throws IllegalStateException before {@link #finish}
   */
  public FailoverSummary summary() {
    if (!finished) {
      throw new IllegalStateException("the measurement has not ended");
    }
    List<WorkloadRow> measured =
        workloadRows.stream().filter(row -> row.availabilityRatio() >= 0).toList();
    double missing = 0;
    double wanted = 0;
    for (WorkloadAccount workload : workloads.all()) {
      if (workload.isMeasured()) {
        missing += workload.missingSeconds();
        wanted += workload.wantedSeconds();
      }
    }
    double replicaAvailability = wanted > 0 ? 1 - missing / wanted : 0;
    return new FailoverSummary(
        faults.size(),
        (int) faults.stream().filter(FaultAccount::isOver).count(),
        faults.stream().mapToLong(FaultAccount::podsHit).sum(),
        losses.podsLost(),
        faults.stream().mapToLong(FaultAccount::podsRecovered).sum(),
        losses.detectSeconds(),
        losses.evictSeconds(),
        losses.rescheduleSeconds(),
        losses.readySeconds(),
        workLostNanos / NANOS_PER_SECOND,
        workRanNanos / NANOS_PER_SECOND,
        measured.size(),
        missing,
        measured.stream().mapToDouble(WorkloadRow::availabilityRatio).average().orElse(0),
        measured.stream().mapToDouble(WorkloadRow::availabilityRatio).min().orElse(0),
        measured.stream().mapToDouble(WorkloadRow::fullAvailabilityRatio).average().orElse(0),
        replicaAvailability,
        WorkloadAccount.nines(replicaAvailability),
        pods.voluntary(),
        pods.involuntary(),
        zoneSummaries(),
        budgets.summary(),
        faults.stream().limit(options.summaryRowsMax()).map(FaultAccount::row).toList(),
        workloadRows.stream()
            .filter(FailoverMetrics::isDisturbed)
            .sorted(Comparator.comparingDouble(row -> -row.unavailableReplicaSeconds()))
            .limit(options.summaryRowsMax())
            .toList());
  }

  private static boolean isDisturbed(WorkloadRow row) {
    return row.unavailableReplicaSeconds() > 0
        || row.voluntaryDisruptions() + row.involuntaryDisruptions() > 0
        || row.workLostUncheckpointedSeconds() > 0;
  }

  private List<FailoverSummary.Zone> zoneSummaries() {
    Map<String, FailoverSummary.Zone> byZone = new TreeMap<>();
    for (FaultAccount fault : faults) {
      for (FaultRow.ZoneHit hit : fault.zones()) {
        byZone.merge(
            hit.zone(),
            new FailoverSummary.Zone(hit.zone(), 1, hit.podsHit(), hit.podsHitRatio()),
            (a, b) ->
                new FailoverSummary.Zone(
                    a.zone(),
                    a.faults() + b.faults(),
                    a.podsHit() + b.podsHit(),
                    Math.max(a.podsHitMaxRatio(), b.podsHitMaxRatio())));
      }
    }
    return List.copyOf(byZone.values());
  }
}
