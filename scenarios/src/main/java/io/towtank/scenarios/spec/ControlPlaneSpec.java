package io.towtank.scenarios.spec;

import io.towtank.control.node.KubernetesVersion;
import io.towtank.control.node.NodeLifecycleOptions;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Matches;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The control plane. */
@Doc("The control plane: its machines, its controllers and their times.")
public record ControlPlaneSpec(
    @Doc("Version of Kubernetes, as far as defaults depend on it.")
        @Matches(value = "v?1\\.[0-9]{1,3}(\\.[0-9]{1,3})?", expected = "a version such as v1.34")
        @Default("v1.34")
        String kubernetesVersion,
    @Doc(
            "Date and time at which the simulation begins, with its zone (RFC 3339): what the"
                + " schedules of CronJobs, and their time zones, go by.")
        @Default("1970-01-01T00:00:00Z")
        Instant startTime,
    @Doc("Machines with an API server and a candidate for each leader.")
        @Range(min = "1", max = "99")
        @Default("3")
        int masters,
    @Doc("Members of etcd's cluster.") @Range(min = "1", max = "99") @Default("3") int etcdMembers,
    @Doc("Whether controllers run.") @Default("true") boolean controllers,
    @Doc("Time until controllers hear of a change.") @Default("0s") Duration watchDelay,
    @Doc("Time from a pod's readiness, or its end, to the services' endpoints.") @Default("0s")
        Duration endpointsDelay,
    @Doc("How long pods tolerate that their node is not ready or not reachable.")
        @Range(min = "0", max = "1000000000")
        @Default("300")
        long defaultTolerationSeconds,
    @Doc("Time between two looks at all nodes; 5s where it is absent.") @Range(min = "1ms")
        @Nullable Duration nodeMonitorPeriod,
    @Doc(
            "How long a node may be silent before its state is unknown; where it is absent, 50s from"
                + " Kubernetes 1.32 on, 40s before.")
        @Nullable Duration nodeMonitorGracePeriod,
    @Doc("The same for a node that has not said anything yet; 60s where it is absent.")
        @Nullable Duration nodeStartupGracePeriod,
    @Doc("Nodes of a zone whose pods are evicted, per second; 0.1 where it is absent.")
        @Range(min = "0", max = "1000")
        @Nullable Double nodeEvictionRate,
    @Doc("The same in a large zone of which too much is gone; 0.01 where it is absent.")
        @Range(min = "0", max = "1000")
        @Nullable Double secondaryNodeEvictionRate,
    @Doc("A zone of more nodes is large; 50 where it is absent.")
        @Range(min = "0", max = "1000000000")
        @Nullable Integer largeClusterSizeThreshold,
    @Doc("Share of nodes that are not ready from which on too much is gone; 0.55 where absent.")
        @Range(min = "0", max = "1")
        @Nullable Double unhealthyZoneThreshold,
    @Doc("Ended pods that may stay; the oldest are removed beyond it. 0 for any number.")
        @Range(min = "0", max = "1000000000")
        @Default("12500")
        int terminatedPodThreshold) {
  /** Its machines. */
  public ControlPlaneOptions toModel() {
    return new ControlPlaneOptions(masters, etcdMembers);
  }

  /** How silent nodes are noticed. */
  public NodeLifecycleOptions nodeLifecycle() {
    NodeLifecycleOptions usual =
        NodeLifecycleOptions.of(KubernetesVersion.parse(kubernetesVersion));
    return new NodeLifecycleOptions(
        nanos(nodeMonitorPeriod, usual.monitorPeriodNanos()),
        nanos(nodeMonitorGracePeriod, usual.monitorGraceNanos()),
        nanos(nodeStartupGracePeriod, usual.startupGraceNanos()),
        nodeEvictionRate == null ? usual.evictionRatePerSecond() : nodeEvictionRate,
        secondaryNodeEvictionRate == null
            ? usual.secondaryEvictionRatePerSecond()
            : secondaryNodeEvictionRate,
        largeClusterSizeThreshold == null ? usual.largeClusterNodes() : largeClusterSizeThreshold,
        unhealthyZoneThreshold == null
            ? usual.unhealthyZoneShare()
            : unhealthyZoneThreshold.floatValue(),
        usual.taintsOnePassLater(),
        usual.plainPasses());
  }

  private static long nanos(@Nullable Duration own, long usual) {
    return own == null ? usual : own.toNanos();
  }
}
