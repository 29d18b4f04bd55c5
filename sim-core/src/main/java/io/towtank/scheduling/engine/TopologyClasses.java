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
 * The classes of pods that are kept for topology's sake. One begins with the first pod of its kind,
 * as making views costs less than to ask about each node; when there are too many, one that has not
 * been used for long makes place.
 */
final class TopologyClasses {
  /** Rows of all classes together, at some 30 bytes each. */
  private static final int ROWS_MAX = 1 << 22;

  private static final int SPECS_MAX = 1 << 14;
  private static final int CANDIDATES = 8;

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
  private long clock;
  private int hand;

  TopologyClasses(List<TopologyPlugin> plugins) {
    this.plugins = plugins;
  }

  /**
   * The class of a pod.
   *
   * @param rows how many rows a class has
   */
  TopologyClass of(PodInfo pod, int rows) {
    clock++;
    Pod described = pod.pod();
    Identity identity = new Identity(described.namespace(), described.labels(), described.owner());
    Family known = families.get(pod.spec());
    TopologyClass found = known == null ? null : known.members.get(identity);
    if (found == null) {
      makePlace(rows);
      found = make(family(pod.spec()), identity);
    }
    found.lastUse = clock;
    return found;
  }

  private TopologyClass make(Family family, Identity identity) {
    TopologyClass found = family.members.get(identity);
    if (found == null) {
      found = new TopologyClass(plugins, family.rests);
      family.members.put(identity, found);
      all.add(new Entry(found, family, identity));
    }
    return found;
  }

  private Family family(PodSpec spec) {
    Spec key =
        new Spec(
            SpecKey.of(spec),
            spec.podAffinity(),
            spec.podAntiAffinity(),
            spec.topologySpreadConstraints());
    Family family = familiesByKey.get(key);
    if (family == null) {
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

  /** Drops the class among a few that has not been used for the longest time. */
  private void makePlace(int rows) {
    if (all.size() < Math.max(1, ROWS_MAX / Math.max(1, rows))) {
      return;
    }
    int oldest = hand % all.size();
    for (int i = 0; i < CANDIDATES; i++) {
      hand = (hand + 1) % all.size();
      if (all.get(hand).podClass().lastUse < all.get(oldest).podClass().lastUse) {
        oldest = hand;
      }
    }
    Entry dropped = all.get(oldest);
    all.set(oldest, all.get(all.size() - 1));
    all.remove(all.size() - 1);
    dropped.family().members.remove(dropped.identity());
    dropUnused(dropped.family());
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
