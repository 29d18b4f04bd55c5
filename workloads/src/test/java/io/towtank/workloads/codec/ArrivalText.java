package io.towtank.workloads.codec;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All that an arriving pod is, field by field, to be compared. */
public final class ArrivalText {
  private ArrivalText() {}

  /** Equal for equal arrivals alone. */
  public static List<Object> of(PodArrival arrival) {
    Pod pod = arrival.pod();
    List<Object> fields = new ArrayList<>();
    fields.add(arrival.timeNanos());
    fields.add(pod.key());
    fields.add(pod.labels());
    fields.add(Objects.requireNonNullElse(pod.owner(), "no owner"));
    fields.add(pod.priority());
    fields.add(pod.preemptionPolicy());
    fields.add(pod.behavior());
    fields.add(Objects.requireNonNullElse(arrival.task(), "no task"));
    fields.addAll(of(pod.spec()));
    return fields;
  }

  /** Equal for equal specs alone. */
  public static List<Object> of(PodSpec spec) {
    List<Object> fields = new ArrayList<>();
    fields.add(spec.containers());
    fields.add(spec.initContainers());
    fields.add(spec.overhead());
    fields.add(spec.podRequests());
    fields.add(spec.podLimits());
    fields.add(spec.devices());
    fields.add(spec.nodeSelector());
    fields.add(spec.nodeAffinity());
    fields.add(spec.podAffinity());
    fields.add(spec.podAntiAffinity());
    fields.add(spec.topologySpreadConstraints());
    fields.add(spec.tolerations());
    fields.add(spec.volumes());
    fields.add(spec.schedulingGates());
    fields.add(spec.nodeName());
    fields.add(spec.schedulerName());
    fields.add(spec.priorityClassName());
    fields.add(Objects.requireNonNullElse(spec.priority(), "no priority"));
    fields.add(Objects.requireNonNullElse(spec.preemptionPolicy(), "no policy"));
    fields.add(spec.terminationGraceNanos());
    fields.add(spec.restartPolicy());
    fields.add(spec.activeDeadlineNanos());
    return fields;
  }
}
