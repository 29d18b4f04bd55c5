package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.towtank.model.Container;
import io.towtank.model.HostPort;
import io.towtank.model.Probe;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the containers of one pod. */
final class ContainerReader {
  private static final int PORT_MAX = 65_535;

  private final Manifest manifest;
  private final boolean hostNetwork;

  ContainerReader(Manifest manifest, boolean hostNetwork) {
    this.manifest = manifest;
    this.hostNetwork = hostNetwork;
  }

  Container container(io.fabric8.kubernetes.api.model.Container container, String path) {
    return read(container, path, false);
  }

  Container initContainer(io.fabric8.kubernetes.api.model.Container container, String path) {
    return read(container, path, "Always".equals(container.getRestartPolicy()));
  }

  private Container read(
      io.fabric8.kubernetes.api.model.Container container, String path, boolean restartable) {
    ResourceRequirements resources = container.getResources();
    return new Container(
        Fields.orEmpty(container.getName()),
        Fields.orEmpty(container.getImage()),
        requests(resources, path + ".resources"),
        limits(resources, path + ".resources"),
        hostPorts(container.getPorts(), path + ".ports"),
        restartable,
        probe(container.getStartupProbe(), path + ".startupProbe"),
        probe(container.getLivenessProbe(), path + ".livenessProbe"),
        probe(container.getReadinessProbe(), path + ".readinessProbe"));
  }

  private @Nullable Probe probe(
      io.fabric8.kubernetes.api.model.@Nullable Probe probe, String path) {
    if (probe == null) {
      return null;
    }
    Probe defaults = Probe.DEFAULT;
    return new Probe(
        Fields.seconds(manifest, probe.getInitialDelaySeconds(), path + ".initialDelaySeconds", 0),
        orDefault(
            Fields.seconds(manifest, probe.getPeriodSeconds(), path + ".periodSeconds", 0),
            defaults.periodNanos()),
        orDefault(
            Fields.seconds(manifest, probe.getTimeoutSeconds(), path + ".timeoutSeconds", 0),
            defaults.timeoutNanos()),
        threshold(
            probe.getFailureThreshold(), path + ".failureThreshold", defaults.failureThreshold()),
        threshold(
            probe.getSuccessThreshold(), path + ".successThreshold", defaults.successThreshold()));
  }

  /** Zero stands for what is not said. Source: Kubernetes v1.34, {@code SetDefaults_Probe}. */
  private static long orDefault(long given, long absent) {
    return given == 0 ? absent : given;
  }

  private int threshold(@Nullable Integer given, String path, int absent) {
    int count = Fields.count(manifest, given, path, 0);
    return count == 0 ? absent : count;
  }

  ResourceList requests(@Nullable ResourceRequirements resources, String path) {
    if (resources == null) {
      return ResourceList.EMPTY;
    }
    manifest.warnIfSet(
        resources.getClaims(), path + ".claims", "dynamic resource allocation is not simulated");
    return Fields.amounts(manifest, resources.getRequests(), path + ".requests");
  }

  ResourceList limits(@Nullable ResourceRequirements resources, String path) {
    return resources == null
        ? ResourceList.EMPTY
        : Fields.amounts(manifest, resources.getLimits(), path + ".limits");
  }

  /** In the host's network a container's port is the host's too. */
  private List<HostPort> hostPorts(@Nullable List<ContainerPort> ports, String path) {
    List<HostPort> hostPorts = new ArrayList<>();
    for (HostPort port : manifest.each(ports, path, this::hostPort)) {
      if (port.port() != 0) {
        hostPorts.add(port);
      }
    }
    return hostPorts;
  }

  private HostPort hostPort(ContainerPort port, String path) {
    Integer number = port.getHostPort();
    String field = ".hostPort";
    if ((number == null || number == 0) && hostNetwork) {
      number = port.getContainerPort();
      field = ".containerPort";
    }
    return new HostPort(
        Fields.orEmpty(port.getHostIP()),
        manifest.word(port.getProtocol(), path + ".protocol", Words.PROTOCOLS, "TCP"),
        number == null ? 0 : manifest.number(number, path + field, 0, PORT_MAX));
  }
}
