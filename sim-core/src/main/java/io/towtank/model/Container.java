package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod.
 *
 * @param image image name, empty where unknown
 * @param requests what the scheduler reserves for it
 * @param limits what it may use at most
 * @param hostPorts ports of the node that it takes
 * @param restartable for an init container: a sidecar, which goes on running ({@code restartPolicy:
 *     Always})
 * @param startupProbe whether it is up, which the other probes wait for; null for none
 * @param livenessProbe whether it must be started anew; null for none
 * @param readinessProbe whether it can serve; null for none
 */
public record Container(
    String name,
    String image,
    ResourceList requests,
    ResourceList limits,
    List<HostPort> hostPorts,
    boolean restartable,
    @Nullable Probe startupProbe,
    @Nullable Probe livenessProbe,
    @Nullable Probe readinessProbe) {
  /** Copies the ports. */
  public Container {
    hostPorts = List.copyOf(hostPorts);
  }

  /** A container without probes. */
  public Container(
      String name,
      String image,
      ResourceList requests,
      ResourceList limits,
      List<HostPort> hostPorts,
      boolean restartable) {
    this(name, image, requests, limits, hostPorts, restartable, null, null, null);
  }

  /** A container with requests only. */
  public static Container ofRequests(ResourceList requests) {
    return new Container("main", "", requests, ResourceList.EMPTY, List.of(), false);
  }

  /** The same with other requests and limits. */
  public Container withResources(ResourceList newRequests, ResourceList newLimits) {
    return new Container(
        name,
        image,
        newRequests,
        newLimits,
        hostPorts,
        restartable,
        startupProbe,
        livenessProbe,
        readinessProbe);
  }

  /** The same with other probes; null for none. */
  public Container withProbes(
      @Nullable Probe startup, @Nullable Probe liveness, @Nullable Probe readiness) {
    return new Container(
        name, image, requests, limits, hostPorts, restartable, startup, liveness, readiness);
  }
}
