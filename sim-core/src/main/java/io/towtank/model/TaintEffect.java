package io.towtank.model;

import java.util.Arrays;

/** What a taint does to pods that do not tolerate it. */
public enum TaintEffect {
  /** New pods are not scheduled here. */
  NO_SCHEDULE("NoSchedule"),
  /** New pods are scheduled here only if need be. */
  PREFER_NO_SCHEDULE("PreferNoSchedule"),
  /** New pods are not scheduled here, and running ones are evicted. */
  NO_EXECUTE("NoExecute");

  private final String kubernetesName;

  TaintEffect(String kubernetesName) {
    this.kubernetesName = kubernetesName;
  }

  /** The name as manifests have it. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /**
   * The effect that manifests call by this name.
   *
   * @throws IllegalArgumentException naming the legal values
   */
  public static TaintEffect parse(String name) {
    return Arrays.stream(values())
        .filter(effect -> effect.kubernetesName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + name
                        + "' is no taint effect; expected NoSchedule, PreferNoSchedule or NoExecute"));
  }
}
