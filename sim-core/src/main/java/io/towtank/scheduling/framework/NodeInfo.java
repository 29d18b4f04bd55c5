package io.towtank.scheduling.framework;

import io.towtank.model.DeviceGroup;
import io.towtank.model.HostPort;
import io.towtank.model.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as the scheduler sees it: its description and what lies on it, assumed pods included.
 *
 * <p>Filter and score plugins must look at the one they are handed, not at one found through the
 * {@link FrameworkHandle}: preemption hands them a copy with pods taken away.
 */
public interface NodeInfo extends NodeAmounts {
  /** The node's description. */
  Node node();

  /** Position in the cluster's node order; it stays while the node does. */
  int index();

  /**
   * A number that is another one after each change of the node or of what lies on it, and that no
   * other node has; what was worked out from the node holds for as long as it stays. -1 if the node
   * may change unnoticed.
   */
  default long generation() {
    return -1;
  }

  /** A copy to try things on; the node does not change with it. */
  default MutableNodeInfo copy() {
    throw new UnsupportedOperationException("no copy of " + node().name());
  }

  /** Pods on the node, in the order in which they came. */
  List<PodInfo> pods();

  /** Those of its pods that {@linkplain PodInfo#hasAffinity want to be near or far from others}. */
  default List<PodInfo> podsWithAffinity() {
    return pods().stream().filter(PodInfo::hasAffinity).toList();
  }

  /**
   * Those of its pods that {@linkplain PodInfo#hasRequiredAntiAffinity must be far from others}.
   */
  default List<PodInfo> podsWithRequiredAntiAffinity() {
    return pods().stream().filter(PodInfo::hasRequiredAntiAffinity).toList();
  }

  /** Node ports taken by its pods. */
  List<HostPort> usedPorts();

  /** Its devices of a numbered resource, null if it has none. */
  @Nullable DeviceVector devices(int resource);

  /** Size in bytes of an image that lies on it, by normalised name; -1 if it does not. */
  long imageSizeBytes(String image);

  /** Thousandths left on each shareable device of one group. */
  interface DeviceVector {
    /** What the devices are. */
    DeviceGroup group();

    /** How many devices. */
    int size();

    /** Thousandths left on a device, 0 to 1000. */
    int freeMilli(int device);
  }
}
