package io.towtank.control.deployment;

import io.towtank.model.Deployment;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates of deployments with their {@code pod-template-hash}, each worked out once. Source:
 * Kubernetes v1.34, {@code controller.ComputeHash}, {@code EqualIgnoreHash}; the value is not the
 * one that Kubernetes would give.
 */
final class TemplateHashes {
  /** Label by which the pods of one template are told from another's. */
  static final String LABEL = "pod-template-hash";

  private final Map<String, Labelled> byDeployment = new HashMap<>();

  private record Labelled(PodTemplate source, int collisionCount, PodTemplate template) {}

  /** The deployment's template with its hash. */
  PodTemplate labelled(Deployment deployment) {
    PodTemplate source = deployment.spec().template();
    int collisions = deployment.status().collisionCount();
    Labelled known = byDeployment.get(deployment.key());
    if (known != null && known.collisionCount() == collisions && known.source().equals(source)) {
      return known.template();
    }
    String hash =
        collisions == 0 ? source.hash() : source.withLabel(LABEL, "collision-" + collisions).hash();
    PodTemplate template = source.withLabel(LABEL, hash);
    byDeployment.put(deployment.key(), new Labelled(source, collisions, template));
    return template;
  }

  /** Whether the replica set makes pods of the deployment's template, whatever its hash. */
  boolean isOfTemplate(ReplicaSet set, Deployment deployment) {
    PodTemplate template = set.spec().template();
    if (template == null) {
      return false;
    }
    String hash = template.labels().get(LABEL);
    if (hash == null) {
      return template.equals(deployment.spec().template());
    }
    if (template.equals(labelled(deployment))) {
      return true;
    }
    // Without collisions equal templates have equal hashes.
    return deployment.status().collisionCount() > 0
        && template.equals(deployment.spec().template().withLabel(LABEL, hash));
  }

  /** Forgets a deployment that is gone. */
  void forget(String key) {
    byDeployment.remove(key);
  }

  /** A replica set's template as its deployment declared it: without the hash. */
  static @Nullable PodTemplate declared(ReplicaSet set) {
    PodTemplate template = set.spec().template();
    return template == null ? null : template.withoutLabel(LABEL);
  }
}
