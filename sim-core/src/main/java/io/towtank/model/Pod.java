package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod in one immutable version: metadata, spec and status.
 *
 * <p>Times are simulation nanoseconds, {@link #NEVER} where the thing has not happened.
 */
public final class Pod implements ApiObject<Pod> {
  /** Time of what has not happened; also the duration of what does not end. */
  public static final long NEVER = -1;

  /** {@link #disruptionReason} of a victim of preemption. */
  public static final String PREEMPTION_BY_SCHEDULER = "PreemptionByScheduler";

  /** {@link #disruptionReason} of a pod that somebody asked to evict. */
  public static final String EVICTION_BY_EVICTION_API = "EvictionByEvictionAPI";

  /** {@link #disruptionReason} of a pod that does not tolerate a taint of its node. */
  public static final String DELETION_BY_TAINT_MANAGER = "DeletionByTaintManager";

  /** {@link #disruptionReason} of a pod whose node is gone. */
  public static final String DELETION_BY_POD_GC = "DeletionByPodGC";

  /** {@link #disruptionReason} of a pod that its kubelet ended to save the node. */
  public static final String TERMINATION_BY_KUBELET = "TerminationByKubelet";

  // Only a Builder that has not given the pod out yet sets what is not final.
  private long uid;
  private String namespace = Namespace.DEFAULT;
  private String name;
  private Labels labels = Labels.EMPTY;
  private @Nullable OwnerReference owner;
  private PodSpec spec;
  private int priority;
  private PreemptionPolicy preemptionPolicy = PreemptionPolicy.PREEMPT_LOWER_PRIORITY;

  /** All but the duration, so that pods that differ in nothing else share it. */
  private PodBehavior behavior = PodBehavior.DEFAULT;

  private long durationNanos = PodBehavior.DEFAULT.durationNanos();
  private long resourceVersion;
  private PodPhase phase = PodPhase.PENDING;
  private String nodeName = "";
  private long createdNanos = NEVER;
  private long boundNanos = NEVER;
  private long startedNanos = NEVER;
  private RunStatus runStatus = RunStatus.INITIAL;
  private RareStatus rare = RareStatus.NONE;

  /** Worked out at the first use; null before. */
  private @Nullable String key;

  private Pod(String name, PodSpec spec) {
    this.name = name;
    this.spec = spec;
  }

  private Pod(Pod pod) {
    uid = pod.uid;
    namespace = pod.namespace;
    name = pod.name;
    key = pod.key;
    labels = pod.labels;
    owner = pod.owner;
    spec = pod.spec;
    priority = pod.priority;
    preemptionPolicy = pod.preemptionPolicy;
    behavior = pod.behavior;
    durationNanos = pod.durationNanos;
    resourceVersion = pod.resourceVersion;
    phase = pod.phase;
    nodeName = pod.nodeName;
    createdNanos = pod.createdNanos;
    boundNanos = pod.boundNanos;
    startedNanos = pod.startedNanos;
    runStatus = pod.runStatus;
    rare = pod.rare;
  }

  /** A pod to be created in the default namespace. */
  public static Builder builder(String name, PodSpec spec) {
    return new Builder(new Pod(name, spec));
  }

  /** Number that the store gave it, unique over the whole run; 0 before. */
  public long uid() {
    return uid;
  }

  /** Namespace. */
  public String namespace() {
    return namespace;
  }

  /** Name, unique within the namespace. */
  public String name() {
    return name;
  }

  @Override
  public String key() {
    String known = key;
    if (known == null) {
      known = namespace + "/" + name;
      key = known;
    }
    return known;
  }

  /** Labels. */
  public Labels labels() {
    return labels;
  }

  /** What made it, null for a bare pod. */
  public @Nullable OwnerReference owner() {
    return owner;
  }

  /** What its user declared. */
  public PodSpec spec() {
    return spec;
  }

  /** Priority, as admission resolved it. */
  public int priority() {
    return priority;
  }

  /** Whether it may preempt others, as admission resolved it. */
  public PreemptionPolicy preemptionPolicy() {
    return preemptionPolicy;
  }

  /** How long it runs once started; {@link #NEVER} for a pod that does not end by itself. */
  public long durationNanos() {
    return durationNanos;
  }

  /** What its containers do. */
  public PodBehavior behavior() {
    return behavior.withDurationNanos(durationNanos);
  }

  @Override
  public long resourceVersion() {
    return resourceVersion;
  }

  /** Where it is in its life. */
  public PodPhase phase() {
    return phase;
  }

  /** Node it is bound to, empty before. */
  public String nodeName() {
    return nodeName;
  }

  /** Whether it is bound to a node. */
  public boolean isBound() {
    return !nodeName.isEmpty();
  }

  /** Whether it holds resources on a node: bound and not ended. */
  public boolean isActiveOnNode() {
    return isBound() && !phase.isTerminal();
  }

  /** Node that preemption is clearing for it, empty for none. */
  public String nominatedNodeName() {
    return rare.nominatedNodeName();
  }

  /**
   * What its deletion costs compared with that of other pods of its replica set, of which the
   * cheaper go first; 0 where nothing is said. Source: Kubernetes v1.34, annotation {@code
   * controller.kubernetes.io/pod-deletion-cost}.
   */
  public int deletionCost() {
    return rare.deletionCost();
  }

  /** Devices it holds on its node. */
  public List<DeviceAllocation> devices() {
    return rare.devices();
  }

  /**
   * Why it is in its phase, e.g. {@code Unschedulable} or {@code Evicted}; empty where all is well.
   */
  public String reason() {
    return rare.reason();
  }

  /** When it was created. */
  public long createdNanos() {
    return createdNanos;
  }

  /** When it was bound to its node. */
  public long boundNanos() {
    return boundNanos;
  }

  /** When it began to run; negative for a pod that already ran when the simulation began. */
  public long startedNanos() {
    return startedNanos;
  }

  /** When it ended. */
  public long finishedNanos() {
    return rare.finishedNanos();
  }

  /** When its deletion was asked for. */
  public long deletionNanos() {
    return rare.deletionNanos();
  }

  /** Whether it was told to end. */
  public boolean isTerminating() {
    return rare.deletionNanos() != NEVER;
  }

  /** How long it may take to end, from {@link #deletionNanos} on; 0 before. */
  public long deletionGraceNanos() {
    return rare.deletionGraceNanos();
  }

  /**
   * Reason of its condition {@code DisruptionTarget}: by what it is being evicted, e.g. {@link
   * #PREEMPTION_BY_SCHEDULER}; empty for none.
   */
  public String disruptionReason() {
    return rare.disruptionReason();
  }

  /** How its containers fare. */
  public RunStatus runStatus() {
    return runStatus;
  }

  /** Whether it can serve: its condition {@code Ready}. */
  public boolean ready() {
    return runStatus.ready();
  }

  /** When {@link #ready} changed last. */
  public long readyNanos() {
    return runStatus.readyNanos();
  }

  /** How often its containers were started anew. */
  public int restarts() {
    return runStatus.restarts();
  }

  /** How much its containers' resources are assured. */
  public QosClass qosClass() {
    return QosClass.of(spec);
  }

  /**
   * Whether it has been ready for long enough to count on. Source: Kubernetes v1.34, {@code
   * IsPodAvailable}.
   */
  public boolean isAvailable(long nowNanos, long minReadyNanos) {
    return ready()
        && (minReadyNanos == 0
            || (readyNanos() != NEVER && readyNanos() + minReadyNanos <= nowNanos));
  }

  @Override
  public Pod withResourceVersion(long version) {
    Pod copy = new Pod(this);
    copy.resourceVersion = version;
    return copy;
  }

  @Override
  public long contentHash() {
    long hash = nodeName.hashCode();
    hash = 31 * hash + phase.name().hashCode();
    hash = 31 * hash + rare.nominatedNodeName().hashCode();
    hash = 31 * hash + rare.reason().hashCode();
    hash = 31 * hash + rare.deletionNanos();
    if (isTerminating() || !rare.disruptionReason().isEmpty()) {
      hash = 31 * hash + rare.deletionGraceNanos();
      hash = 31 * hash + rare.disruptionReason().hashCode();
    }
    hash = 31 * hash + priority;
    hash = 31 * hash + labels.hashCode();
    hash = 31 * hash + spec.effectiveRequests().hashCode();
    for (int i = 0; i < rare.devices().size(); i++) {
      DeviceAllocation allocation = rare.devices().get(i);
      hash = 31 * hash + allocation.resource().hashCode();
      hash = 31 * hash + allocation.devices().hashCode();
      hash = 31 * hash + allocation.milliPerDevice();
    }
    if (!runStatus.equals(RunStatus.INITIAL)) {
      hash = 31 * hash + runStatus.hashCode();
    }
    if (!behavior.isPlain()) {
      hash = 31 * hash + behavior().hashCode();
    }
    if (rare.deletionCost() != 0) {
      hash = 31 * hash + rare.deletionCost();
    }
    return hash;
  }

  /** A builder that starts from this version. */
  public Builder toBuilder() {
    return new Builder(new Pod(this));
  }

  @Override
  public String toString() {
    return key() + "@" + resourceVersion;
  }

  /** Fills a {@link Pod}. */
  public static final class Builder implements Draft<Pod> {
    private Pod pod;
    private boolean isGivenOut;

    private Builder(Pod pod) {
      this.pod = pod;
    }

    /** What may be changed: nobody else has it. */
    private Pod draft() {
      if (isGivenOut) {
        pod = new Pod(pod);
        isGivenOut = false;
      }
      return pod;
    }

    /** See {@link Pod#uid()}. */
    public Builder uid(long value) {
      draft().uid = value;
      return this;
    }

    /** See {@link Pod#name()}. */
    public Builder name(String value) {
      Pod draft = draft();
      draft.name = value;
      draft.key = null;
      return this;
    }

    /** See {@link Pod#namespace()}. */
    public Builder namespace(String value) {
      Pod draft = draft();
      draft.namespace = value;
      draft.key = null;
      return this;
    }

    /** See {@link Pod#labels()}. */
    public Builder labels(Labels value) {
      draft().labels = value;
      return this;
    }

    /** See {@link Pod#owner()}. */
    public Builder owner(@Nullable OwnerReference value) {
      draft().owner = value;
      return this;
    }

    /** See {@link Pod#spec()}. */
    public Builder spec(PodSpec value) {
      draft().spec = value;
      return this;
    }

    /** See {@link Pod#priority()}. */
    public Builder priority(int value) {
      draft().priority = value;
      return this;
    }

    /** See {@link Pod#preemptionPolicy()}. */
    public Builder preemptionPolicy(PreemptionPolicy value) {
      draft().preemptionPolicy = value;
      return this;
    }

    /** See {@link Pod#durationNanos()}. */
    public Builder durationNanos(long value) {
      if (value < NEVER) {
        throw new IllegalArgumentException("a pod's behaviour has a negative time");
      }
      draft().durationNanos = value;
      return this;
    }

    /** See {@link Pod#behavior()}. */
    public Builder behavior(PodBehavior value) {
      Pod draft = draft();
      draft.behavior = value;
      draft.durationNanos = value.durationNanos();
      return this;
    }

    @Override
    public Builder resourceVersion(long value) {
      draft().resourceVersion = value;
      return this;
    }

    /** See {@link Pod#phase()}. */
    public Builder phase(PodPhase value) {
      draft().phase = value;
      return this;
    }

    /** See {@link Pod#nodeName()}. */
    public Builder nodeName(String value) {
      draft().nodeName = value;
      return this;
    }

    /** See {@link Pod#nominatedNodeName()}. */
    public Builder nominatedNodeName(String value) {
      Pod draft = draft();
      draft.rare = draft.rare.withNominatedNodeName(value);
      return this;
    }

    /** See {@link Pod#deletionCost()}. */
    public Builder deletionCost(int value) {
      Pod draft = draft();
      draft.rare = draft.rare.withDeletionCost(value);
      return this;
    }

    /** See {@link Pod#devices()}. */
    public Builder devices(List<DeviceAllocation> value) {
      Pod draft = draft();
      draft.rare = draft.rare.withDevices(List.copyOf(value));
      return this;
    }

    /** See {@link Pod#reason()}. */
    public Builder reason(String value) {
      Pod draft = draft();
      draft.rare = draft.rare.withReason(value);
      return this;
    }

    /** See {@link Pod#createdNanos()}. */
    public Builder createdNanos(long value) {
      draft().createdNanos = value;
      return this;
    }

    /** See {@link Pod#boundNanos()}. */
    public Builder boundNanos(long value) {
      draft().boundNanos = value;
      return this;
    }

    /** See {@link Pod#startedNanos()}. */
    public Builder startedNanos(long value) {
      draft().startedNanos = value;
      return this;
    }

    /** See {@link Pod#finishedNanos()}. */
    public Builder finishedNanos(long value) {
      Pod draft = draft();
      draft.rare = draft.rare.withFinishedNanos(value);
      return this;
    }

    /** See {@link Pod#deletionGraceNanos()}. */
    public Builder deletionGraceNanos(long value) {
      Pod draft = draft();
      draft.rare = draft.rare.withDeletionGraceNanos(value);
      return this;
    }

    /** See {@link Pod#disruptionReason()}. */
    public Builder disruptionReason(String value) {
      Pod draft = draft();
      draft.rare = draft.rare.withDisruptionReason(value);
      return this;
    }

    /** See {@link Pod#deletionNanos()}. */
    public Builder deletionNanos(long value) {
      Pod draft = draft();
      draft.rare = draft.rare.withDeletionNanos(value);
      return this;
    }

    /** See {@link Pod#runStatus()}. */
    public Builder runStatus(RunStatus value) {
      draft().runStatus = value;
      return this;
    }

    /** See {@link Pod#ready()}; the time of the change stays where nothing changes. */
    public Builder ready(boolean value, long atNanos) {
      Pod draft = draft();
      draft.runStatus = draft.runStatus.withReady(value, atNanos);
      return this;
    }

    /** See {@link Pod#restarts()}. */
    public Builder restarts(int value) {
      Pod draft = draft();
      draft.runStatus = draft.runStatus.withRestarts(value);
      return this;
    }

    @Override
    public Pod build() {
      isGivenOut = true;
      return pod;
    }
  }
}
