package io.towtank.workloads.stats;

import io.towtank.model.DeviceRequest;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What pods ask for, in words. */
public final class Shapes {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Shapes() {}

  /** Requests and devices, such as {@code cpu 500m, memory 1Gi, nvidia.com/gpu 0.5}. */
  public static String inWords(PodSpec spec) {
    List<String> words = new ArrayList<>();
    ResourceList requests = spec.effectiveRequests();
    for (int i = 0; i < requests.size(); i++) {
      words.add(requests.name(i) + " " + quantity(requests.name(i), requests.amount(i)));
    }
    for (DeviceRequest device : spec.devices()) {
      words.add(
          device.resource()
              + " "
              + BigDecimal.valueOf((long) device.count() * device.milliPerDevice(), 3)
                  .stripTrailingZeros()
                  .toPlainString());
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  /** An amount as Kubernetes writes it. */
  public static String quantity(String resource, long amount) {
    return switch (ResourceNames.unit(resource)) {
      case "millicores" -> amount % 1000 == 0 ? String.valueOf(amount / 1000) : amount + "m";
      case "bytes" ->
          amount > 0 && amount % GIB == 0
              ? amount / GIB + "Gi"
              : amount > 0 && amount % MIB == 0 ? amount / MIB + "Mi" : String.valueOf(amount);
      default -> String.valueOf(amount);
    };
  }
}
