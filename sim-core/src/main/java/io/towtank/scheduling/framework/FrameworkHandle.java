package io.towtank.scheduling.framework;

import io.towtank.kernel.RandomStream;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import java.util.List;

/** What a plugin may use of the scheduler it runs in. */
public interface FrameworkHandle {
  /** Simulation time in nanoseconds. */
  long nowNanos();

  /** The cluster's numbering of resources. */
  ResourceIndex resources();

  /** The cluster's nodes. */
  NodeList nodes();

  /** What else there is in the cluster. */
  default ClusterObjects objects() {
    return ClusterObjects.NONE;
  }

  /** Pods that wait for room on nodes. */
  default NominatedPods nominatedPods() {
    return NominatedPods.NONE;
  }

  /**
   * A copy of a node to try things on.
   *
   * @param state state of the pod's attempt after PreFilter; it is copied
   * @param pod the pod that is being scheduled
   * @param node one of {@link #nodes()}
   */
  default TrialNode trial(CycleState state, PodInfo pod, NodeInfo node) {
    throw new UnsupportedOperationException("there is no scheduler to try filters of");
  }

  /**
   * Whether the scheduler filters only as many nodes as it needs, not all, so that searches of
   * plugins may be cut short as well.
   */
  default boolean samplesNodes() {
    return false;
  }

  /** A random stream of the plugin's own, always the same for the same run seed and names. */
  RandomStream randomStream(String plugin, String purpose);

  /** Asks the API to bind the pod; for Bind plugins. */
  Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices);

  /**
   * Asks the API to bind a volume to a claim; for PreBind plugins.
   *
   * @return success, also if they are bound already; error if either is gone or taken
   */
  default Status bindVolume(PersistentVolume volume, PersistentVolumeClaim claim) {
    return Status.error("volumes can't be bound here");
  }

  /**
   * Asks the API for a new volume for a claim, where this node can reach it; for PreBind plugins.
   *
   * @return success once the claim is bound, else error
   */
  default Status provisionVolume(PersistentVolumeClaim claim, String nodeName) {
    return Status.error("volumes can't be provisioned here");
  }

  /** Pods that Permit told to wait. */
  WaitingPods waitingPods();

  /**
   * What the workload's pods are like, as far as the run knows beforehand; for plugins that prepare
   * for pods to come. Empty where nothing is known.
   */
  default PodMix podMix() {
    return PodMix.EMPTY;
  }
}
