package io.towtank.scheduling.framework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Called when no node is left: may find room, as preemption does. */
public interface PostFilterPlugin extends Plugin {
  /**
   * What the plugin found.
   *
   * @param status success if the pod may be schedulable soon; a refusal; or error
   * @param preemption whom to evict for the pod; null for nobody. The scheduler evicts them and
   *     nominates the pod to their node.
   * @param keepsNomination with a refusal: whether an earlier nomination of the pod stays
   */
  record Result(Status status, @Nullable Preemption preemption, boolean keepsNomination) {
    /** Others are evicted for the pod. */
    public static Result of(Preemption preemption) {
      return new Result(Status.SUCCESS, preemption, false);
    }

    /** Nothing can be done; an earlier nomination of the pod is void. */
    public static Result nothing(String reason) {
      return new Result(Status.unschedulable(reason), null, false);
    }

    /** The pod may not make room for itself now; an earlier nomination stays. */
    public static Result notEligible(String reason) {
      return new Result(Status.unschedulable(reason), null, true);
    }
  }

  /** A node and the refusal that ruled it out. */
  record Rejected(NodeInfo node, String plugin, Status status) {}

  /**
   * Called once, after Filter has ruled out every node.
   *
   * @param rejected all nodes, in node order
   */
  Result postFilter(CycleState state, PodInfo pod, List<Rejected> rejected);
}
