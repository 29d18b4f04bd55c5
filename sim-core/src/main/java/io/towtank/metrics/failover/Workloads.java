package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.MetaObject;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that has pods made, by what was declared: a replica set of a deployment is the
 * deployment, a job of a cron job the cron job.
 */
final class Workloads {
  private final Simulation simulation;
  private final List<WorkloadAccount> all = new ArrayList<>();
  private final Map<String, WorkloadAccount> byObject = new HashMap<>();

  Workloads(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    watch(api.deployments(), deployment -> deployment.spec().replicas());
    watch(api.replicaSets(), set -> set.spec().replicas());
    watch(api.replicationControllers(), controller -> controller.spec().replicas());
    watch(api.statefulSets(), set -> set.spec().replicas());
    watch(api.daemonSets(), set -> set.status().desiredNumberScheduled());
    watch(api.cronJobs(), cronJob -> 0);
    watch(api.jobs(), job -> 0);
  }

  private <T extends MetaObject<T>> void watch(ObjectStore<T> store, ToIntFunction<T> wanted) {
    store.watch(
        "failover-metrics",
        0,
        new Watcher<T>() {
          @Override
          public void onAdd(T object) {
            WorkloadAccount account = begin(store.kind(), object.meta());
            if (isTop(object)) {
              account.want(wanted.applyAsInt(object), simulation.now());
            }
          }

          @Override
          public void onUpdate(T oldObject, T newObject) {
            int value = wanted.applyAsInt(newObject);
            if (value != wanted.applyAsInt(oldObject) && isTop(newObject)) {
              begin(store.kind(), newObject.meta()).want(value, simulation.now());
            }
          }

          @Override
          public void onDelete(T object) {
            WorkloadAccount account = byObject.remove(key(store.kind(), object.meta()));
            if (account != null && isTop(object)) {
              account.end(simulation.now());
            }
          }

          private boolean isTop(T object) {
            OwnerReference owner = object.meta().owner();
            return owner == null || find(owner, object.namespace()) == null;
          }
        });
  }

  private WorkloadAccount begin(String kind, ObjectMeta meta) {
    String key = key(kind, meta);
    WorkloadAccount account = byObject.get(key);
    if (account == null) {
      OwnerReference owner = meta.owner();
      account = owner == null ? null : find(owner, meta.namespace());
      if (account == null) {
        account = new WorkloadAccount(kind, meta.namespace(), meta.name(), simulation.now());
        all.add(account);
      }
      byObject.put(key, account);
    }
    return account;
  }

  private @Nullable WorkloadAccount find(OwnerReference owner, String namespace) {
    return byObject.get(key(owner.kind(), namespace, owner.name()));
  }

  private static String key(String kind, ObjectMeta meta) {
    return key(kind, meta.namespace(), meta.name());
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }

  /** The workload that a pod belongs to; null for one that nobody in the API made. */
  @Nullable WorkloadAccount of(Pod pod) {
    OwnerReference owner = pod.owner();
    return owner == null ? null : find(owner, pod.namespace());
  }

  /** All there ever were, in the order of creation. */
  List<WorkloadAccount> all() {
    return all;
  }
}
