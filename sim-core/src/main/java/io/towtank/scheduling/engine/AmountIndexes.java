package io.towtank.scheduling.engine;

import io.towtank.model.PodSpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@link AmountIndex} for all pods that agree in all but amounts; and which pods are better
 * served by a {@link PodClass} of their own, since their like come so often that little has changed
 * since the last one.
 */
final class AmountIndexes {
  /** Rows of all indices together, at some 200 bytes each. */
  private static final int ROWS_MAX = 1 << 20;

  private static final int SPECS_MAX = 1 << 14;

  /** From so few changes between two pods on, looking at them is cheaper than a search. */
  private static final long FEW_CHANGES = 48;

  private static final long MANY_CHANGES = 1 << 10;

  /**
   * Uses that the mean is taken over: so many that chance seldom makes a rare spec a frequent one.
   */
  private static final long WINDOW = 16;

  private static final class Use {
    final @Nullable AmountIndex index;
    long lastEntry = -MANY_CHANGES;
    long changesInWindow = 2 * FEW_CHANGES * WINDOW;

    Use(@Nullable AmountIndex index) {
      this.index = index;
    }

    boolean isFrequent(long entry) {
      long changes = Math.min(entry - lastEntry, MANY_CHANGES);
      lastEntry = entry;
      changesInWindow += changes - changesInWindow / WINDOW;
      return changesInWindow <= FEW_CHANGES * WINDOW;
    }
  }

  private final Map<PodSpec, Use> bySpec = new HashMap<>();
  private final Map<SpecKey, Use> byKey = new HashMap<>();
  private final Map<SpecKey, AmountIndex> indexes = new HashMap<>();

  /**
   * The index for pods of this spec, null if there is something better.
   *
   * @param rows how many rows an index has
   * @param entry the journal's next entry
   */
  @Nullable AmountIndex of(PodSpec spec, int rows, long entry) {
    Use use = bySpec.get(spec);
    if (use == null) {
      use = use(SpecKey.of(spec), rows);
      if (bySpec.size() == SPECS_MAX) {
        bySpec.clear();
      }
      bySpec.put(spec, use);
    }
    boolean isFrequent = use.isFrequent(entry);
    return isFrequent || use.index == null || use.index.isUseless() ? null : use.index;
  }

  private Use use(SpecKey key, int rows) {
    Use use = byKey.get(key);
    if (use == null) {
      if (byKey.size() == SPECS_MAX) {
        byKey.clear();
      }
      use = new Use(index(key.withoutAmounts(), rows));
      byKey.put(key, use);
    }
    return use;
  }

  private @Nullable AmountIndex index(SpecKey key, int rows) {
    AmountIndex index = indexes.get(key);
    if (index == null && indexes.size() < Math.max(1, ROWS_MAX / Math.max(1, rows))) {
      index = new AmountIndex();
      indexes.put(key, index);
    }
    return index;
  }
}
