package io.towtank.scenarios.reproduce;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A policy of the published experiments and the ready policy that it is here. */
enum FgdPolicy {
  RANDOM("Random", "random", false, 1.0),
  DOT_PRODUCT("DotProd", "dot-product", true, 1.0),
  GPU_CLUSTERING("GpuClustering", "gpu-clustering", true, 1.0),
  GPU_PACKING("GpuPacking", "gpu-packing", true, 1.0),
  BEST_FIT("BestFit", "best-fit", true, 0.6),
  FGD("FGD", "fgd", true, 0.6);

  private final String published;
  private final String policy;
  private final boolean deterministic;
  private final double tolerancePoints;

  FgdPolicy(String published, String policy, boolean deterministic, double tolerancePoints) {
    this.published = published;
    this.policy = policy;
    this.deterministic = deterministic;
    this.tolerancePoints = tolerancePoints;
  }

  /** The policy of a published name such as {@code 06-FGD}; null if it is none of these. */
  static @Nullable FgdPolicy ofPublished(String name) {
    String plain = name.replaceFirst("^[0-9]+-", "");
    return Arrays.stream(values()).filter(p -> p.published.equals(plain)).findFirst().orElse(null);
  }

  /** Whether a user means this policy: by either name, in any case. */
  boolean isCalled(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(policy) || lower.equals(published.toLowerCase(Locale.ROOT));
  }

  /** Its name in the published results, without their numbers. */
  String published() {
    return published;
  }

  /** Its name in scenarios. */
  String policy() {
    return policy;
  }

  /** Whether orders decide everything. */
  boolean isDeterministic() {
    return deterministic;
  }

  /** By how many percentage points its mean may differ where orders are not the published ones. */
  double tolerancePoints() {
    return tolerancePoints;
  }
}
