package io.towtank.scenarios.bench;

import io.towtank.kernel.TapeDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Digest of a history of decisions, kept at 1, 2, 4, 8, … of them: engines of different speed can
 * be compared over as many decisions as the slower one made.
 */
final class DecisionChecksum {
  private final TapeDigest digest = new TapeDigest();
  private final List<String> atPowersOfTwo = new ArrayList<>();
  private long count;

  /** Adds the number of the node chosen, -1 for none. */
  void add(int nodeIndex) {
    digest.mix(nodeIndex);
    count++;
    if (Long.bitCount(count) == 1) {
      atPowersOfTwo.add(digest.hex());
    }
  }

  /** How many decisions were made. */
  long count() {
    return count;
  }

  /**
   * Digest of the first decisions.
   *
   * @param decisions a power of two, at most {@link #count()}
   */
  String of(long decisions) {
    if (Long.bitCount(decisions) != 1 || decisions > count) {
      throw new IllegalArgumentException("no digest of " + decisions + " decisions of " + count);
    }
    return atPowersOfTwo.get(Long.numberOfTrailingZeros(decisions));
  }
}
