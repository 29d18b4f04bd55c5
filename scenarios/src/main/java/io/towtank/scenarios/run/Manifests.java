package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.model.ApiObject;
import io.towtank.model.CronJob;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.Job;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.ResourceQuota;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.text.InputException;
import io.towtank.workloads.kubernetes.ClusterSnapshot;
import io.towtank.workloads.kubernetes.ControllerObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * A manifest file, as {@code kubectl apply} takes it: what it declares is created, or declared anew
 * where it is there.
 */
final class Manifests {
  /** Label that Kubernetes gives every namespace. Source: Kubernetes docs, "Well-Known Labels". */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private final String file;
  private final ClusterSnapshot objects;

  private Manifests(String file, ClusterSnapshot objects) {
    this.file = file;
    this.objects = objects;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it can't be read, or has objects that can't be declared so
   */
  static Manifests read(Path path) {
    String file = String.valueOf(path.getFileName());
    ClusterSnapshot objects = ClusterSnapshot.readWithControllers(path);
    if (!objects.nodes().isEmpty()) {
      throw new InputException(
          path
              + ": Node "
              + objects.nodes().get(0).name()
              + ": found a node among the objects, expected it in cluster.nodes or"
              + " cluster.snapshot");
    }
    return new Manifests(file, objects);
  }

  /** What of the file has no effect. */
  List<String> warnings() {
    return objects.warnings();
  }

  /**
   * Declares everything.
   *
   * @throws InputException if the API refuses something
   */
  void apply(ApiServer api) {
    createNamespaces(api);
    ControllerObjects controlled = objects.controllerObjects();
    objects.priorityClasses().forEach(object -> once(api.priorityClasses(), object));
    objects.storageClasses().forEach(object -> once(api.storageClasses(), object));
    objects.csiNodes().forEach(object -> once(api.csiNodes(), object));
    objects.persistentVolumes().forEach(object -> once(api.persistentVolumes(), object));
    objects.persistentVolumeClaims().forEach(object -> once(api.persistentVolumeClaims(), object));
    each(
        api.resourceQuotas(),
        controlled.resourceQuotas(),
        (ResourceQuota now, ResourceQuota wanted) -> now.withSpec(wanted.spec()));
    controlled.limitRanges().forEach(object -> once(api.limitRanges(), object));
    each(
        api.services(),
        objects.services(),
        (Service now, Service wanted) -> now.selector().equals(wanted.selector()) ? now : wanted);
    each(
        api.podDisruptionBudgets(),
        objects.podDisruptionBudgets(),
        (PodDisruptionBudget now, PodDisruptionBudget wanted) -> now.withSpec(wanted.spec()));
    each(
        api.deployments(),
        controlled.deployments(),
        (Deployment now, Deployment wanted) -> now.withSpec(wanted.spec()));
    each(
        api.replicaSets(),
        objects.replicaSets(),
        (ReplicaSet now, ReplicaSet wanted) -> now.withSpec(wanted.spec()));
    each(
        api.replicationControllers(),
        objects.replicationControllers(),
        (ReplicationController now, ReplicationController wanted) -> now.withSpec(wanted.spec()));
    each(
        api.statefulSets(),
        objects.statefulSets(),
        (StatefulSet now, StatefulSet wanted) -> now.withSpec(wanted.spec()));
    each(
        api.daemonSets(),
        controlled.daemonSets(),
        (DaemonSet now, DaemonSet wanted) -> now.withSpec(wanted.spec()));
    each(api.jobs(), controlled.jobs(), (Job now, Job wanted) -> now.withSpec(wanted.spec()));
    each(
        api.cronJobs(),
        controlled.cronJobs(),
        (CronJob now, CronJob wanted) -> now.withSpec(wanted.spec()));
    objects.pods().forEach(object -> once(api.pods(), object));
  }

  private void createNamespaces(ApiServer api) {
    objects.namespaces().forEach(object -> once(api.namespaces(), object));
    ControllerObjects controlled = objects.controllerObjects();
    Stream.of(
            objects.pods(),
            objects.services(),
            objects.podDisruptionBudgets(),
            objects.replicaSets(),
            objects.replicationControllers(),
            objects.statefulSets(),
            objects.persistentVolumeClaims(),
            controlled.deployments(),
            controlled.daemonSets(),
            controlled.jobs(),
            controlled.cronJobs(),
            controlled.resourceQuotas(),
            controlled.limitRanges())
        .flatMap(List::stream)
        .map(object -> namespaceOf(((ApiObject<?>) object).key()))
        .distinct()
        .sorted()
        .forEach(
            name ->
                once(api.namespaces(), new Namespace(name, Labels.of(NAMESPACE_NAME, name), 0)));
  }

  private static String namespaceOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? Namespace.DEFAULT : key.substring(0, slash);
  }

  private <T extends ApiObject<T>> void each(
      ObjectStore<T> store, List<T> all, BinaryOperator<T> change) {
    for (T wanted : all) {
      if (store.get(wanted.key()) == null) {
        once(store, wanted);
      } else {
        require(store, wanted, store.update(wanted.key(), now -> change.apply(now, wanted)));
      }
    }
  }

  private <T extends ApiObject<T>> void once(ObjectStore<T> store, T wanted) {
    if (store.get(wanted.key()) == null) {
      require(store, wanted, store.create(wanted));
    }
  }

  private <T extends ApiObject<T>> void require(
      ObjectStore<T> store, T wanted, WriteResult<T> result) {
    if (!result.isOk()) {
      throw new InputException(
          file + ": " + store.kind() + " " + wanted.key() + ": " + result.message());
    }
  }
}
