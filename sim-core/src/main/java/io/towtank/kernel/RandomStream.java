package io.towtank.kernel;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One stream of random numbers, the same in every JVM. Made by {@link RandomStreams#stream}. Not
 * for use by several threads.
 *
 * <p>The generator is xoshiro256++ (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number
 * generators", ACM Transactions on Mathematical Software 47(4), 2021) of Commons RNG, seeded by
 * SplitMix64 as its authors advise. It is a {@link UniformRandomProvider}, so that Commons RNG's
 * samplers accept it; its bounded integers are unbiased.
 *
 * <p>The distributions below take a fixed number of draws per variate, so that two runs which
 * differ in a parameter stay in step, and use {@link StrictMath}, whose results are the same on
 * every machine.
 */
public final class RandomStream implements UniformRandomProvider {
  private static final int STATE_LONGS = 4;

  private final UniformRandomProvider generator;

  RandomStream(long seed) {
    long[] state = new long[STATE_LONGS];
    long next = seed;
    for (int i = 0; i < STATE_LONGS; i++) {
      next += SplitMix.STEP;
      state[i] = SplitMix.mix(next);
    }
    generator = RandomSource.XO_SHI_RO_256_PP.create(state);
  }

  // All other draws are the interface's own, made of whole calls of this: the generator's would
  // keep half of a number for the next call of nextInt.
  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  /** Uniform between 0 and 1, neither included: safe to take the logarithm of. One draw. */
  public double nextOpenDouble() {
    return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /**
   * True with the given probability. One draw, whatever the probability.
   *
   * @param probability from 0 to 1
   * @throws IllegalArgumentException if it is outside
   */
  public boolean bernoulli(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "A probability lies between 0 and 1, found " + probability);
    }
    return nextDouble() < probability;
  }

  /**
   * Exponential variate, by inversion. One draw.
   *
   * @param mean finite, at least 0; the unit of the result
   * @throws IllegalArgumentException if it is not
   */
  public double exponential(double mean) {
    requireFiniteNotNegative("mean", mean);
    return -mean * StrictMath.log(nextOpenDouble());
  }

  /**
   * Normal variate, by the method of G. E. P. Box and M. E. Muller, "A note on the generation of
   * random normal deviates", 1958. Two draws.
   *
   * @param mean finite
   * @param standardDeviation finite, at least 0
   * @throws IllegalArgumentException if they are not
   */
  public double normal(double mean, double standardDeviation) {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("The mean must be finite, found " + mean);
    }
    requireFiniteNotNegative("standard deviation", standardDeviation);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(nextOpenDouble()));
    return mean + standardDeviation * radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  private static void requireFiniteNotNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The " + what + " must be finite and at least 0, found " + value);
    }
  }
}
