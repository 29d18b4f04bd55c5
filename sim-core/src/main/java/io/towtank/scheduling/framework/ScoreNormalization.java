package io.towtank.scheduling.framework;

/** The usual ways in which raw scores are brought into 0 to 100, in integers. */
public enum ScoreNormalization {
  /** Raw scores are in range already. */
  NONE {
    @Override
    public long normalize(long score, long lowest, long highest) {
      return score;
    }
  },
  /**
   * score × 100 / highest; all stay 0 where the highest is 0. Source: kube-scheduler's {@code
   * DefaultNormalizeScore}.
   */
  BY_MAXIMUM {
    @Override
    public long normalize(long score, long lowest, long highest) {
      return highest <= 0 ? score : score * ScorePlugin.SCORE_MAX / highest;
    }
  },
  /** 100 − score × 100 / highest; all 100 where the highest is 0. Source: as above, reversed. */
  REVERSED_BY_MAXIMUM {
    @Override
    public long normalize(long score, long lowest, long highest) {
      return highest <= 0
          ? ScorePlugin.SCORE_MAX
          : ScorePlugin.SCORE_MAX - score * ScorePlugin.SCORE_MAX / highest;
    }
  },
  /** (score − lowest) × 100 / (highest − lowest); all 0 where both are equal. */
  MIN_MAX {
    @Override
    public long normalize(long score, long lowest, long highest) {
      long range = highest - lowest;
      return range == 0 ? 0 : (score - lowest) * ScorePlugin.SCORE_MAX / range;
    }
  },
  /** 100 for the highest, 0 for the rest: the raw order decides alone, at full resolution. */
  WINNERS_ONLY {
    @Override
    public long normalize(long score, long lowest, long highest) {
      return score == highest ? ScorePlugin.SCORE_MAX : 0;
    }
  };

  /** Normalises the first {@code count} scores in place. */
  public void apply(long[] scores, int count) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      lowest = Math.min(lowest, scores[i]);
      highest = Math.max(highest, scores[i]);
    }
    for (int i = 0; i < count; i++) {
      scores[i] = normalize(scores[i], lowest, highest);
    }
  }

  /**
   * What becomes of one raw score.
   *
   * @param lowest the lowest raw score of the feasible nodes
   * @param highest the highest one
   */
  public abstract long normalize(long score, long lowest, long highest);

  /**
   * Whether the nodes of the highest raw score, and no others, are those of the highest score, so
   * that a plugin that scores alone need not be normalised.
   */
  public boolean keepsTheBest() {
    return this != REVERSED_BY_MAXIMUM;
  }
}
