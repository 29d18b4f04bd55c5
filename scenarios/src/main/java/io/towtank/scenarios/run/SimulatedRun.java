package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.record.RunSummary;

/** A simulated cluster, put together and ready to run. */
interface SimulatedRun {
  /** The cluster's objects as they stand. */
  ApiServer api();

  /** Simulation time. */
  long nowNanos();

  /** Creates what a snapshot has besides nodes and pending pods; before the run. */
  void create(SnapshotCluster snapshot);

  /** Ends the run at this time, whatever is still to happen. */
  void setHorizon(long nanos);

  /** Runs to the end. */
  void run(Progress progress, long podsExpected);

  /** Checks what must hold at the end. */
  void check(RunSummary.Accounts accounts);

  /** Digest of all events and writes so far, hexadecimal. */
  String digest();

  /** What was measured. */
  ClusterMetrics metrics();

  /** How many pods of the workload were submitted. */
  long submitted();

  /** How many pods of the workload wait for tasks before theirs. */
  long held();
}
