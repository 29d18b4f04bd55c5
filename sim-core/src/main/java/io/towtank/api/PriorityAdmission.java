package io.towtank.api;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.PriorityClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a pod's priority: what it states, else its class', else the global default's, else 0;
 * and likewise whether it may preempt others. The global default has no say on a pod that states
 * its priority. Source: Kubernetes docs, "Pod Priority and Preemption".
 */
final class PriorityAdmission implements Admission<Pod> {
  private static final String CLUSTER_CRITICAL = "system-cluster-critical";
  private static final int CLUSTER_CRITICAL_PRIORITY = 2_000_000_000;
  private static final String NODE_CRITICAL = "system-node-critical";
  private static final int NODE_CRITICAL_PRIORITY = 2_000_001_000;

  private final ObjectStore<PriorityClass> classes;

  PriorityAdmission(ObjectStore<PriorityClass> classes) {
    this.classes = classes;
    for (PriorityClass builtIn : builtIns()) {
      classes.create(builtIn).orThrow();
    }
  }

  private static List<PriorityClass> builtIns() {
    PreemptionPolicy policy = PreemptionPolicy.PREEMPT_LOWER_PRIORITY;
    return List.of(
        new PriorityClass(CLUSTER_CRITICAL, CLUSTER_CRITICAL_PRIORITY, false, policy, 0),
        new PriorityClass(NODE_CRITICAL, NODE_CRITICAL_PRIORITY, false, policy, 0));
  }

  @Override
  public Pod admit(Pod pod) throws Refused {
    PodSpec spec = pod.spec();
    PriorityClass priorityClass = classOf(spec);
    Integer stated = spec.priority();
    int priority = stated != null ? stated : priorityClass == null ? 0 : priorityClass.value();
    PreemptionPolicy policy = spec.preemptionPolicy();
    if (policy == null) {
      policy =
          priorityClass == null
              ? PreemptionPolicy.PREEMPT_LOWER_PRIORITY
              : priorityClass.preemptionPolicy();
    }
    return priority == pod.priority() && policy == pod.preemptionPolicy()
        ? pod
        : pod.toBuilder().priority(priority).preemptionPolicy(policy).build();
  }

  private @Nullable PriorityClass classOf(PodSpec spec) throws Refused {
    if (!spec.priorityClassName().isEmpty()) {
      PriorityClass named = classes.get(spec.priorityClassName());
      if (named == null) {
        throw new Refused("no PriorityClass with name " + spec.priorityClassName() + " was found");
      }
      return named;
    }
    if (spec.priority() != null) {
      return null; // It had its priority from elsewhere, so nothing of the default is meant for it.
    }
    for (PriorityClass candidate : classes.list()) {
      if (candidate.globalDefault()) {
        return candidate;
      }
    }
    return null;
  }
}
