package io.towtank.workloads;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a trace's times. */
public enum ReplayMode {
  /** Pods arrive when the trace says, and run for as long as it says. */
  TIMED("timed"),
  /**
   * Only the sequence counts: the k-th row that makes a pod arrives at k seconds, k = 1, 2, …, and
   * no pod ever ends. Times are not read.
   */
  ARRIVAL_ONLY("arrival-only");

  private final String label;

  ReplayMode(String label) {
    this.label = label;
  }

  /** The mode's name in scenarios and results. */
  public String label() {
    return label;
  }

  /**
   * The mode of this name.
   *
   * @throws InputException if there is none
   */
  public static ReplayMode parse(String label) {
    List<String> legal = new ArrayList<>();
    for (ReplayMode mode : values()) {
      if (mode.label.equals(label)) {
        return mode;
      }
      legal.add(mode.label);
    }
    throw new InputException("no replay mode '" + label + "'" + NearestName.hint(label, legal));
  }
}
