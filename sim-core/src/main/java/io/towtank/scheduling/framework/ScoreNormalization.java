package io.towtank.scheduling.framework;

/** The usual ways in which raw scores are brought into 0 to 100, in integers. */
public enum ScoreNormalization {
  /** Raw scores are in range already. */
  NONE {
    @Override
    public void apply(long[] scores, int count) {}
  },
  /**
   * score × 100 / highest; all stay 0 where the highest is 0. Source: kube-scheduler's {@code
   * DefaultNormalizeScore}.
   */
  BY_MAXIMUM {
    @Override
    public void apply(long[] scores, int count) {
      long max = max(scores, count);
      if (max == 0) {
        return;
      }
      for (int i = 0; i < count; i++) {
        scores[i] = scores[i] * ScorePlugin.SCORE_MAX / max;
      }
    }
  },
  /** 100 − score × 100 / highest; all 100 where the highest is 0. Source: as above, reversed. */
  REVERSED_BY_MAXIMUM {
    @Override
    public void apply(long[] scores, int count) {
      long max = max(scores, count);
      for (int i = 0; i < count; i++) {
        scores[i] =
            max == 0
                ? ScorePlugin.SCORE_MAX
                : ScorePlugin.SCORE_MAX - scores[i] * ScorePlugin.SCORE_MAX / max;
      }
    }
  },
  /** (score − lowest) × 100 / (highest − lowest); all 0 where both are equal. */
  MIN_MAX {
    @Override
    public void apply(long[] scores, int count) {
      if (count == 0) {
        return;
      }
      long min = Long.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        min = Math.min(min, scores[i]);
      }
      long range = max(scores, count, min) - min;
      for (int i = 0; i < count; i++) {
        scores[i] = range == 0 ? 0 : (scores[i] - min) * ScorePlugin.SCORE_MAX / range;
      }
    }
  },
  /** 100 for the highest, 0 for the rest: the raw order decides alone, at full resolution. */
  WINNERS_ONLY {
    @Override
    public void apply(long[] scores, int count) {
      long max = max(scores, count, Long.MIN_VALUE);
      for (int i = 0; i < count; i++) {
        scores[i] = scores[i] == max ? ScorePlugin.SCORE_MAX : 0;
      }
    }
  };

  /** Normalises the first {@code count} scores in place. */
  public abstract void apply(long[] scores, int count);

  private static long max(long[] scores, int count) {
    return max(scores, count, 0);
  }

  private static long max(long[] scores, int count, long least) {
    long max = least;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, scores[i]);
    }
    return max;
  }
}
