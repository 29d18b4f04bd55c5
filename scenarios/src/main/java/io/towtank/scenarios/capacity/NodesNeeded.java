package io.towtank.scenarios.capacity;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.run.WorkloadPods;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scheduling.Informers;
import io.towtank.text.InputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the nodes that a workload needs. */
public final class NodesNeeded {
  /** Most trials in search of a mix where no other number is given. */
  public static final int TRIALS_DEFAULT = 200;

  private static final double NANOS = 1e9;

  private NodesNeeded() {}

  /**
   * The nodes that a scenario's workload needs so that every pod is bound within the wait target
   * and none is preempted; each number is tried by a run of the scenario.
   *
   * @throws InputException if the scenario's pods depend on its nodes
   */
  public static NodesReport ofScenario(
      Scenario scenario,
      RunOptions options,
      NodeTypes types,
      Duration maxWait,
      int trialsMax,
      Progress progress) {
    requirePlain(scenario);
    NodeNeeds needs = new NodeNeeds(ClusterState.empty(scenario, options), types.types());
    Duration horizon = scenario.spec().horizon();
    long endNanos = horizon == null ? Long.MAX_VALUE : horizon.toNanos();
    WorkloadPods.forEach(
        scenario, options, arrival -> add(needs, arrival, maxWait.toNanos(), endNanos));
    NodesTrial trial = counts -> run(scenario, options, groups(types, counts), maxWait);
    return search(
        scenario.source().shown(), types, needs, trial, trialsMax, progress, maxWait, null);
  }

  private static void requirePlain(Scenario scenario) {
    String found = null;
    if (scenario.spec().isWholeLoop()) {
      found = "a scenario with controllers, full kubelets, faults or actions";
    } else if (scenario.spec().cluster().snapshot() != null) {
      found = "a scenario with a snapshot";
    } else if (scenario.spec().workload().inflate() != null) {
      found = "workload.inflate, which follows from the nodes";
    }
    if (found != null) {
      throw new InputException(
          scenario.source().shown()
              + ": found "
              + found
              + ", expected a plain workload; with --at TIME the pods of that moment are packed");
    }
  }

  private static void add(NodeNeeds needs, PodArrival arrival, long waitNanos, long horizonNanos) {
    if (arrival.timeNanos() >= horizonNanos) {
      return;
    }
    Pod pod = arrival.pod();
    long start = Math.min(plus(arrival.timeNanos(), waitNanos), horizonNanos);
    long end =
        pod.durationNanos() < 0 ? Long.MAX_VALUE : plus(arrival.timeNanos(), pod.durationNanos());
    boolean isCertain = arrival.task() == null && pod.deletionNanos() < 0;
    needs.add(pod, start, isCertain ? end : start);
  }

  private static long plus(long a, long b) {
    return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
  }

  private static List<NodeGroupSpec> groups(NodeTypes types, int[] counts) {
    List<NodeGroupSpec> groups = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        groups.add(types.types().get(i).group(counts[i]));
      }
    }
    return groups;
  }

  private static NodesTrial.Outcome run(
      Scenario scenario, RunOptions options, List<NodeGroupSpec> groups, Duration maxWait) {
    RunSummary summary =
        ScenarioRunner.run(
            scenario.onNodes(groups), options, RunRecorder.NONE, (done, total) -> {});
    long pending = summary.accounts().podsPending() + summary.accounts().podsNeverFitting();
    double wait = summary.waitSeconds().max();
    double target = maxWait.toNanos() / NANOS;
    if (pending > 0) {
      return new NodesTrial.Outcome(false, pending + " pods stay pending");
    }
    if (summary.scheduling().preempted() > 0) {
      return new NodesTrial.Outcome(
          false, summary.scheduling().preempted() + " pods are preempted");
    }
    return wait > target
        ? new NodesTrial.Outcome(false, String.format(Locale.ROOT, "a pod waits for %.3f s", wait))
        : NodesTrial.Outcome.FITS;
  }

  /**
   * The nodes that the pods of a cluster need, packed anew at one moment: those on nodes and those
   * that are pending.
   *
   * @throws InputException if there is no such pod
   */
  public static NodesReport ofCluster(
      ClusterState state, NodeTypes types, int trialsMax, Progress progress) {
    Repacking repacking =
        Repacking.of(state, Informers.of(state.api(), 0), true, Double.POSITIVE_INFINITY);
    if (repacking.pods().isEmpty()) {
      throw new InputException(state.shown() + ": found no pod that needs a node");
    }
    NodeNeeds needs = new NodeNeeds(state, types.types());
    repacking.pods().forEach(pod -> needs.add(pod, 0, Long.MAX_VALUE));
    NodesTrial trial =
        counts -> {
          List<Repacking.Machine> machines = new ArrayList<>();
          for (NodeGroupSpec group : groups(types, counts)) {
            for (int number = 1; number <= group.count(); number++) {
              machines.add(new Repacking.Machine(group.node(number), List.of()));
            }
          }
          Repacking.Refused refused = repacking.pack(state, machines, state.seed(), 0);
          return refused.count() == 0
              ? NodesTrial.Outcome.FITS
              : new NodesTrial.Outcome(
                  false, refused.pods().get(0).key() + ": " + refused.messages().get(0));
        };
    return search(
        state.shown(), types, needs, trial, trialsMax, progress, Duration.ZERO, repacking);
  }

  private static NodesReport search(
      String shown,
      NodeTypes types,
      NodeNeeds needs,
      NodesTrial trial,
      int trialsMax,
      Progress progress,
      Duration maxWait,
      @Nullable Repacking repacking) {
    NodesSearch search = new NodesSearch(types, needs, trial, trialsMax, progress);
    NodesReport.TypeResult[] singles = new NodesReport.TypeResult[types.types().size()];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = search.single(i);
    }
    NodesReport.Mix mix = singles.length > 1 ? search.mix(Arrays.asList(singles)) : null;
    return new NodesReport(
        shown,
        needs.pods(),
        repacking == null ? 0 : repacking.tied(),
        repacking == null ? 0 : repacking.volumesStripped(),
        maxWait.toNanos() / NANOS,
        Arrays.asList(singles),
        mix,
        search.trials(),
        search.isCut());
  }
}
