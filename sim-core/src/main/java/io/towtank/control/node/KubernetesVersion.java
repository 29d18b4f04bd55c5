package io.towtank.control.node;

import io.towtank.text.InputException;

/**
 * A version of Kubernetes, as far as defaults depend on it.
 *
 * @param minor the y of 1.y
 */
public record KubernetesVersion(int minor) implements Comparable<KubernetesVersion> {
  /** The version that the simulation follows where nothing else is said. */
  public static final KubernetesVersion DEFAULT = new KubernetesVersion(34);

  private static final int MINOR_MAX = 999;

  /** Refuses what can't be. */
  public KubernetesVersion {
    if (minor < 0 || minor > MINOR_MAX) {
      throw new IllegalArgumentException("a Kubernetes version is 1.0 to 1.999");
    }
  }

  /**
   * Reads {@code 1.34} or {@code v1.34.2}.
   *
   * @throws InputException if it is something else
   */
  public static KubernetesVersion parse(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    if (!plain.matches("1\\.[0-9]{1,3}(\\.[0-9]{1,3})?")) {
      throw new InputException(
          "'" + text + "' is no version of Kubernetes; expected one such as 1.34");
    }
    return new KubernetesVersion(Integer.parseInt(plain.split("\\.", -1)[1]));
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return "1." + minor;
  }
}
