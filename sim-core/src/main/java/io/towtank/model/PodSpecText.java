package io.towtank.model;

/** What a pod spec says, as one text: the basis of comparing templates. */
public final class PodSpecText {
  /**
   * Letters and digits that spell nothing by chance. Source: Kubernetes, {@code SafeEncodeString}.
   */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int HASH_LENGTH = 10;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private PodSpecText() {}

  /** Everything that the spec says; equal texts for equal specs. */
  public static String of(PodSpec spec) {
    return String.join(
        "\n",
        spec.containers().toString(),
        spec.initContainers().toString(),
        spec.overhead().toString(),
        spec.podRequests().toString(),
        spec.podLimits().toString(),
        spec.devices().toString(),
        spec.nodeSelector().toString(),
        spec.nodeAffinity().toString(),
        spec.podAffinity().toString(),
        spec.podAntiAffinity().toString(),
        spec.topologySpreadConstraints().toString(),
        spec.tolerations().toString(),
        spec.volumes().toString(),
        spec.schedulingGates().toString(),
        spec.nodeName(),
        spec.schedulerName(),
        spec.priorityClassName(),
        String.valueOf(spec.priority()),
        String.valueOf(spec.preemptionPolicy()),
        String.valueOf(spec.terminationGraceNanos()),
        spec.restartPolicy().toString(),
        String.valueOf(spec.activeDeadlineNanos()));
  }

  /** A hash of a text (FNV-1a, 64 bits), in letters that may stand in names. */
  static String shortHash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    StringBuilder letters = new StringBuilder(HASH_LENGTH);
    for (int i = 0; i < HASH_LENGTH; i++) {
      letters.append(ALPHABET.charAt((int) Long.remainderUnsigned(hash, ALPHABET.length())));
      hash = Long.divideUnsigned(hash, ALPHABET.length());
    }
    return letters.toString();
  }
}
