package io.towtank.scheduling.framework;

import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pod as the scheduler sees it: with its effective requests as numbered amounts.
 *
 * <p>A resource of shareable devices counts in thousandths; a plain request for such a resource
 * (say {@code nvidia.com/gpu: 2}) is read as one for that many whole devices.
 */
public final class PodInfo {
  /** CPU that scoring assumes for a container without a request. Source: kube-scheduler v1.34. */
  public static final long DEFAULT_CPU_MILLIS = 100;

  /** Memory that scoring assumes for a container without a request. Source: as above. */
  public static final long DEFAULT_MEMORY_BYTES = 200L * 1024 * 1024;

  private final Pod pod;
  private final Requests requests;
  private int kind;

  /** What follows from the spec alone, so that versions of a pod and its like can share it. */
  private static final class Requests {
    private final PodSpec spec;
    private final int[] resources;
    private final long[] amounts;
    private final long scoringCpuMillis;
    private final long scoringMemoryBytes;
    private final long placedCpuMillis;
    private final long placedMemoryBytes;
    private final List<DeviceRequest> devices;
    private final List<HostPort> hostPorts;
    private final boolean hasAffinity;
    private final boolean hasRequiredAntiAffinity;

    Requests(PodSpec spec, int[] resources, long[] amounts, List<DeviceRequest> devices) {
      this.spec = spec;
      this.resources = resources;
      this.amounts = amounts;
      this.devices = devices;
      scoringCpuMillis = scoringAmount(spec, ResourceNames.CPU, DEFAULT_CPU_MILLIS);
      scoringMemoryBytes = scoringAmount(spec, ResourceNames.MEMORY, DEFAULT_MEMORY_BYTES);
      placedCpuMillis = placedAmount(spec, ResourceNames.CPU, DEFAULT_CPU_MILLIS);
      placedMemoryBytes = placedAmount(spec, ResourceNames.MEMORY, DEFAULT_MEMORY_BYTES);
      hostPorts = hostPortsOf(spec);
      hasRequiredAntiAffinity = !spec.podAntiAffinity().required().isEmpty();
      hasAffinity = !spec.podAffinity().isEmpty() || !spec.podAntiAffinity().isEmpty();
    }
  }

  private PodInfo(Pod pod, Requests requests) {
    this.pod = pod;
    this.requests = requests;
  }

  /** Works out a pod's requests against the cluster's numbering. */
  public static PodInfo of(Pod pod, ResourceIndex index) {
    PodSpec spec = pod.spec();
    ResourceList requests = spec.effectiveRequests();
    List<DeviceRequest> devices = spec.devices();
    int[] resources = new int[requests.size() + devices.size()];
    long[] amounts = new long[resources.length];
    int n = 0;
    for (int i = 0; i < requests.size(); i++) {
      int resource = index.intern(requests.name(i));
      long amount = requests.amount(i);
      if (resource == ResourceIndex.PODS) {
        continue;
      }
      if (index.isDevice(resource)) {
        if (amount == 0) {
          continue;
        }
        devices = withWhole(devices, requests.name(i), amount);
        amount =
            amount > Long.MAX_VALUE / DeviceRequest.WHOLE
                ? Long.MAX_VALUE
                : amount * DeviceRequest.WHOLE;
      }
      resources[n] = resource;
      amounts[n++] = amount;
    }
    for (DeviceRequest device : spec.devices()) {
      resources[n] = index.intern(device.resource());
      amounts[n++] = device.totalMilli();
    }
    return new PodInfo(
        pod,
        new Requests(
            spec,
            n == resources.length ? resources : Arrays.copyOf(resources, n),
            n == amounts.length ? amounts : Arrays.copyOf(amounts, n),
            devices));
  }

  /**
   * The same requests for another version of the pod, or another pod; the spec must be the very
   * same.
   */
  public PodInfo withVersion(Pod version) {
    if (!hasSpecOf(version)) {
      throw new IllegalArgumentException("pod " + version + " has another spec than " + pod);
    }
    return new PodInfo(version, requests);
  }

  /** Whether the pod has the very spec that this was worked out for. */
  @SuppressWarnings("ReferenceEquality") // specs are shared, not compared
  public boolean hasSpecOf(Pod other) {
    return requests.spec == other.spec();
  }

  /** Whether the other shares this one's requests, as {@link #withVersion} makes it. */
  @SuppressWarnings("ReferenceEquality") // requests are shared, not compared
  public boolean hasRequestsOf(PodInfo other) {
    return requests == other.requests;
  }

  private static List<DeviceRequest> withWhole(
      List<DeviceRequest> devices, String resource, long count) {
    List<DeviceRequest> all = new ArrayList<>(devices);
    int bounded = (int) Math.min(count, Integer.MAX_VALUE);
    all.add(new DeviceRequest(resource, bounded, DeviceRequest.WHOLE));
    return List.copyOf(all);
  }

