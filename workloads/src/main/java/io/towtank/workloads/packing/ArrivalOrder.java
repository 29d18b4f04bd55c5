package io.towtank.workloads.packing;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/** In which order a packing workload's pods arrive. */
public enum ArrivalOrder {
  /** As the trace has them. */
  TRACE("trace"),
  /** In an order drawn from the random stream (workload, order), all orders equally likely. */
  SHUFFLED("shuffled");

  private final String label;

  ArrivalOrder(String label) {
    this.label = label;
  }

  /** The order's name in scenarios. */
  public String label() {
    return label;
  }

  /**
   * The order of this name.
   *
   * @throws InputException if there is none
   */
  public static ArrivalOrder parse(String label) {
    List<String> legal = new ArrayList<>();
    for (ArrivalOrder order : values()) {
      if (order.label.equals(label)) {
        return order;
      }
      legal.add(order.label);
    }
    throw new InputException("no arrival order '" + label + "'" + NearestName.hint(label, legal));
  }
}
