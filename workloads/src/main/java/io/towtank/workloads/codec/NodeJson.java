package io.towtank.workloads.codec;

import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import tools.jackson.databind.node.ObjectNode;

/** A node as JSON, but for its name and labels: what it has, and what keeps pods off it. */
public final class NodeJson {
  private NodeJson() {}

  /** The node in one line. */
  public static String write(Node node) {
    ObjectNode object = JsonText.object();
    JsonText.putFilled(object, "capacity", AmountJson.of(node.capacity()));
    if (!node.allocatable().equals(node.capacity())) {
      object.set("allocatable", AmountJson.of(node.allocatable()));
    }
    JsonText.putObjects(object, "devices", node.devices(), NodeJson::write);
    JsonText.putObjects(object, "taints", node.taints(), NodeJson::write);
    if (node.unschedulable()) {
      object.put("unschedulable", true);
    }
    JsonText.putObjects(object, "conditions", node.conditions(), NodeJson::write);
    JsonText.putObjects(
        object,
        "images",
        node.images(),
        (image, child) -> {
          JsonText.putTexts(child, "names", image.names());
          child.put("sizeBytes", image.sizeBytes());
        });
    return JsonText.write(object);
  }

  /**
   * The node that was written.
   *
   * @throws IllegalArgumentException naming the field if the text is no node
   */
  public static Node read(String name, Labels labels, String text) {
    return JsonFields.parse(text).read(fields -> node(name, labels, fields));
  }

  /** Amounts of resources in one line. */
  public static String writeCapacity(ResourceList capacity) {
    ObjectNode object = JsonText.object();
    object.set("capacity", AmountJson.of(capacity));
    return JsonText.write(object);
  }

  /**
   * The amounts that were written.
   *
   * @throws IllegalArgumentException naming the field if the text has none
   */
  public static ResourceList readCapacity(String text) {
    return JsonFields.parse(text).read(fields -> AmountJson.amounts(fields, "capacity"));
  }

  private static Node node(String name, Labels labels, JsonFields fields) {
    ResourceList capacity = AmountJson.amounts(fields, "capacity");
    return Node.builder(name, capacity)
        .labels(labels)
        .allocatable(fields.object("allocatable", capacity, AmountJson::amounts))
        .devices(fields.objects("devices", NodeJson::device))
        .taints(fields.objects("taints", NodeJson::taint))
        .unschedulable(fields.flag("unschedulable"))
        .conditions(fields.objects("conditions", NodeJson::condition))
        .images(
            fields.objects(
                "images",
                image ->
                    new ContainerImage(
                        image.texts("names"), image.integer("sizeBytes", 0, 0, Long.MAX_VALUE))))
        .build();
  }

  private static void write(DeviceGroup group, ObjectNode node) {
    node.put("resource", group.resource());
    node.put("count", group.count());
    JsonText.putText(node, "model", group.model());
  }

  private static DeviceGroup device(JsonFields fields) {
    return new DeviceGroup(
        fields.text("resource", ""),
        (int) fields.integer("count", 1, 1, Integer.MAX_VALUE),
        fields.text("model", ""));
  }

  private static void write(Taint taint, ObjectNode node) {
    node.put("key", taint.key());
    JsonText.putText(node, "value", taint.value());
    node.put("effect", JsonText.word(taint.effect()));
    if (taint.timeAddedNanos() != Pod.NEVER) {
      JsonText.putSeconds(node, "timeAddedSeconds", taint.timeAddedNanos());
    }
  }

  private static Taint taint(JsonFields fields) {
    return new Taint(
        fields.text("key", ""),
        fields.text("value", ""),
        fields.word("effect", TaintEffect.values(), TaintEffect.NO_SCHEDULE),
        fields.nanosOfSeconds("timeAddedSeconds", Pod.NEVER));
  }

  private static void write(NodeCondition condition, ObjectNode node) {
    node.put("type", condition.type());
    node.put("status", JsonText.word(condition.status()));
    if (condition.lastTransitionNanos() != 0) {
      JsonText.putSeconds(node, "lastTransitionSeconds", condition.lastTransitionNanos());
    }
  }

  private static NodeCondition condition(JsonFields fields) {
    return new NodeCondition(
        fields.text("type", ""),
        fields.word("status", NodeCondition.Status.values(), NodeCondition.Status.UNKNOWN),
        fields.nanosOfSeconds("lastTransitionSeconds", 0));
  }
}
