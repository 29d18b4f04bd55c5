package io.towtank.workloads.codec;

import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.RestartPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.Volume;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod's spec as JSON: Kubernetes' {@code PodSpec} with a field {@code devices} for shareable
 * devices. What has its default is left out, so that equal specs have equal texts.
 */
public final class PodSpecJson {
  private static final PodSpec USUAL = PodSpec.builder().build();

  private PodSpecJson() {}

  /** The spec in one line. */
  public static String write(PodSpec spec) {
    ObjectNode node = JsonText.object();
    JsonText.putObjects(node, "containers", spec.containers(), ContainerJson::write);
    JsonText.putObjects(node, "initContainers", spec.initContainers(), ContainerJson::write);
    JsonText.putFilled(node, "overhead", AmountJson.of(spec.overhead()));
    JsonText.putFilled(
        node, "resources", AmountJson.resources(spec.podRequests(), spec.podLimits()));
    JsonText.putObjects(node, "devices", spec.devices(), PodSpecJson::write);
    JsonText.putFilled(node, "nodeSelector", AmountJson.of(spec.nodeSelector()));
    JsonText.putFilled(node, "affinity", AffinityJson.of(spec));
    JsonText.putObjects(
        node, "topologySpreadConstraints", spec.topologySpreadConstraints(), AffinityJson::write);
    JsonText.putObjects(node, "tolerations", spec.tolerations(), PodSpecJson::write);
    JsonText.putObjects(node, "volumes", spec.volumes(), PodSpecJson::write);
    JsonText.putObjects(
        node, "schedulingGates", spec.schedulingGates(), (gate, child) -> child.put("name", gate));
    JsonText.putText(node, "nodeName", spec.nodeName());
    if (!spec.schedulerName().equals(PodSpec.DEFAULT_SCHEDULER)) {
      node.put("schedulerName", spec.schedulerName());
    }
    JsonText.putText(node, "priorityClassName", spec.priorityClassName());
    if (spec.priority() != null) {
      node.put("priority", spec.priority());
    }
    if (spec.preemptionPolicy() != null) {
      node.put("preemptionPolicy", JsonText.word(spec.preemptionPolicy()));
    }
    if (spec.terminationGraceNanos() != USUAL.terminationGraceNanos()) {
      JsonText.putSeconds(node, "terminationGracePeriodSeconds", spec.terminationGraceNanos());
    }
    if (spec.restartPolicy() != RestartPolicy.ALWAYS) {
      node.put("restartPolicy", JsonText.word(spec.restartPolicy()));
    }
    if (spec.activeDeadlineNanos() != Pod.NEVER) {
      JsonText.putSeconds(node, "activeDeadlineSeconds", spec.activeDeadlineNanos());
    }
    return JsonText.write(node);
  }

  /**
   * The spec that was written.
   *
   * @throws IllegalArgumentException naming the field if the text is no spec
   */
  public static PodSpec read(String text) {
    return JsonFields.parse(text).read(PodSpecJson::read);
  }

  private static PodSpec read(JsonFields fields) {
    PodSpec.Builder spec = PodSpec.builder();
    AmountJson.Resources resources = AmountJson.resources(fields);
    fields.object("affinity", affinity -> AffinityJson.read(affinity, spec));
    return spec.containers(fields.objects("containers", ContainerJson::read))
        .initContainers(fields.objects("initContainers", ContainerJson::read))
        .overhead(AmountJson.amounts(fields, "overhead"))
        .podRequests(resources.requests())
        .podLimits(resources.limits())
        .devices(fields.objects("devices", PodSpecJson::device))
        .nodeSelector(fields.object("nodeSelector", Labels.EMPTY, AmountJson::labels))
        .topologySpreadConstraints(
            fields.objects("topologySpreadConstraints", AffinityJson::spread))
        .tolerations(fields.objects("tolerations", PodSpecJson::toleration))
        .volumes(fields.objects("volumes", PodSpecJson::volume))
        .schedulingGates(fields.objects("schedulingGates", gate -> gate.text("name", "")))
        .nodeName(fields.text("nodeName", ""))
        .schedulerName(fields.text("schedulerName", PodSpec.DEFAULT_SCHEDULER))
        .priorityClassName(fields.text("priorityClassName", ""))
        .priority(
            fields.has("priority")
                ? Integer.valueOf(
                    (int) fields.integer("priority", 0, Integer.MIN_VALUE, Integer.MAX_VALUE))
                : null)
        .preemptionPolicy(fields.wordOrNull("preemptionPolicy", PreemptionPolicy.values()))
        .terminationGraceNanos(
            fields.nanosOfSeconds("terminationGracePeriodSeconds", USUAL.terminationGraceNanos()))
        .restartPolicy(fields.word("restartPolicy", RestartPolicy.values(), RestartPolicy.ALWAYS))
        .activeDeadlineNanos(fields.nanosOfSeconds("activeDeadlineSeconds", Pod.NEVER))
        .build();
  }

  private static void write(DeviceRequest device, ObjectNode node) {
    node.put("resource", device.resource());
    node.put("count", device.count());
    node.put("milliPerDevice", device.milliPerDevice());
  }

  private static DeviceRequest device(JsonFields fields) {
    return new DeviceRequest(
        fields.text("resource", ""),
        (int) fields.integer("count", 1, 1, Integer.MAX_VALUE),
        (int) fields.integer("milliPerDevice", DeviceRequest.WHOLE, 1, DeviceRequest.WHOLE));
  }

  private static void write(Toleration toleration, ObjectNode node) {
    JsonText.putText(node, "key", toleration.key());
    node.put("operator", JsonText.word(toleration.operator()));
    JsonText.putText(node, "value", toleration.value());
    if (toleration.effect() != null) {
      node.put("effect", JsonText.word(toleration.effect()));
    }
    if (toleration.tolerationSeconds() != null) {
      node.put("tolerationSeconds", toleration.tolerationSeconds());
    }
  }

  private static Toleration toleration(JsonFields fields) {
    return new Toleration(
        fields.text("key", ""),
        fields.word("operator", Toleration.Operator.values(), Toleration.Operator.EQUAL),
        fields.text("value", ""),
        fields.wordOrNull("effect", TaintEffect.values()),
        fields.has("tolerationSeconds")
            ? Long.valueOf(fields.integer("tolerationSeconds", 0, Long.MIN_VALUE, Long.MAX_VALUE))
            : null);
  }

  private static void write(Volume volume, ObjectNode node) {
    node.put("name", volume.name());
    ObjectNode source = node.putObject(key(volume.source()));
    JsonText.putText(source, "id", volume.id());
    if (volume.readOnly()) {
      source.put("readOnly", true);
    }
    JsonText.putTexts(source, "monitors", volume.monitors());
  }

  private static Volume volume(JsonFields fields) {
    String name = fields.text("name", "");
    for (Volume.Source kind : Volume.Source.values()) {
      JsonFields source = fields.child(key(kind));
      if (source != null) {
        return source.read(
            its ->
                new Volume(
                    name, kind, its.text("id", ""), its.flag("readOnly"), its.texts("monitors")));
      }
    }
    throw new IllegalArgumentException("volume '" + name + "' has no source");
  }

  /** Kubernetes' field for a kind of volume, as {@code persistentVolumeClaim}. */
  private static String key(Volume.Source source) {
    String word = JsonText.word(source);
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }
}
