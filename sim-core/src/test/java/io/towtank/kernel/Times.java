package io.towtank.kernel;

import java.util.SplittableRandom;

/** Distributions of the times of events, kind ones and nasty ones. */
enum Times {
  ALL_EQUAL {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return 1_000;
    }
  },
  AT_ONCE {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return now;
    }
  },
  FEW_INSTANTS {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return random.nextInt(5);
    }
  },
  EXPONENTIAL {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return after(now, exponential(random, 1e9));
    }
  },
  UNIFORM_OVER_ALL_TIME {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return random.nextLong(Long.MAX_VALUE);
    }
  },
  /** Every order of magnitude equally often. */
  SKEWED {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return after(now, random.nextLong() >>> (1 + random.nextInt(63)));
    }
  },
  BIMODAL {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return after(now, (random.nextInt(10) == 0 ? 1_000_000_000_000L : 0) + random.nextInt(1_000));
    }
  },
  FAR_OUTLIERS {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return random.nextInt(100) == 0 ? Long.MAX_VALUE : after(now, random.nextInt(1_000_000));
    }
  },
  ONE_FAR_OUTLIER_FIRST {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return number == 0 ? Long.MAX_VALUE : after(now, exponential(random, 1e6));
    }
  },
  LAST_INSTANTS {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return Long.MAX_VALUE - random.nextInt(300);
    }
  },
  EACH_LATER {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return 1_000L * number;
    }
  },
  EACH_EARLIER {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return Long.MAX_VALUE - 1_000_000L * number;
    }
  },
  /** Half as far as the one before, again and again. */
  HALVING {
    @Override
    long next(long now, int number, SplittableRandom random) {
      return after(now, Long.MAX_VALUE >> (number % 63));
    }
  },
  /** A thousand times in an interval, then a thousand in the first hundredth of it, and so on. */
  NESTED {
    @Override
    long next(long now, int number, SplittableRandom random) {
      long span = Long.MAX_VALUE;
      for (int i = 0; i < (number / 1_000) % 10; i++) {
        span /= 100;
      }
      return after(now, random.nextLong(span));
    }
  };

  /**
   * The time of the next event.
   *
   * @param now the time of the event polled last
   * @param number how many came before, from 0
   */
  abstract long next(long now, int number, SplittableRandom random);

  private static long exponential(SplittableRandom random, double mean) {
    return (long) (-StrictMath.log(1 - random.nextDouble()) * mean);
  }

  private static long after(long now, long increment) {
    return increment > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + increment;
  }
}
