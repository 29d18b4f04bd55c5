package io.towtank.workloads.recording;

import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.kubernetes.KubernetesObjects;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes pods of recorded ones and of templates: as their users would submit them, without what the
 * recorded cluster did with them.
 */
final class TemplateObjects {
  static final String NO_EFFECT = "a kind of field that has no effect";
  static final String PRIORITY_CLASS = "a priority class that the recording does not have: ignored";
  static final String VOLUMES = "volumes: ignored, for the recording has no claims";

  /** Label of pods that were in another namespace than the default. */
  private static final String NAMESPACE = "namespace";

  private final KubernetesObjects objects;
  private final TraceAccounts accounts;

  TemplateObjects(Path file, TraceAccounts accounts) {
    this.accounts = accounts;
    objects =
        new KubernetesObjects(
            file.toString(), Instant.EPOCH, warning -> accounts.repair(NO_EFFECT));
  }

  /**
   * Name of an object where there is but one namespace, the default: a run of a trace has no
   * others.
   */
  static String name(String namespace, String name) {
    return namespace.equals(Namespace.DEFAULT) ? name : namespace + "." + name;
  }

  /**
   * A pod of a template, in the default namespace.
   *
   * @param template mapping with {@code metadata} and {@code spec}
   */
  Pod pod(String namespace, String name, Map<?, ?> template) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(namespace, name));
    Map<?, ?> given = Trees.map(template, "metadata");
    for (String field : List.of("labels", "annotations", "ownerReferences")) {
      if (given.get(field) != null) {
        metadata.put(field, given.get(field));
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Pod");
    tree.put("metadata", metadata);
    tree.put("spec", spec(Trees.map(template, "spec")));
    Pod pod = objects.pod(tree);
    if (!namespace.equals(Namespace.DEFAULT) && !pod.labels().contains(NAMESPACE)) {
      pod = pod.toBuilder().labels(pod.labels().with(NAMESPACE, namespace)).build();
    }
    PodSpec spec = pod.spec();
    if (spec.volumes().isEmpty()) {
      return pod;
    }
    accounts.repair(VOLUMES);
    return pod.toBuilder().spec(spec.toBuilder().volumes(List.of()).build()).build();
  }

  /** A recorded priority stands for its class; where a pod was bound does not matter. */
  private Map<String, @Nullable Object> spec(Map<?, ?> given) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    given.forEach((field, value) -> spec.put(String.valueOf(field), value));
    spec.remove("nodeName");
    Object priorityClass = spec.remove("priorityClassName");
    if (priorityClass != null && spec.get("priority") == null) {
      accounts.repair(PRIORITY_CLASS);
    }
    return spec;
  }
}
