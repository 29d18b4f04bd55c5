package io.towtank.plugins.device;

import io.towtank.model.DeviceRequest;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;
import io.towtank.scheduling.framework.StateKey;

/**
 * Prescribes which device of the chosen node a pod shares, for policies that score nodes by device.
 *
 * <p>Such a policy writes its chooser under {@link #KEY} in PreFilter; PreScore is too late, since
 * it is not called when a single node is feasible.
 */
@FunctionalInterface
public interface DeviceChooser {
  /** Where {@link DeviceShare} looks for a chooser when it reserves devices. */
  StateKey<DeviceChooser> KEY = new StateKey<>("device chooser", DeviceChooser.class);

  /** Says that the chooser leaves the choice to {@link DeviceShare}. */
  int NO_CHOICE = -1;

  /**
   * The device to share, called once in Reserve.
   *
   * @return index of a device with at least {@link DeviceRequest#milliPerDevice()} left, or {@link
   *     #NO_CHOICE}
   */
  int choose(NodeInfo node, DeviceVector devices, DeviceRequest request);
}
