package io.towtank.scheduling.engine;

import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.NodeJournal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of pods that are kept. A class begins with the second pod of its kind, and makes
 * place for others only when it has not been used for long, so that a workload of ever new kinds
 * costs little more than without classes.
 */
final class PodClasses {
  /** Rows of all classes together, at some 40 bytes each. */
  private static final int ROWS_MAX = 1 << 22;

  private static final int SPECS_MAX = 1 << 14;
  private static final int SEEN_SLOTS = 1 << 13;
  private static final int CANDIDATES = 8;
  private static final int IDLE_ROUNDS = 4;

  private final Map<PodSpec, PodClass> bySpec = new HashMap<>();
  private final Map<SpecKey, PodClass> byKey = new HashMap<>();
  private final List<PodClass> all = new ArrayList<>();
  private final AmountRows amounts = new AmountRows();
  private final int[] seen = new int[SEEN_SLOTS];
  private long clock;
  private int hand;

  /**
   * The class of pods of this spec, null if none is kept.
   *
   * @param nodes one row each
   */
  @Nullable PodClass of(PodSpec spec, NodeJournal nodes) {
    clock++;
    PodClass found = bySpec.get(spec);
    if (found == null) {
      SpecKey key = SpecKey.of(spec);
      found = byKey.get(key);
      if (found == null) {
        if (!isSeenBefore(key) || !hasPlace(nodes.indexBound())) {
          return null;
        }
        found = new PodClass(key, amounts);
        byKey.put(key, found);
        all.add(found);
      }
      if (bySpec.size() == SPECS_MAX) {
        bySpec.clear();
      }
      bySpec.put(spec, found);
    }
    found.lastUse = clock;
    amounts.catchUp(nodes);
    return found;
  }

  private boolean isSeenBefore(SpecKey key) {
    int hash = key.hashCode();
    int slot = (hash ^ hash >>> 16) & (SEEN_SLOTS - 1);
    boolean isSeen = seen[slot] == hash;
    seen[slot] = hash;
    return isSeen;
  }

  private boolean hasPlace(int rows) {
    if (all.size() < Math.max(1, ROWS_MAX / Math.max(1, rows))) {
      return true;
    }
    for (int i = 0; i < CANDIDATES; i++) {
      hand = (hand + 1) % all.size();
      PodClass candidate = all.get(hand);
      if (clock - candidate.lastUse > (long) IDLE_ROUNDS * all.size()) {
        byKey.remove(candidate.key());
        all.set(hand, all.get(all.size() - 1));
        all.remove(all.size() - 1);
        bySpec.clear();
        return true;
      }
    }
    return false;
  }
}
