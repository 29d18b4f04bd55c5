package io.towtank.control.stateful;

import io.towtank.api.ApiServer;
import io.towtank.control.WriteFailure;
import io.towtank.model.ControllerRevision;
import io.towtank.model.Pod;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.StatefulSetSpec.PodManagement;
import io.towtank.model.UpdateStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at a stateful set: what is missing is made, what is too much is deleted, what is old is
 * replaced, in order. A pod whose name is still in the store, even if it is ending on a node that
 * nobody hears of, is never made a second time: at most one pod has an identity.
 *
 * <p>Source: Kubernetes v1.34, {@code pkg/controller/statefulset/stateful_set_control.go}. A {@code
 * maxUnavailable} above 1 has an effect, as with the feature gate {@code
 * MaxUnavailableStatefulSet}.
 */
final class StatefulSetUpdate {
  private final ApiServer api;
  private final long now;
  private final StatefulSet set;
  private final StatefulSetSpec spec;
  private final ControllerRevision current;
  private final ControllerRevision update;
  private final boolean isOrdered;
  private final StatefulClaims claims;

  /** Pods by ordinal, from the first one on; null where there is none. */
  private final @Nullable Pod[] replicas;

  /** Pods with ordinals that are not wanted, highest first. */
  private final List<Pod> condemned = new ArrayList<>();

  StatefulSetUpdate(
      ApiServer api,
      long now,
      StatefulSet set,
      List<Pod> pods,
      ControllerRevision current,
      ControllerRevision update) {
    this.api = api;
    this.now = now;
    this.set = set;
    this.spec = set.spec();
    this.current = current;
    this.update = update;
    claims = new StatefulClaims(api, set);
    isOrdered = spec.podManagement() == PodManagement.ORDERED_READY;
    replicas = new Pod[spec.replicas()];
    for (Pod pod : pods) {
      int index = ordinal(pod) - spec.startOrdinal();
      if (index >= 0 && index < replicas.length) {
        replicas[index] = pod;
      } else {
        condemned.add(pod);
      }
    }
    condemned.sort(Comparator.comparingInt(this::ordinal).reversed());
  }

  private int ordinal(Pod pod) {
    return StatefulPods.ordinal(set.name(), pod);
  }

  /** Makes, deletes and replaces what it may now. */
  void run() throws WriteFailure {
    for (Pod pod : condemned) {
      claims.release(pod);
    }
    Pod firstUnavailable = firstUnavailable();
    for (int i = 0; i < replicas.length; i++) {
      if (!isSettled(i) && isOrdered) {
        return;
      }
    }
    for (Pod pod : condemned) {
      remove(pod, firstUnavailable);
      if (isOrdered) {
        return;
      }
    }
    if (spec.updateStrategy() == UpdateStrategy.ON_DELETE) {
      return;
    }
    int maxUnavailable = Math.max(1, spec.maxUnavailable().scaledDown(spec.replicas()));
    if (maxUnavailable == 1) {
      replaceOne();
    } else {
      replaceUpTo(maxUnavailable);
    }
  }

  /** The first pod that is not available: the lowest ordinal, wanted ones before others. */
  private @Nullable Pod firstUnavailable() {
    for (Pod pod : replicas) {
      if (isUnavailable(pod)) {
        return pod;
      }
    }
    for (int i = condemned.size() - 1; i >= 0; i--) {
      if (isUnavailable(condemned.get(i))) {
        return condemned.get(i);
      }
    }
    return null;
  }

  private boolean isUnavailable(@Nullable Pod pod) {
    return StatefulPods.isUnavailable(pod, now, spec.minReadyNanos());
  }

  /** Whether those after a wanted pod may be looked at in an ordered set. */
  private boolean isSettled(int index) throws WriteFailure {
    Pod pod = replicas[index];
    if (pod == null) {
      int ordinal = spec.startOrdinal() + index;
      claims.make(set.name() + "-" + ordinal);
      WriteFailure.orStop(api.pods().create(StatefulPods.make(set, revisionFor(index), ordinal)));
      return false;
    }
    if (pod.phase().isTerminal()) {
      if (!pod.isTerminating()) {
        delete(pod);
      }
      return false;
    }
    if (!pod.isTerminating()) {
      claims.make(pod.name());
    }
    identify(pod, spec.startOrdinal() + index);
    return !isUnavailable(pod);
  }

  /** Source: {@code newVersionedStatefulSetPod}. */
  private ControllerRevision revisionFor(int index) {
    boolean isKept =
        spec.updateStrategy() == UpdateStrategy.ROLLING_UPDATE && index < spec.partition();
    return isKept ? current : update;
  }

  /** An adopted pod may lack the label with its name. */
  private void identify(Pod pod, int ordinal) throws WriteFailure {
    if (pod.name().equals(pod.labels().get(StatefulPods.NAME_LABEL))) {
      return;
    }
    WriteFailure.unlessGone(
        api.pods()
            .update(
                pod.key(),
                stored ->
                    stored.toBuilder()
                        .labels(
                            stored
                                .labels()
                                .with(StatefulPods.NAME_LABEL, stored.name())
                                .with(StatefulPods.INDEX_LABEL, String.valueOf(ordinal)))
                        .build()));
  }

  /** Deletes a pod that is not wanted, unless an ordered set has to wait for another. */
  private void remove(Pod pod, @Nullable Pod firstUnavailable) throws WriteFailure {
    boolean waits =
        isOrdered
            && !pod.equals(firstUnavailable)
            && !StatefulPods.isAvailable(pod, now, spec.minReadyNanos());
    if (!pod.isTerminating() && !waits) {
      delete(pod);
    }
  }

  /** The highest ordinal that is not of the newest revision, once all above it are available. */
  private void replaceOne() throws WriteFailure {
    for (int i = replicas.length - 1; i >= spec.partition(); i--) {
      Pod pod = replicas[i];
      if (pod != null && isOld(pod) && !pod.isTerminating()) {
        delete(pod);
        return;
      }
      if (isUnavailable(pod)) {
        return;
      }
    }
  }

  /** Source: {@code updateStatefulSetAfterInvariantEstablished}. */
  private void replaceUpTo(int maxUnavailable) throws WriteFailure {
    int left = maxUnavailable;
    for (Pod pod : replicas) {
      left -= isUnavailable(pod) ? 1 : 0;
    }
    for (int i = replicas.length - 1; i >= spec.partition() && left > 0; i--) {
      Pod pod = replicas[i];
      if (pod != null && isOld(pod) && !pod.isTerminating()) {
        delete(pod);
        left--;
      }
    }
  }

  private boolean isOld(Pod pod) {
    return !StatefulPods.revision(pod).equals(update.name());
  }

  private void delete(Pod pod) throws WriteFailure {
    WriteFailure.unlessGone(api.deletePod(pod, pod.spec().terminationGraceNanos()));
  }
}
