package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's user declares. Pods made from one template share one spec.
 *
 * <p>Made with {@link #builder()}; {@link #effectiveRequests()} is worked out once.
 */
public final class PodSpec {
  /** Scheduler that pods use which name none. */
  public static final String DEFAULT_SCHEDULER = "default-scheduler";

  private final List<Container> containers;
  private final List<Container> initContainers;
  private final ResourceList overhead;
  private final ResourceList podRequests;
  private final ResourceList podLimits;
  private final List<DeviceRequest> devices;
  private final Labels nodeSelector;
  private final NodeAffinity nodeAffinity;
  private final PodAffinity podAffinity;
  private final PodAffinity podAntiAffinity;
  private final List<TopologySpreadConstraint> topologySpreadConstraints;
  private final List<Toleration> tolerations;
  private final List<Volume> volumes;
  private final List<String> schedulingGates;
  private final String nodeName;
  private final String schedulerName;
  private final String priorityClassName;
  private final @Nullable Integer priority;
  private final @Nullable PreemptionPolicy preemptionPolicy;
  private final long terminationGraceNanos;
  private final RestartPolicy restartPolicy;
  private final long activeDeadlineNanos;
  private final ResourceList effectiveRequests;
  private final ResourceList containerRequests;

  private PodSpec(Builder builder) {
    containers = List.copyOf(builder.containers);
    initContainers = List.copyOf(builder.initContainers);
    overhead = builder.overhead;
    podRequests = builder.podRequests;
    podLimits = builder.podLimits;
    devices = List.copyOf(builder.devices);
    nodeSelector = builder.nodeSelector;
    nodeAffinity = builder.nodeAffinity;
    podAffinity = builder.podAffinity;
    podAntiAffinity = builder.podAntiAffinity;
    topologySpreadConstraints = List.copyOf(builder.topologySpreadConstraints);
    tolerations = List.copyOf(builder.tolerations);
    volumes = List.copyOf(builder.volumes);
    schedulingGates = List.copyOf(builder.schedulingGates);
    nodeName = builder.nodeName;
    schedulerName = builder.schedulerName;
    priorityClassName = builder.priorityClassName;
    priority = builder.priority;
    preemptionPolicy = builder.preemptionPolicy;
    terminationGraceNanos = builder.terminationGraceNanos;
    restartPolicy = builder.restartPolicy;
    activeDeadlineNanos = builder.activeDeadlineNanos;
    containerRequests = EffectiveRequests.of(containers, initContainers);
    effectiveRequests =
        EffectiveRequests.withPodLevel(containerRequests, podRequests).plus(overhead);
  }

  /** An empty spec to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** Containers that run side by side. */
  public List<Container> containers() {
    return containers;
  }

  /** Containers that run one after the other before the rest, and sidecars. */
  public List<Container> initContainers() {
    return initContainers;
  }

  /** What the pod itself costs besides its containers. */
  public ResourceList overhead() {
    return overhead;
  }

  /**
   * What the pod as a whole requests of CPU, memory and huge pages; it stands in place of the sum
   * over the containers. Source: Kubernetes docs, "Assign Pod-level CPU and memory resources".
   */
  public ResourceList podRequests() {
    return podRequests;
  }

  /** What the pod as a whole may use at most. */
  public ResourceList podLimits() {
    return podLimits;
  }

  /** Shareable devices wanted; at most one request for each resource. */
  public List<DeviceRequest> devices() {
    return devices;
  }

  /** Labels that the node must have, each with this value. */
  public Labels nodeSelector() {
    return nodeSelector;
  }

  /** Required and preferred node terms. */
  public NodeAffinity nodeAffinity() {
    return nodeAffinity;
  }

  /** Pods that it must or would rather be near. */
  public PodAffinity podAffinity() {
    return podAffinity;
  }

  /** Pods that it must or would rather be far from. */
  public PodAffinity podAntiAffinity() {
    return podAntiAffinity;
  }

  /** How evenly it wants to be spread. */
  public List<TopologySpreadConstraint> topologySpreadConstraints() {
    return topologySpreadConstraints;
  }

  /** Volumes. */
  public List<Volume> volumes() {
    return volumes;
  }

  /** Taints that the pod puts up with. */
  public List<Toleration> tolerations() {
    return tolerations;
  }

  /** Names of the gates that keep the pod from being scheduled. */
  public List<String> schedulingGates() {
    return schedulingGates;
  }

  /** Node that the user pinned the pod to, empty for none. */
  public String nodeName() {
    return nodeName;
  }

  /** Profile that schedules the pod. */
  public String schedulerName() {
    return schedulerName;
  }

  /** Name of the priority class, empty for none. */
  public String priorityClassName() {
    return priorityClassName;
  }

  /** Priority that the user states, null to leave it to the class. */
  public @Nullable Integer priority() {
    return priority;
  }

  /** Whether the pod may preempt others, null to leave it to the class. */
  public @Nullable PreemptionPolicy preemptionPolicy() {
    return preemptionPolicy;
  }

  /** Time between being told to end and being ended. */
  public long terminationGraceNanos() {
    return terminationGraceNanos;
  }

  /** What happens to its containers when they end. */
  public RestartPolicy restartPolicy() {
    return restartPolicy;
  }

  /** How long it may be on its node before it fails; {@link Pod#NEVER} for no limit. */
  public long activeDeadlineNanos() {
    return activeDeadlineNanos;
  }

  /**
   * What the scheduler reserves: the larger of the containers' sum and each init container's need,
   * sidecars added where they run, or what the pod as a whole requests; plus overhead. Devices are
   * not in it. Source: Kubernetes docs, "Sidecar Containers", resource sharing within containers.
   */
  public ResourceList effectiveRequests() {
    return effectiveRequests;
  }

  /**
   * The same as far as the containers go: without overhead, and without what the pod as a whole
   * requests.
   */
  public ResourceList containerRequests() {
    return containerRequests;
  }

  /** Whether it requests anything as a whole. */
  public boolean hasPodLevelRequests() {
    for (int i = 0; i < podRequests.size(); i++) {
      if (ResourceNames.isPodLevel(podRequests.name(i))) {
        return true;
      }
    }
    return false;
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.containers = containers;
    builder.initContainers = initContainers;
    builder.overhead = overhead;
    builder.podRequests = podRequests;
    builder.podLimits = podLimits;
    builder.devices = devices;
    builder.nodeSelector = nodeSelector;
    builder.nodeAffinity = nodeAffinity;
    builder.podAffinity = podAffinity;
    builder.podAntiAffinity = podAntiAffinity;
    builder.topologySpreadConstraints = topologySpreadConstraints;
    builder.tolerations = tolerations;
    builder.volumes = volumes;
    builder.schedulingGates = schedulingGates;
    builder.nodeName = nodeName;
    builder.schedulerName = schedulerName;
    builder.priorityClassName = priorityClassName;
    builder.priority = priority;
    builder.preemptionPolicy = preemptionPolicy;
    builder.terminationGraceNanos = terminationGraceNanos;
    builder.restartPolicy = restartPolicy;
    builder.activeDeadlineNanos = activeDeadlineNanos;
    return builder;
  }

  /** Fills a {@link PodSpec}; whatever is not set keeps Kubernetes' default. */
  public static final class Builder {
    private static final long TERMINATION_GRACE_NANOS = 30_000_000_000L;

    private List<Container> containers = List.of();
    private List<Container> initContainers = List.of();
    private ResourceList overhead = ResourceList.EMPTY;
    private ResourceList podRequests = ResourceList.EMPTY;
    private ResourceList podLimits = ResourceList.EMPTY;
    private List<DeviceRequest> devices = List.of();
    private Labels nodeSelector = Labels.EMPTY;
    private NodeAffinity nodeAffinity = new NodeAffinity(null, List.of());
    private PodAffinity podAffinity = PodAffinity.NONE;
    private PodAffinity podAntiAffinity = PodAffinity.NONE;
    private List<TopologySpreadConstraint> topologySpreadConstraints = List.of();
    private List<Toleration> tolerations = List.of();
    private List<Volume> volumes = List.of();
    private List<String> schedulingGates = List.of();
    private String nodeName = "";
    private String schedulerName = DEFAULT_SCHEDULER;
    private String priorityClassName = "";
    private @Nullable Integer priority;
    private @Nullable PreemptionPolicy preemptionPolicy;
    private long terminationGraceNanos = TERMINATION_GRACE_NANOS;
    private RestartPolicy restartPolicy = RestartPolicy.ALWAYS;
    private long activeDeadlineNanos = Pod.NEVER;

    private Builder() {}

    /** One container that requests these resources. */
    public Builder requests(ResourceList requests) {
      return containers(List.of(Container.ofRequests(requests)));
    }

    /** See {@link PodSpec#containers()}. */
    public Builder containers(List<Container> value) {
      containers = value;
      return this;
    }

    /** See {@link PodSpec#initContainers()}. */
    public Builder initContainers(List<Container> value) {
      initContainers = value;
      return this;
    }

    /** See {@link PodSpec#overhead()}. */
    public Builder overhead(ResourceList value) {
      overhead = value;
      return this;
    }

    /** See {@link PodSpec#podRequests()}. */
    public Builder podRequests(ResourceList value) {
      podRequests = value;
      return this;
    }

    /** See {@link PodSpec#podLimits()}. */
    public Builder podLimits(ResourceList value) {
      podLimits = value;
      return this;
    }

    /** See {@link PodSpec#devices()}. */
    public Builder devices(List<DeviceRequest> value) {
      devices = value;
      return this;
    }

    /** See {@link PodSpec#nodeSelector()}. */
    public Builder nodeSelector(Labels value) {
      nodeSelector = value;
      return this;
    }

    /** See {@link PodSpec#nodeAffinity()}. */
    public Builder nodeAffinity(NodeAffinity value) {
      nodeAffinity = value;
      return this;
    }

    /** See {@link PodSpec#podAffinity()}. */
    public Builder podAffinity(PodAffinity value) {
      podAffinity = value;
      return this;
    }

    /** See {@link PodSpec#podAntiAffinity()}. */
    public Builder podAntiAffinity(PodAffinity value) {
      podAntiAffinity = value;
      return this;
    }

    /** See {@link PodSpec#topologySpreadConstraints()}. */
    public Builder topologySpreadConstraints(List<TopologySpreadConstraint> value) {
      topologySpreadConstraints = value;
      return this;
    }

    /** See {@link PodSpec#volumes()}. */
    public Builder volumes(List<Volume> value) {
      volumes = value;
      return this;
    }

    /** See {@link PodSpec#tolerations()}. */
    public Builder tolerations(List<Toleration> value) {
      tolerations = value;
      return this;
    }

    /** See {@link PodSpec#schedulingGates()}. */
    public Builder schedulingGates(List<String> value) {
      schedulingGates = value;
      return this;
    }

    /** See {@link PodSpec#nodeName()}. */
    public Builder nodeName(String value) {
      nodeName = value;
      return this;
    }

    /** See {@link PodSpec#schedulerName()}. */
    public Builder schedulerName(String value) {
      schedulerName = value;
      return this;
    }

    /** See {@link PodSpec#priorityClassName()}. */
    public Builder priorityClassName(String value) {
      priorityClassName = value;
      return this;
    }

    /** See {@link PodSpec#priority()}. */
    public Builder priority(@Nullable Integer value) {
      priority = value;
      return this;
    }

    /** See {@link PodSpec#preemptionPolicy()}. */
    public Builder preemptionPolicy(@Nullable PreemptionPolicy value) {
      preemptionPolicy = value;
      return this;
    }

    /** See {@link PodSpec#terminationGraceNanos()}. */
    public Builder terminationGraceNanos(long value) {
      terminationGraceNanos = value;
      return this;
    }

    /** See {@link PodSpec#restartPolicy()}. */
    public Builder restartPolicy(RestartPolicy value) {
      restartPolicy = value;
      return this;
    }

    /** See {@link PodSpec#activeDeadlineNanos()}. */
    public Builder activeDeadlineNanos(long value) {
      activeDeadlineNanos = value;
      return this;
    }

    /** The spec. */
    public PodSpec build() {
      return new PodSpec(this);
    }
  }
}
