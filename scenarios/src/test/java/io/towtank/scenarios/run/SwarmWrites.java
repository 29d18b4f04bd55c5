package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.model.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Notes what is written to the API, by time; of what is written at one instant not the order. */
final class SwarmWrites implements ClusterInspector {
  private final boolean isPlain;
  private final SortedMap<Long, List<String>> writes = new TreeMap<>();

  /**
   * Notes the writes of one run.
   *
   * @param isPlain whether the run has an event for each heartbeat
   */
  SwarmWrites(boolean isPlain) {
    this.isPlain = isPlain;
  }

  @Override
  public boolean wantsPlainHeartbeats() {
    return isPlain;
  }

  @Override
  public void before(WholeCluster cluster) {
    ApiServer api = cluster.api();
    note(cluster, api.nodes());
    note(cluster, api.pods());
    note(cluster, api.deployments());
    note(cluster, api.replicaSets());
    note(cluster, api.statefulSets());
    note(cluster, api.daemonSets());
    note(cluster, api.jobs());
    note(cluster, api.endpoints());
  }

  private <T extends ApiObject<T>> void note(WholeCluster cluster, ObjectStore<T> store) {
    store.watch(
        "swarm",
        0,
        new Watcher<T>() {
          @Override
          public void onAdd(T object) {
            add("added", object);
          }

          @Override
          public void onUpdate(T oldObject, T newObject) {
            add("changed", newObject);
          }

          @Override
          public void onDelete(T object) {
            add("deleted", object);
          }

          private void add(String what, T object) {
            writes
                .computeIfAbsent(cluster.nowNanos(), now -> new ArrayList<>())
                .add(what + " " + store.kind() + " " + object.key() + " " + object.contentHash());
          }
        });
  }

  /** The writes by time. */
  SortedMap<Long, List<String>> writes() {
    writes.values().forEach(lines -> lines.sort(null));
    return writes;
  }
}
