package io.towtank.kernel;

/**
 * The step and the output function of SplitMix64, with which seeds and digests are mixed.
 *
 * <p>Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014; the multipliers are variant 13 of D. Stafford's "Better bit mixing", 2011.
 */
final class SplitMix {
  /** The odd integer nearest to 2<sup>64</sup> divided by the golden ratio. */
  static final long STEP = 0x9e3779b97f4a7c15L;

  private SplitMix() {}

  /** A bijection of the 64-bit numbers in which every input bit changes every output bit. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
