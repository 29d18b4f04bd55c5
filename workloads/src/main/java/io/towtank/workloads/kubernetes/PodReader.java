package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.model.Toleration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one pod. */
final class PodReader {
  /** Fields that make no difference to a simulated cluster, so that nobody need look at them. */
  static final List<String> IGNORED_FIELDS =
      List.of(
          "metadata.managedFields",
          "metadata.annotations",
          "spec.containers.args",
          "spec.containers.command",
          "spec.containers.env",
          "spec.containers.envFrom",
          "spec.containers.lifecycle",
          "spec.containers.securityContext",
          "spec.containers.volumeMounts",
          "spec.initContainers.args",
          "spec.initContainers.command",
          "spec.initContainers.env",
          "spec.initContainers.envFrom",
          "spec.initContainers.lifecycle",
          "spec.initContainers.securityContext",
          "spec.initContainers.volumeMounts",
          "spec.dnsConfig",
          "spec.ephemeralContainers",
          "spec.hostAliases",
          "spec.securityContext",
          "status.containerStatuses",
          "status.ephemeralContainerStatuses",
          "status.hostIPs",
          "status.initContainerStatuses",
          "status.podIPs");

  /** The same as a tree. */
  static final FieldTree IGNORED = FieldTree.of(IGNORED_FIELDS.toArray(new String[0]));

  private static final long TERMINATION_GRACE_NANOS = 30_000_000_000L;

  private final Manifest manifest;
  private final Instant timeZero;

  PodReader(Manifest manifest, Instant timeZero) {
    this.manifest = manifest;
    this.timeZero = timeZero;
  }

  /**
   * The pod.
   *
   * @param tree what it was made from, for its annotations
   */
  Pod read(io.fabric8.kubernetes.api.model.Pod source, Map<?, ?> tree) {
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    Pod.Builder pod =
        Pod.builder(metadata.getName(), podSpec(spec))
            .namespace(Fields.namespace(metadata))
            .labels(Fields.labels(manifest, metadata.getLabels(), "metadata.labels"))
            .owner(Fields.owner(metadata))
            .behavior(BehaviorReader.read(manifest, tree))
            .deletionCost(DeletionCost.read(manifest, tree))
            .createdNanos(nanos(metadata.getCreationTimestamp(), "metadata.creationTimestamp"))
            .nodeName(Fields.orEmpty(spec.getNodeName()));
    if (spec.getPriority() != null) {
      pod.priority(spec.getPriority());
    }
    deletion(metadata, pod);
    status(source.getStatus(), pod);
    return pod.build();
  }

  private long nanos(@Nullable String time, String path) {
    return Fields.nanos(manifest, time, timeZero, path);
  }

  /** The API's time of deletion is when the grace period ends; the model's is when it begins. */
  private void deletion(ObjectMeta metadata, Pod.Builder pod) {
    long end = nanos(metadata.getDeletionTimestamp(), "metadata.deletionTimestamp");
    if (end == Pod.NEVER) {
      return;
    }
    long graceNanos =
        Fields.seconds(
            manifest,
            metadata.getDeletionGracePeriodSeconds(),
            "metadata.deletionGracePeriodSeconds",
            0);
    long begin = end - graceNanos;
    pod.deletionNanos(begin == Pod.NEVER ? begin - 1 : begin).deletionGraceNanos(graceNanos);
  }

  private void status(@Nullable PodStatus status, Pod.Builder pod) {
    Pod draft = pod.build();
    PodPhase absent = draft.isBound() ? PodPhase.RUNNING : PodPhase.PENDING;
    if (status == null) {
      begin(draft, absent, Pod.NEVER, pod);
      return;
    }
    PodPhase phase = manifest.word(status.getPhase(), "status.phase", Words.PHASES, absent);
    if (phase == PodPhase.RUNNING && !draft.isBound()) {
      phase = PodPhase.PENDING;
    }
    begin(draft, phase, nanos(status.getStartTime(), "status.startTime"), pod);
    pod.nominatedNodeName(Fields.orEmpty(status.getNominatedNodeName()));
    if (status.getConditions() != null) {
      for (PodCondition condition : status.getConditions()) {
        if (condition != null
            && "DisruptionTarget".equals(condition.getType())
            && "True".equals(condition.getStatus())) {
          pod.disruptionReason(Fields.orEmpty(condition.getReason()));
        }
      }
    }
  }

  /** A running pod without a start time is taken to run since it was made. */
  private static void begin(Pod draft, PodPhase phase, long startedNanos, Pod.Builder pod) {
    long started = startedNanos;
    if (phase == PodPhase.RUNNING && started == Pod.NEVER) {
      started = draft.createdNanos() == Pod.NEVER ? 0 : draft.createdNanos();
    }
    pod.phase(phase).startedNanos(started);
  }

