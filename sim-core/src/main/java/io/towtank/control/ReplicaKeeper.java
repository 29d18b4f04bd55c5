package io.towtank.control;

import io.towtank.api.WriteResult;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.MetaObject;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the number of an object's equal pods: what ReplicaSet and ReplicationController share.
 * Source: Kubernetes v1.34, {@code pkg/controller/replicaset}: {@code manageReplicas}, {@code
 * slowStartBatch}, {@code calculateStatus}.
 */
final class ReplicaKeeper {
  /** Pods made or deleted in one go at most. Source: {@code replicaset.BurstReplicas}. */
  static final int BURST_MAX = 500;

  private final ControlContext context;
  private final String kind;
  private final PodClaims claims;
  private final PodNames names;

  ReplicaKeeper(ControlContext context, String kind, String controller) {
    this.context = context;
    this.kind = kind;
    claims = new PodClaims(context, kind);
    names = new PodNames(context.simulation(), controller);
  }

  /** The object's active pods; null if a claim failed. */
  @Nullable List<Pod> activePods(MetaObject<?> owner, LabelSelector selector) {
    List<Pod> claimed = claims.claim(owner, selector);
    if (claimed == null) {
      return null;
    }
    List<Pod> active = new ArrayList<>(claimed.size());
    for (Pod pod : claimed) {
      if (!pod.phase().isTerminal() && !pod.isTerminating()) {
        active.add(pod);
      }
    }
    return active;
  }

  /**
   * Makes pods, or deletes some, so that there are as many as wanted.
   *
   * @param family active pods of the same family, for the choice of whom to delete
   * @return whether all writes were done
   */
  boolean keep(
      MetaObject<?> owner, PodTemplate template, int wanted, List<Pod> active, List<Pod> family) {
    int missing = wanted - active.size();
    if (missing > 0) {
      return create(owner, template, Math.min(missing, BURST_MAX));
    }
    return missing == 0 || delete(active, family, Math.min(-missing, BURST_MAX));
  }

  /**
   * What {@link #activePods} comes to, without a walk through the pods.
   *
   * @return null where pods must be looked at: some are to be adopted or released
   */
  @Nullable Counts count(MetaObject<?> owner, LabelSelector selector, Labels templateLabels) {
    if (!owner.meta().isDeleted()
        && context.pods().isAnyOrphanSelected(owner.meta().namespace(), selector)) {
      return null;
    }
    PodTally tally = context.pods().tally(kind, owner.meta());
    int active = 0;
    int labeled = 0;
    int ready = 0;
    for (PodTally.Alike group : tally == null ? List.<PodTally.Alike>of() : tally.all()) {
      OwnerReference reference = group.owner();
      if (reference == null
          || !reference.refersTo(kind, owner.meta())
          || !selector.matches(group.labels())) {
        return null;
      }
      active += group.active();
      labeled += group.labels().containsAll(templateLabels) ? group.active() : 0;
      ready += group.ready();
    }
    return new Counts(active, labeled, ready);
  }

  /**
   * Counts of active pods.
   *
   * @param labeled those that carry all labels of the template
   */
  record Counts(int active, int labeled, int ready) {}

  /** Makes so many pods, as many as go in one go; whether all writes were done. */
  boolean makeUp(MetaObject<?> owner, PodTemplate template, int missing) {
    return create(owner, template, Math.min(missing, BURST_MAX));
  }

  /**
   * The first refusal ends it: in a real cluster pods are made in batches that double, 1 at first,
   * and no batch follows one with a refusal, so that a quota is not run against hundreds of times.
   */
  private boolean create(MetaObject<?> owner, PodTemplate template, int count) {
    OwnerReference reference = OwnerReference.to(kind, owner);
    for (int i = 0; i < count; i++) {
      Pod draft =
          template.pod(owner.namespace(), names.next(owner.name() + "-"), reference).build();
      WriteResult<Pod> result = context.api().pods().create(draft);
      if (result.code() == WriteResult.Code.ALREADY_EXISTS) {
        i--; // Drawn before; the API draws again, too.
      } else if (!result.isOk()) {
        return false;
      }
    }
    return true;
  }

  private boolean delete(List<Pod> active, List<Pod> family, int count) {
    Map<String, Integer> familyByNode = new HashMap<>();
    for (Pod pod : family) {
      if (pod.isBound()) {
        familyByNode.merge(pod.nodeName(), 1, Integer::sum);
      }
    }
    List<Pod> order = new ArrayList<>(active);
    order.sort(new DeletionOrder(context.simulation().now(), familyByNode));
    boolean done = true;
    for (Pod pod : order.subList(0, count)) {
      WriteResult<Pod> result = context.api().deletePod(pod, pod.spec().terminationGraceNanos());
      done &= result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
    }
    return done;
  }

  /** How many of the pods carry all labels. */
  static int fullyLabeled(List<Pod> pods, Labels labels) {
    int count = 0;
    for (Pod pod : pods) {
      count += pod.labels().containsAll(labels) ? 1 : 0;
    }
    return count;
  }

  /** How many of the pods are ready. */
  static int ready(List<Pod> pods) {
    int count = 0;
    for (Pod pod : pods) {
      count += pod.ready() ? 1 : 0;
    }
    return count;
  }

  /** How many of the pods have been ready for long enough. */
  int available(List<Pod> pods, long minReadyNanos) {
    int count = 0;
    for (Pod pod : pods) {
      count += pod.isAvailable(context.simulation().now(), minReadyNanos) ? 1 : 0;
    }
    return count;
  }

  /** How long until the next ready pod becomes available; -1 if time alone makes none so. */
  long untilAvailable(List<Pod> pods, long minReadyNanos) {
    long next = -1;
    long now = context.simulation().now();
    for (Pod pod : pods) {
      if (pod.ready() && !pod.isAvailable(now, minReadyNanos)) {
        long wait = pod.readyNanos() + minReadyNanos - now;
        next = next < 0 ? wait : Math.min(next, wait);
      }
    }
    return next;
  }
}
