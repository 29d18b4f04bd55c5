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

  /** What a change costs a {@link PodClass}, in the units of {@link AmountSearch#work}. */
  private static final long CHANGE_WORK = 40;

  /**
   * What each row costs one that begins anew: all plugins are asked, not those about loads alone.
   */
  private static final long ROW_WORK = 80;

  private static final long CHANGES_MAX = 1 << 20;

  /**
   * How pods of a spec are best served. To begin anew with totals has its price; so they are kept,
   * and given up, when what the other way would have spared adds up to it. Whatever comes, this
   * costs a small multiple of what the better way would have cost. Source of the rule: A. R. Karlin
   * et al., "Competitive snoopy caching", Algorithmica 3 (1988).
   */
  private static final class Use {
    final @Nullable AmountIndex index;
    private long lastEntry;
    private long totalsWork;
    private long regret;
    private boolean keepsTotals;

    Use(@Nullable AmountIndex index) {
      this.index = index;
    }

    boolean prefersTotals(AmountIndex other, int rows, long entry) {
      totalsWork = Math.min(entry - lastEntry, CHANGES_MAX) * CHANGE_WORK;
      lastEntry = entry;
      if (keepsTotals) {
        add(totalsWork - other.meanWork(), rows);
      }
      return keepsTotals;
    }

    void searched(long work, int rows) {
      if (!keepsTotals) {
        add(work - totalsWork, rows);
      }
    }

    private void add(long spared, int rows) {
      regret = Math.max(0, regret + spared);
      if (regret > rows * ROW_WORK) {
        regret = 0;
        keepsTotals = !keepsTotals;
      }
    }
  }

  private final Map<PodSpec, Use> bySpec = new HashMap<>();
  private final Map<SpecKey, Use> byKey = new HashMap<>();
  private final Map<SpecKey, AmountIndex> indexes = new HashMap<>();
  private @Nullable Use current;

  /**
   * The index for pods of this spec, null if there is none.
   *
   * @param rows how many rows an index has
   */
  @Nullable AmountIndex of(PodSpec spec, int rows) {
    Use use = bySpec.get(spec);
    if (use == null) {
      use = use(SpecKey.of(spec), rows);
      if (bySpec.size() == SPECS_MAX) {
        bySpec.clear();
      }
      bySpec.put(spec, use);
    }
    current = use;
    return use.index == null || use.index.isUseless() ? null : use.index;
  }

  /**
   * Whether pods of the spec asked for last are better served by totals of their own.
   *
   * @param entry the journal's next entry
   */
  boolean prefersTotals(AmountIndex index, int rows, long entry) {
    return current != null && current.prefersTotals(index, rows, entry);
  }

  /** Takes note of a search for a pod of the spec asked for last. */
  void searched(AmountIndex index, int rows) {
    if (current != null) {
      current.searched(index.work(), rows);
    }
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
