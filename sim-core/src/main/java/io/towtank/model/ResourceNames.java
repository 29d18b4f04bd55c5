package io.towtank.model;

/** Names of the resources that Kubernetes itself knows, and the units Towtank counts them in. */
public final class ResourceNames {
  /** CPU, in millicores. */
  public static final String CPU = "cpu";

  /** Memory, in bytes. */
  public static final String MEMORY = "memory";

  /** Local ephemeral storage, in bytes. */
  public static final String EPHEMERAL_STORAGE = "ephemeral-storage";

  /** Pods per node, a count. */
  public static final String PODS = "pods";

  /** The usual extended resource for GPUs: a count, or a vector of shareable devices. */
  public static final String NVIDIA_GPU = "nvidia.com/gpu";

  private ResourceNames() {}

  /** Whether the resource is an extended one: it has a domain that is not Kubernetes' own. */
  public static boolean isExtended(String name) {
    return name.indexOf('/') > 0
        && !name.contains("kubernetes.io/")
        && !name.startsWith("requests.");
  }

  /**
   * Whether a pod as a whole can request it. Source: Kubernetes v1.34, {@code
   * IsSupportedPodLevelResource}.
   */
  public static boolean isPodLevel(String name) {
    return name.equals(CPU) || name.equals(MEMORY) || name.startsWith("hugepages-");
  }

  /**
   * Unit in which amounts of the resource are kept: {@code millicores}, {@code bytes}, {@code
   * count}.
   */
  public static String unit(String name) {
    if (name.equals(CPU)) {
      return "millicores";
    }
    if (name.equals(MEMORY) || name.equals(EPHEMERAL_STORAGE) || name.startsWith("hugepages-")) {
      return "bytes";
    }
    return "count";
  }
}
