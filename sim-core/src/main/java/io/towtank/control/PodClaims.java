package io.towtank.control;

import io.towtank.api.WriteResult;
import io.towtank.model.LabelSelector;
import io.towtank.model.MetaObject;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pods are an object's own: those it owns and still selects, and orphans that it selects,
 * which it adopts. Pods that it owns but no longer selects are released. Source: Kubernetes v1.34,
 * {@code PodControllerRefManager.ClaimPods}.
 */
final class PodClaims {
  private final ControlContext context;
  private final String kind;

  /** Claims by objects of a kind. */
  PodClaims(ControlContext context, String kind) {
    this.context = context;
    this.kind = kind;
  }

  /** The object's pods, ended ones included, oldest first; null if a write failed. */
  @Nullable List<Pod> claim(MetaObject<?> owner, LabelSelector selector) {
    List<Pod> claimed = new ArrayList<>();
    boolean failed = false;
    for (Pod pod : context.pods().ownedBy(kind, owner.meta())) {
      if (selector.matches(pod.labels())) {
        claimed.add(pod);
      } else if (!owner.meta().isDeleted()) {
        failed |= !setOwner(pod, null);
      }
    }
    if (owner.meta().isDeleted()) {
      return claimed;
    }
    int owned = claimed.size();
    for (Pod pod : context.pods().orphans(owner.namespace())) {
      if (!pod.isTerminating() && selector.matches(pod.labels())) {
        if (setOwner(pod, OwnerReference.to(kind, owner))) {
          claimed.add(context.api().pods().get(pod.key()));
        } else {
          failed = true;
        }
      }
    }
    if (claimed.size() > owned) {
      claimed.sort((a, b) -> Long.compare(a.uid(), b.uid()));
    }
    return failed ? null : claimed;
  }

  private boolean setOwner(Pod pod, @Nullable OwnerReference owner) {
    WriteResult<Pod> result =
        context
            .api()
            .pods()
            .update(
                pod.key(),
                current ->
                    current.uid() == pod.uid()
                        ? current.toBuilder().owner(owner).build()
                        : current);
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
