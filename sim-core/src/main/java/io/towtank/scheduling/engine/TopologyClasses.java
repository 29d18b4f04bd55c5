package io.towtank.scheduling.engine;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodSpec;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.TopologyPlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of pods that are kept for topology's sake. As with {@link PodClasses}, one begins
 * with the second pod of its kind, and makes place only when it has not been used for long.
 */
final class TopologyClasses {
  /** Rows of all classes together, at some 30 bytes each. */
  private static final int ROWS_MAX = 1 << 22;

  private static final int SPECS_MAX = 1 << 14;
  private static final int SEEN_SLOTS = 1 << 13;
  private static final int CANDIDATES = 8;
  private static final int IDLE_ROUNDS = 4;

  /** All of a spec that tells classes apart. */
  private record Spec(
      SpecKey rest,
      PodAffinity affinity,
      PodAffinity antiAffinity,
      List<TopologySpreadConstraint> constraints) {}

  /** All else that does. */
  private record Identity(String namespace, Labels labels, @Nullable OwnerReference owner) {}

  /** The classes of pods with equal specs. */
  private static final class Family {
    final Spec spec;
    final RestTable rests;
    final Map<Identity, TopologyClass> members = new HashMap<>();

    Family(Spec spec, RestTable rests) {
      this.spec = spec;
      this.rests = rests;
    }
  }

  private record Entry(TopologyClass podClass, Family family, Identity identity) {}

  private final List<TopologyPlugin> plugins;
  private final Map<PodSpec, Family> families = new HashMap<>();
  private final Map<Spec, Family> familiesByKey = new HashMap<>();
  private final Map<SpecKey, RestTable> rests = new HashMap<>();
  private final List<Entry> all = new ArrayList<>();
  private final int[] seen = new int[SEEN_SLOTS];
  private long clock;
  private int hand;

  TopologyClasses(List<TopologyPlugin> plugins) {
    this.plugins = plugins;
  }

  /**
   * The class of a pod, null if none is kept.
   *
   * @param rows how many rows a class has
   */
  @Nullable TopologyClass of(PodInfo pod, int rows) {
    clock++;
    Pod described = pod.pod();
    Identity identity = new Identity(described.namespace(), described.labels(), described.owner());
    Family family = families.get(pod.spec());
    if (family == null) {
      family = family(pod.spec(), identity);
      if (family == null) {
        return null;
      }
    }
    TopologyClass found = family.members.get(identity);
    if (found == null) {
      if (!isSeenBefore(family.spec, identity) || !hasPlace(rows)) {
        return null;
      }
      found = new TopologyClass(plugins, family.rests);
      family.members.put(identity, found);
      all.add(new Entry(found, family, identity));
    }
    found.lastUse = clock;
    return found;
  }

  private @Nullable Family family(PodSpec spec, Identity identity) {
    Spec key =
        new Spec(
            SpecKey.of(spec),
            spec.podAffinity(),
            spec.podAntiAffinity(),
            spec.topologySpreadConstraints());
    Family family = familiesByKey.get(key);
    if (family == null) {
      if (!isSeenBefore(key, identity)) {
        return null;
      }
      // What is left when classes go is little, but may be of many.
      if (familiesByKey.size() >= SPECS_MAX) {
        clear();
      }
      family = new Family(key, rests.computeIfAbsent(key.rest(), unused -> new RestTable()));
      family.rests.families++;
      familiesByKey.put(key, family);
    }
    if (families.size() >= SPECS_MAX) {
      families.clear();
    }
    families.put(spec, family);
    return family;
  }

  private void clear() {
    families.clear();
    familiesByKey.clear();
    rests.clear();
    all.clear();
  }

  private boolean isSeenBefore(Spec spec, Identity identity) {
    int slot = slot(spec, identity);
    boolean isSeen = seen[slot] == hash(spec, identity);
    seen[slot] = hash(spec, identity);
    return isSeen;
  }

  private static int hash(Spec spec, Identity identity) {
    return 31 * spec.hashCode() + identity.hashCode();
  }

  private static int slot(Spec spec, Identity identity) {
    int hash = hash(spec, identity);
    return (hash ^ hash >>> 16) & (SEEN_SLOTS - 1);
  }

  private boolean hasPlace(int rows) {
    if (all.size() < Math.max(1, ROWS_MAX / Math.max(1, rows))) {
      return true;
    }
    for (int i = 0; i < CANDIDATES; i++) {
      hand = (hand + 1) % all.size();
      Entry candidate = all.get(hand);
      if (clock - candidate.podClass().lastUse > (long) IDLE_ROUNDS * all.size()) {
        candidate.family().members.remove(candidate.identity());
        all.set(hand, all.get(all.size() - 1));
        all.remove(all.size() - 1);
        dropUnused(candidate.family());
        return true;
      }
    }
    return false;
  }

  private void dropUnused(Family family) {
    if (family.members.isEmpty()) {
      familiesByKey.remove(family.spec);
      families.clear();
      if (--family.rests.families == 0) {
        rests.remove(family.spec.rest());
      }
    }
  }
}
