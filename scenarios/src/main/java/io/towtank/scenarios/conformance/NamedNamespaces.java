package io.towtank.scenarios.conformance;

import io.towtank.model.Namespace;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.Lister;
import java.util.Collection;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows only the namespaces that a case names. Others exist for the API, which needs one for each
 * pod, but the recorder's scheduler did not know them.
 *
 * @param all all objects
 * @param names what is shown
 */
record NamedNamespaces(ClusterObjects all, SortedSet<String> names) implements Lister<Namespace> {
  @Override
  public @Nullable Namespace get(String key) {
    return names.contains(key) ? all.namespaces().get(key) : null;
  }

  @Override
  public Collection<Namespace> list() {
    return all.namespaces().list().stream()
        .filter(namespace -> names.contains(namespace.name()))
        .toList();
  }

  /** The objects with only these namespaces. */
  ClusterObjects objects() {
    return new ClusterObjects.Listers(
        this,
        all.services(),
        all.replicaSets(),
        all.replicationControllers(),
        all.statefulSets(),
        all.podDisruptionBudgets(),
        all.persistentVolumes(),
        all.persistentVolumeClaims(),
        all.storageClasses(),
        all.csiNodes());
  }
}
