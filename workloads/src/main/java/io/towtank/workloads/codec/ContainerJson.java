package io.towtank.workloads.codec;

import io.towtank.model.Container;
import io.towtank.model.HostPort;
import io.towtank.model.Probe;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Containers. */
final class ContainerJson {
  private static final String ALWAYS = "Always";

  private ContainerJson() {}

  static void write(Container container, ObjectNode node) {
    node.put("name", container.name());
    JsonText.putText(node, "image", container.image());
    JsonText.putFilled(
        node, "resources", AmountJson.resources(container.requests(), container.limits()));
    JsonText.putObjects(
        node,
        "ports",
        container.hostPorts(),
        (port, child) -> {
          child.put("hostPort", port.port());
          child.put("hostIP", port.hostIp());
          child.put("protocol", port.protocol());
        });
    if (container.restartable()) {
      node.put("restartPolicy", ALWAYS);
    }
    write(node, "startupProbe", container.startupProbe());
    write(node, "livenessProbe", container.livenessProbe());
    write(node, "readinessProbe", container.readinessProbe());
  }

  static Container read(JsonFields fields) {
    AmountJson.Resources resources = AmountJson.resources(fields);
    String restartPolicy = fields.text("restartPolicy", "");
    if (!restartPolicy.isEmpty() && !restartPolicy.equals(ALWAYS)) {
      throw fields.wrong("restartPolicy", ALWAYS);
    }
    return new Container(
        fields.text("name", ""),
        fields.text("image", ""),
        resources.requests(),
        resources.limits(),
        fields.objects("ports", ContainerJson::port),
        !restartPolicy.isEmpty(),
        fields.object("startupProbe", ContainerJson::probe),
        fields.object("livenessProbe", ContainerJson::probe),
        fields.object("readinessProbe", ContainerJson::probe));
  }

  private static HostPort port(JsonFields fields) {
    return new HostPort(
        fields.text("hostIP", ""),
        fields.text("protocol", ""),
        (int) fields.integer("hostPort", 0, 0, 65535));
  }

  private static void write(ObjectNode parent, String name, @Nullable Probe probe) {
    if (probe != null) {
      ObjectNode node = parent.putObject(name);
      JsonText.putSeconds(node, "initialDelaySeconds", probe.initialDelayNanos());
      JsonText.putSeconds(node, "periodSeconds", probe.periodNanos());
      JsonText.putSeconds(node, "timeoutSeconds", probe.timeoutNanos());
      node.put("failureThreshold", probe.failureThreshold());
      node.put("successThreshold", probe.successThreshold());
    }
  }

  private static Probe probe(JsonFields fields) {
    Probe usual = Probe.DEFAULT;
    return new Probe(
        fields.nanosOfSeconds("initialDelaySeconds", usual.initialDelayNanos()),
        fields.nanosOfSeconds("periodSeconds", usual.periodNanos()),
        fields.nanosOfSeconds("timeoutSeconds", usual.timeoutNanos()),
        (int) fields.integer("failureThreshold", usual.failureThreshold(), 1, Integer.MAX_VALUE),
        (int) fields.integer("successThreshold", usual.successThreshold(), 1, Integer.MAX_VALUE));
  }
}
