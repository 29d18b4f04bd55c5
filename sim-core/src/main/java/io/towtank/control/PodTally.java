package io.towtank.control;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods counted by labels and owner, so that who has thousands of like pods need not walk through
 * them after each change of one.
 */
public final class PodTally {
  /** What pods that are counted together have in common. */
  private record Common(Labels labels, @Nullable OwnerReference owner) {}

  /** Pods of equal labels and owner. */
  public static final class Alike {
    private final Labels labels;
    private final @Nullable OwnerReference owner;
    private int pods;
    private int active;
    private int ready;
    private int healthy;

    private Alike(Labels labels, @Nullable OwnerReference owner) {
      this.labels = labels;
      this.owner = owner;
    }

    /** Their labels. */
    public Labels labels() {
      return labels;
    }

    /** What owns them; null for nobody. */
    public @Nullable OwnerReference owner() {
      return owner;
    }

    /** How many have neither ended nor been told to end. */
    public int active() {
      return active;
    }

    /** How many of the active ones are ready. */
    public int ready() {
      return ready;
    }

    /** How many are ready and have not been told to end. */
    public int healthy() {
      return healthy;
    }

    private void count(Pod pod, int sign) {
      boolean isActive = !pod.phase().isTerminal() && !pod.isTerminating();
      pods += sign;
      active += isActive ? sign : 0;
      ready += isActive && pod.ready() ? sign : 0;
      healthy += !pod.isTerminating() && pod.ready() ? sign : 0;
    }
  }

  private final Map<Common, Alike> alike = new LinkedHashMap<>();
  private @Nullable Alike latest;

  /** Counts a pod. */
  void add(Pod pod) {
    Alike found = of(pod);
    if (found == null) {
      found = new Alike(pod.labels(), pod.owner());
      alike.put(new Common(pod.labels(), pod.owner()), found);
      latest = found;
    }
    found.count(pod, 1);
  }

  /** Counts a pod no more, which is as it was when it was added. */
  void remove(Pod pod) {
    Alike found = of(pod);
    if (found == null) {
      throw new IllegalStateException("pod " + pod + " was not counted");
    }
    found.count(pod, -1);
    if (found.pods == 0) {
      alike.remove(new Common(pod.labels(), pod.owner()));
      latest = null;
    }
  }

  @SuppressWarnings("ReferenceEquality") // equal ones are mostly the same
  private @Nullable Alike of(Pod pod) {
    Alike known = latest;
    if (known == null || known.labels != pod.labels() || known.owner != pod.owner()) {
      known = alike.get(new Common(pod.labels(), pod.owner()));
      latest = known;
    }
    return known;
  }

  /** All of them, group by group. */
  public Collection<Alike> all() {
    return Collections.unmodifiableCollection(alike.values());
  }

  /** Whether a selector takes some of the pods. */
  boolean isAnySelected(LabelSelector selector) {
    for (Alike group : alike.values()) {
      if (selector.matches(group.labels)) {
        return true;
      }
    }
    return false;
  }
}
