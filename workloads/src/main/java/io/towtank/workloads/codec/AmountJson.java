package io.towtank.workloads.codec;

import io.towtank.model.Labels;
import io.towtank.model.Quantity;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Labels, and amounts of resources in Kubernetes' notation. */
final class AmountJson {
  private static final long MILLI = 1000;

  private AmountJson() {}

  static ObjectNode of(Labels labels) {
    ObjectNode node = JsonText.object();
    labels.toMap().forEach(node::put);
    return node;
  }

  static Labels labels(JsonFields fields) {
    return Labels.of(fields.allTexts());
  }

  static ObjectNode of(ResourceList amounts) {
    ObjectNode node = JsonText.object();
    for (int i = 0; i < amounts.size(); i++) {
      long amount = amounts.amount(i);
      boolean milli = amounts.name(i).equals(ResourceNames.CPU) && amount % MILLI != 0;
      boolean cpu = amounts.name(i).equals(ResourceNames.CPU);
      node.put(
          amounts.name(i), milli ? amount + "m" : String.valueOf(cpu ? amount / MILLI : amount));
    }
    return node;
  }

  static ResourceList amounts(JsonFields fields) {
    SortedMap<String, Long> amounts = new TreeMap<>();
    for (Map.Entry<String, String> entry : fields.allTexts().entrySet()) {
      amounts.put(entry.getKey(), Quantity.parse(entry.getKey(), entry.getValue()));
    }
    return ResourceList.of(amounts);
  }

  /** Requests and limits, as containers and pods have them. */
  static ObjectNode resources(ResourceList requests, ResourceList limits) {
    ObjectNode node = JsonText.object();
    JsonText.putFilled(node, "requests", of(requests));
    JsonText.putFilled(node, "limits", of(limits));
    return node;
  }

  /** What was written by {@link #resources(ResourceList, ResourceList)}. */
  record Resources(ResourceList requests, ResourceList limits) {
    private static final Resources NONE = new Resources(ResourceList.EMPTY, ResourceList.EMPTY);
  }

  static Resources resources(JsonFields parent) {
    return parent.object(
        "resources",
        Resources.NONE,
        fields -> new Resources(amounts(fields, "requests"), amounts(fields, "limits")));
  }

  static ResourceList amounts(JsonFields parent, String name) {
    return parent.object(name, ResourceList.EMPTY, AmountJson::amounts);
  }
}
