package io.towtank.workloads.distribution;

/**
 * Random numbers that follow from one draw, for methods that need a varying number of them.
 *
 * <p>The generator is SplitMix64. Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014.
 */
final class SubStream {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  SubStream(double seed) {
    state = Double.doubleToLongBits(seed);
  }

  /** Above 0 and below 1. */
  double uniform() {
    state += STEP;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (((mixed ^ (mixed >>> 31)) >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** Standard normal. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }
}
