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

  /** How many times as dear a change is to an index, which has to follow it, as to a class. */
  private static final long INDEX_COST = 6;

  /** How many times as dear a change is to a class as a look at a row or vertex in a search. */
  private static final double LOOK_COST = 0.75;

  /** How much a new index costs, by row, beside a change to a class; and a good deal more. */
  private static final long TRIAL_COST = 1 << 8;

  /** A mean of the latest values: of so many that it seldom misleads by chance. */
  private static final class Mean {
    private static final long WINDOW = 16;
    private static final long VALUE_MAX = 1 << 13;
    private long sum;

    Mean(long first) {
      sum = first * WINDOW;
    }

    void add(long value) {
      sum += Math.min(value, VALUE_MAX) - sum / WINDOW;
    }

    long get() {
      return sum / WINDOW;
    }
  }

  /** Pods that agree in all but amounts. */
  private static final class Family {
    final AmountIndex index = new AmountIndex();
    private long lastEntry;
    private Mean changes = new Mean(0);
    private Mean looks = new Mean(0);
    private long spent;

    Family(long entry) {
      lastEntry = entry;
    }

    /** Changes to be looked at by a class that come as dear as a search. */
    long searchCost() {
      return (long) (LOOK_COST * looks.get()) + INDEX_COST * changes.get();
    }

    void use(long entry) {
      changes.add(entry - lastEntry);
      looks.add(index.looks());
      lastEntry = entry;
      spent = 0;
    }

    /** Does without the index; some day it is tried again, for searches may have become cheaper. */
    void spend(long classCost, int rows) {
      spent += classCost;
      if (spent > TRIAL_COST * rows) {
        spent = 0;
        changes = new Mean(0);
        looks = new Mean(0);
      }
    }
  }

  private static final class Use {
    final @Nullable Family family;
    private long lastEntry;
    private final Mean changes = new Mean(RARE);

    Use(@Nullable Family family, long entry) {
      this.family = family;
      lastEntry = entry;
    }

    /** How many changes there are from one use to the next, in the mean. */
    long changes(long entry) {
      changes.add(entry - lastEntry);
      lastEntry = entry;
      return changes.get();
    }
  }

  /** Changes between two pods of a spec that was seen for the first time. */
  private static final long RARE = 1 << 9;

  private final Map<PodSpec, Use> bySpec = new HashMap<>();
  private final Map<SpecKey, Use> byKey = new HashMap<>();
  private final Map<SpecKey, Family> families = new HashMap<>();

  /**
   * The index for pods of this spec, null if there is something better.
   *
   * @param rows how many rows an index has
   * @param entry the journal's next entry
   */
  @Nullable AmountIndex of(PodSpec spec, int rows, long entry) {
    Use use = bySpec.get(spec);
    if (use == null) {
      use = use(SpecKey.of(spec), rows, entry);
      if (bySpec.size() == SPECS_MAX) {
        bySpec.clear();
      }
      bySpec.put(spec, use);
    }
    long classCost = use.changes(entry);
    Family family = use.family;
    if (family == null || family.index.isUseless()) {
      return null;
    }
    if (classCost <= family.searchCost()) {
      family.spend(classCost, rows);
      return null;
    }
    family.use(entry);
    return family.index;
  }

  private Use use(SpecKey key, int rows, long entry) {
    Use use = byKey.get(key);
    if (use == null) {
      if (byKey.size() == SPECS_MAX) {
        byKey.clear();
      }
      use = new Use(family(key.withoutAmounts(), rows, entry), entry);
      byKey.put(key, use);
    }
    return use;
  }

  private @Nullable Family family(SpecKey key, int rows, long entry) {
    Family family = families.get(key);
    if (family == null && families.size() < Math.max(1, ROWS_MAX / Math.max(1, rows))) {
      family = new Family(entry);
      families.put(key, family);
    }
    return family;
  }
}
