package io.towtank.control;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps as many pods of each replica set as it declares. Source for the rules: Kubernetes v1.34,
 * {@code pkg/controller/replicaset}.
 */
public final class ReplicaSetController extends ReplicaController<ReplicaSet> {
  /** Name of the controller. */
  public static final String NAME = "replicaset-controller";

  static final String KIND = "ReplicaSet";

  private final ControlContext context;

  /** A controller that is stopped. */
  public ReplicaSetController(ControlContext context) {
    super(context, context.api().replicaSets(), KIND, NAME);
    this.context = context;
  }

  /** Active pods of all replica sets of the same deployment. */
  @Override
  List<Pod> family(ReplicaSet set, List<Pod> active) {
    OwnerReference owner = set.meta().owner();
    if (owner == null || active.size() <= set.spec().replicas()) {
      return active;
    }
    List<Pod> family = new ArrayList<>();
    for (ReplicaSet other : context.api().replicaSets().list()) {
      if (other.namespace().equals(set.namespace()) && owner.equals(other.meta().owner())) {
        for (Pod pod : context.pods().ownedBy(KIND, other.meta())) {
          if (!pod.phase().isTerminal() && !pod.isTerminating()) {
            family.add(pod);
          }
        }
      }
    }
    return family;
  }
}
