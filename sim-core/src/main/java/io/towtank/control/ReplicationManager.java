package io.towtank.control;

import io.towtank.model.Pod;
import io.towtank.model.ReplicationController;
import java.util.List;

/**
 * Keeps as many pods of each replication controller as it declares. Source for the rules:
 * Kubernetes v1.34, {@code pkg/controller/replication}, which is the controller of replica sets in
 * disguise.
 */
public final class ReplicationManager extends ReplicaController<ReplicationController> {
  /** Name of the controller. */
  public static final String NAME = "replicationcontroller-controller";

  static final String KIND = "ReplicationController";

  /** A controller that is stopped. */
  public ReplicationManager(ControlContext context) {
    super(context, context.api().replicationControllers(), KIND, NAME);
  }

  @Override
  List<Pod> family(ReplicationController owner, List<Pod> active) {
    return active;
  }
}
