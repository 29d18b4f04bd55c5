package io.towtank.model;

import java.util.List;

/**
 * A container of a pod.
 *
 * @param image image name, empty where unknown
 * @param requests what the scheduler reserves for it
 * @param limits what it may use at most
 * @param hostPorts ports of the node that it takes
 * @param restartable for an init container: a sidecar, which goes on running ({@code restartPolicy:
 *     Always})
 */
public record Container(
    String name,
    String image,
    ResourceList requests,
    ResourceList limits,
    List<HostPort> hostPorts,
    boolean restartable) {
  /** Copies the ports. */
  public Container {
    hostPorts = List.copyOf(hostPorts);
  }

  /** A container with requests only. */
  public static Container ofRequests(ResourceList requests) {
    return new Container("main", "", requests, ResourceList.EMPTY, List.of(), false);
  }
}