  PodSpec podSpec(io.fabric8.kubernetes.api.model.PodSpec source) {
    ContainerReader containers =
        new ContainerReader(manifest, Boolean.TRUE.equals(source.getHostNetwork()));
    AffinityReader affinities = new AffinityReader(manifest);
    VolumeReader volumes = new VolumeReader(manifest);
    PodSpec.Builder spec =
        PodSpec.builder()
            .containers(
                manifest.each(source.getContainers(), "spec.containers", containers::container))
            .initContainers(
                manifest.each(
                    source.getInitContainers(), "spec.initContainers", containers::initContainer))
            .overhead(Fields.amounts(manifest, source.getOverhead(), "spec.overhead"))
            .podRequests(containers.requests(source.getResources(), "spec.resources"))
            .podLimits(containers.limits(source.getResources(), "spec.resources"))
            .nodeSelector(Fields.labels(manifest, source.getNodeSelector(), "spec.nodeSelector"))
            .topologySpreadConstraints(
                manifest.each(
                    source.getTopologySpreadConstraints(),
                    "spec.topologySpreadConstraints",
                    affinities::spread))
            .tolerations(
                manifest.each(source.getTolerations(), "spec.tolerations", this::toleration))
            .volumes(manifest.each(source.getVolumes(), "spec.volumes", volumes::volume))
            .schedulingGates(
                manifest.each(
                    source.getSchedulingGates(),
                    "spec.schedulingGates",
                    (gate, at) -> manifest.requiredText(gate.getName(), at + ".name")))
            .priority(source.getPriority())
            .priorityClassName(Fields.orEmpty(source.getPriorityClassName()))
            .terminationGraceNanos(
                Fields.seconds(
                    manifest,
                    source.getTerminationGracePeriodSeconds(),
                    "spec.terminationGracePeriodSeconds",
                    TERMINATION_GRACE_NANOS))
            .restartPolicy(
                manifest.word(
                    source.getRestartPolicy(),
                    "spec.restartPolicy",
                    Words.RESTART_POLICIES,
                    RestartPolicy.ALWAYS))
            .activeDeadlineNanos(
                Fields.seconds(
                    manifest,
                    source.getActiveDeadlineSeconds(),
                    "spec.activeDeadlineSeconds",
                    Pod.NEVER));
    affinities.read(source.getAffinity(), spec);
    String scheduler = Fields.orEmpty(source.getSchedulerName());
    if (!scheduler.isEmpty()) {
      spec.schedulerName(scheduler);
    }
    if (!Fields.orEmpty(source.getPreemptionPolicy()).isEmpty()) {
      spec.preemptionPolicy(
          manifest.word(
              source.getPreemptionPolicy(), "spec.preemptionPolicy", Words.PREEMPTION_POLICIES));
    }
    warnOfUnsupported(source);
    try {
      PodSpec made = spec.build();
      largestSum(made);
      return made;
    } catch (ArithmeticException e) {
      throw manifest.problem("spec", "the containers' resources add up to more than 8Ei");
    }
  }

  /** Fails where not even limits in place of requests can be added up. */
  private static void largestSum(PodSpec spec) {
    ResourceList sum = spec.overhead().plus(spec.podRequests()).plus(spec.podLimits());
    for (Container container : spec.containers()) {
      sum = sum.plus(container.requests().max(container.limits()));
    }
    for (Container container : spec.initContainers()) {
      sum = sum.plus(container.requests().max(container.limits()));
    }
  }

  private void warnOfUnsupported(io.fabric8.kubernetes.api.model.PodSpec source) {
    manifest.warnIfSet(
        source.getResourceClaims(),
        "spec.resourceClaims",
        "dynamic resource allocation is not simulated");
    manifest.warnIfSet(
        source.getSchedulingGroup(), "spec.schedulingGroup", "gang scheduling is not simulated");
    manifest.warnIfSet(
        source.getActiveDeadlineSeconds(),
        "spec.activeDeadlineSeconds",
        "the pod is not ended by a deadline");
    if (source.getOverhead() == null || source.getOverhead().isEmpty()) {
      manifest.warnIfSet(
          source.getRuntimeClassName(),
          "spec.runtimeClassName",
          "the overhead of runtime classes counts only where spec.overhead states it");
    }
  }

  private Toleration toleration(io.fabric8.kubernetes.api.model.Toleration source, String path) {
    String key = Fields.orEmpty(source.getKey());
    Toleration.Operator operator =
        manifest.word(
            source.getOperator(),
            path + ".operator",
            Words.TOLERATION_OPERATORS,
            Toleration.Operator.EQUAL);
    if (key.isEmpty() && operator != Toleration.Operator.EXISTS) {
      throw manifest.problem(path + ".operator", "expected Exists, since there is no key");
    }
    return new Toleration(
        key,
        operator,
        Fields.orEmpty(source.getValue()),
        Fields.orEmpty(source.getEffect()).isEmpty()
            ? null
            : manifest.word(source.getEffect(), path + ".effect", Words.TAINT_EFFECTS),
        source.getTolerationSeconds());
  }
}
