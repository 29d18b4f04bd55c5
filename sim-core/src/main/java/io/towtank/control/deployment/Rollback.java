package io.towtank.control.deployment;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.WriteFailure;
import io.towtank.model.Deployment;
import io.towtank.model.OwnerReference;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings an earlier template of a deployment back, as {@code kubectl rollout undo} does: by
 * declaring it anew. Source: kubectl v1.34, {@code DeploymentRollbacker}.
 */
public final class Rollback {
  private Rollback() {}

  /**
   * Declares an earlier template.
   *
   * @param revision number of the revision; 0 for the last but one
   * @return what came of the write
   * @throws WriteFailure if there is no such revision, or the deployment is paused
   */
  public static WriteResult<Deployment> undo(ApiServer api, Deployment deployment, long revision)
      throws WriteFailure {
    if (deployment.spec().paused()) {
      throw new WriteFailure("deployment " + deployment.key() + " is paused: resume it first");
    }
    PodTemplate template = template(api, deployment, revision);
    if (template == null) {
      throw new WriteFailure(
          "deployment "
              + deployment.key()
              + " has no revision "
              + (revision == 0 ? "before its present one" : revision));
    }
    return api.deployments()
        .update(
            deployment.key(),
            current -> current.withSpec(current.spec().toBuilder().template(template).build()));
  }

  private static @Nullable PodTemplate template(
      ApiServer api, Deployment deployment, long revision) {
    ReplicaSet latest = null;
    ReplicaSet previous = null;
    for (ReplicaSet set : api.replicaSets().list()) {
      OwnerReference owner = set.meta().owner();
      if (!set.namespace().equals(deployment.namespace())
          || owner == null
          || !owner.refersTo(DeploymentController.KIND, deployment.meta())) {
        continue;
      }
      long number = set.revision().revision();
      if (revision != 0 && number == revision) {
        return TemplateHashes.declared(set);
      }
      if (latest == null || number > latest.revision().revision()) {
        previous = latest;
        latest = set;
      } else if (previous == null || number > previous.revision().revision()) {
        previous = set;
      }
    }
    return revision != 0 || previous == null ? null : TemplateHashes.declared(previous);
  }
}