  private static long scoringAmount(PodSpec spec, String resource, long defaultAmount) {
    long running = 0;
    for (Container container : spec.containers()) {
      running += scoringAmount(container, resource, defaultAmount);
    }
    long sidecars = 0;
    long starting = 0;
    for (Container init : spec.initContainers()) {
      long atThisStep = sidecars + scoringAmount(init, resource, defaultAmount);
      starting = Math.max(starting, atThisStep);
      if (init.restartable()) {
        sidecars = atThisStep;
      }
    }
    return Math.max(running + sidecars, starting) + spec.overhead().get(resource);
  }

  private static long placedAmount(PodSpec spec, String resource, long defaultAmount) {
    if (!spec.hasPodLevelRequests()) {
      return scoringAmount(spec, resource, defaultAmount);
    }
    if (spec.effectiveRequests().contains(resource)) {
      return spec.effectiveRequests().get(resource);
    }
    return scoringAmount(spec, resource, defaultAmount);
  }

  private static long scoringAmount(Container container, String resource, long defaultAmount) {
    return container.requests().contains(resource)
        ? container.requests().get(resource)
        : defaultAmount;
  }

  private static List<HostPort> hostPortsOf(PodSpec spec) {
    List<HostPort> ports = new ArrayList<>(0);
    for (Container container : spec.containers()) {
      ports.addAll(container.hostPorts());
    }
    for (Container init : spec.initContainers()) {
      if (init.restartable()) {
        ports.addAll(init.hostPorts());
      }
    }
    return ports.isEmpty() ? List.of() : List.copyOf(ports);
  }

  /** The pod. */
  public Pod pod() {
    return pod;
  }

  /** The pod's spec. */
  public PodSpec spec() {
    return requests.spec;
  }

  /**
   * Number of the pod's kind, 0 for none. Pods of equal kind lie in the same namespace and have
   * equal labels, inter-pod affinity and anti-affinity, and are terminating or not alike, so that
   * no other pod can tell them apart.
   */
  public int kind() {
    return kind;
  }

  /** Says of which kind the pod is; for the cache, which numbers the kinds of pods on nodes. */
  public void setKind(int number) {
    kind = number;
  }

  /** How many resources it requests. */
  public int requestCount() {
    return requests.resources.length;
  }

  /** Number of the i-th resource requested, in the {@link ResourceIndex}. */
  public int requestResource(int i) {
    return requests.resources[i];
  }

  /** Amount of the i-th resource requested. */
  public long requestAmount(int i) {
    return requests.amounts[i];
  }

  /** Amount requested of a numbered resource, 0 if none. */
  public long request(int resource) {
    int[] resources = requests.resources;
    for (int i = 0; i < resources.length; i++) {
      if (resources[i] == resource) {
        return requests.amounts[i];
      }
    }
    return 0;
  }

  /**
   * Amount that scoring counts for the pod while it has no node: what its containers and its
   * overhead request, with {@link #DEFAULT_CPU_MILLIS} and {@link #DEFAULT_MEMORY_BYTES} for each
   * container that names none, so that pods without requests spread. What the pod requests as a
   * whole does not count here. Source: kube-scheduler v1.34, {@code calculatePodResourceRequest}.
   */
  public long scoringRequest(int resource) {
    return switch (resource) {
      case ResourceIndex.CPU -> requests.scoringCpuMillis;
      case ResourceIndex.MEMORY -> requests.scoringMemoryBytes;
      default -> request(resource);
    };
  }

  /**
   * Amount that scoring counts once the pod lies on a node: as {@link #scoringRequest}, but what
   * the pod requests as a whole counts, and then no container is given a default for a resource
   * that is requested at all. Source: kube-scheduler v1.34, {@code getNonMissingContainerRequests}.
   */
  public long placedScoringRequest(int resource) {
    return switch (resource) {
      case ResourceIndex.CPU -> requests.placedCpuMillis;
      case ResourceIndex.MEMORY -> requests.placedMemoryBytes;
      default -> request(resource);
    };
  }

  /** Shareable devices wanted. */
  public List<DeviceRequest> devices() {
    return requests.devices;
  }

  /** Node ports wanted: those of containers and sidecars, not of ordinary init containers. */
  public List<HostPort> hostPorts() {
    return requests.hostPorts;
  }

  /** Whether it wants to be near other pods or far from them, be it required or preferred. */
  public boolean hasAffinity() {
    return requests.hasAffinity;
  }

  /** Whether there are pods that must be far from it. */
  public boolean hasRequiredAntiAffinity() {
    return requests.hasRequiredAntiAffinity;
  }

  @Override
  public String toString() {
    return pod.toString();
  }
}
