package io.towtank.scenarios.spec;

import io.towtank.model.Propagation;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.Matches;
import io.towtank.scenarios.binding.Range;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that people do. */
@Doc(
    "Something that people do, as with `kubectl`, repeated every 5s while the API takes no writes.")
@ExactlyOne({"apply", "scale", "rollback", "pause", "resume", "cordon", "uncordon", "delete"})
public record ActionSpec(
    @Doc("When.") Duration at,
    @Doc("A manifest file: what it declares is made, or changed where it is there.")
        @Nullable Path apply,
    @Doc("A Deployment, ReplicaSet or StatefulSet that gets `replicas`, such as deployment/web.")
        @Matches(
            value = "(deployment|replicaset|statefulset)/[a-z0-9]([-a-z0-9.]*[a-z0-9])?",
            expected = "deployment/NAME, replicaset/NAME or statefulset/NAME")
        @Nullable String scale,
    @Doc("Pods wanted, for `scale`.") @Range(min = "0", max = "1000000") @Nullable Integer replicas,
    @Doc("A Deployment whose earlier template is declared anew.")
        @Matches(value = "deployment/[a-z0-9]([-a-z0-9.]*[a-z0-9])?", expected = "deployment/NAME")
        @Nullable String rollback,
    @Doc("Revision to go back to, for `rollback`; 0 for the last but one.")
        @Range(min = "0", max = "1000000000")
        @Default("0")
        long toRevision,
    @Doc("A Deployment whose rollout stops.")
        @Matches(value = "deployment/[a-z0-9]([-a-z0-9.]*[a-z0-9])?", expected = "deployment/NAME")
        @Nullable String pause,
    @Doc("A Deployment whose rollout goes on.")
        @Matches(value = "deployment/[a-z0-9]([-a-z0-9.]*[a-z0-9])?", expected = "deployment/NAME")
        @Nullable String resume,
    @Doc("A node that gets no more pods.") @Nullable String cordon,
    @Doc("A node that gets pods again.") @Nullable String uncordon,
    @Doc(
            "An object that is deleted, such as deployment/web: a pod, deployment, replicaset,"
                + " replicationcontroller, statefulset, daemonset, job, cronjob, service,"
                + " poddisruptionbudget, persistentvolumeclaim, resourcequota or limitrange.")
        @Matches(
            value =
                "(pod|deployment|replicaset|replicationcontroller|statefulset|daemonset|job|cronjob"
                    + "|service|poddisruptionbudget|persistentvolumeclaim|resourcequota|limitrange)"
                    + "/[a-z0-9]([-a-z0-9.]*[a-z0-9])?",
            expected = "KIND/NAME, such as deployment/web or pod/web-0")
        @Nullable String delete,
    @Doc(
            "What becomes of the objects that a deleted one owns: they follow it (background, where"
                + " this is absent), go first (foreground) or stay (orphan).")
        @Nullable Propagation propagation,
    @Doc("Namespace of the object.") @Default("default") String namespace) {
  /** Refuses a scale without replicas, the other way round, and a propagation of nothing. */
  public ActionSpec {
    if ((scale == null) != (replicas == null)) {
      throw new IllegalArgumentException("expected scale and replicas together");
    }
    if (propagation != null && delete == null) {
      throw new IllegalArgumentException("expected propagation together with delete");
    }
  }

  /** What is done, in a few words, such as {@code scale deployment/web to 5}. */
  public String inWords() {
    if (apply != null) {
      return "apply " + apply.getFileName();
    } else if (scale != null) {
      return "scale " + scale + " to " + replicas;
    } else if (rollback != null) {
      return "rollback " + rollback;
    } else if (pause != null) {
      return "pause " + pause;
    } else if (resume != null) {
      return "resume " + resume;
    } else if (cordon != null) {
      return "cordon " + cordon;
    } else if (uncordon != null) {
      return "uncordon " + uncordon;
    }
    return "delete " + delete;
  }
}
