package io.towtank.metrics;

import io.towtank.model.ResourceIndex;
import io.towtank.record.SeriesSchema;
import io.towtank.record.SeriesSchema.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of the time series: counts first, then the ratios of each resource that a node has or
 * had, pods aside, in the order in which nodes brought them.
 */
final class SeriesColumns {
  private static final int CLUSTER_COLUMNS = 6;
  private static final String COUNT = "count";
  private static final String RATIO = "ratio";

  private final ResourceIndex index;
  private final List<Integer> resources = new ArrayList<>();

  /** Position of the nodes in use. */
  static final int IN_USE = 4;

  /** Position of the lower bound on the nodes needed. */
  static final int LOWER_BOUND = 5;

  SeriesColumns(ResourceIndex index) {
    this.index = index;
  }

  /** A node has joined or changed. */
  void note(NodeAccount node) {
    for (int r = 0; r < node.resources(); r++) {
      if (r != ResourceIndex.PODS && node.allocatable(r) > 0 && !resources.contains(r)) {
        resources.add(r);
      }
    }
  }

  /** Numbers of the resources that have columns. */
  List<Integer> resources() {
    return resources;
  }

  int count(boolean withFragmentation) {
    return CLUSTER_COLUMNS + resources.size() * (withFragmentation ? 5 : 4);
  }

  SeriesSchema schema(boolean withFragmentation) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("pods_arrived_count", COUNT, "pods submitted so far"));
    columns.add(new Column("pods_pending_count", COUNT, "pods not bound"));
    columns.add(new Column("pods_running_count", COUNT, "pods bound and not ended"));
    columns.add(new Column("pods_finished_count", COUNT, "pods that have ended"));
    columns.add(new Column("nodes_in_use_count", COUNT, "nodes with at least one pod"));
    columns.add(
        new Column(
            "nodes_lower_bound_count", COUNT, "nodes that the bound pods need in any packing"));
    for (int r : resources) {
      String name = index.name(r);
      String key = keyOf(r);
      columns.add(
          new Column(key + "_arrived_ratio", RATIO, name + " requested by all pods not ended"));
      columns.add(new Column(key + "_allocated_ratio", RATIO, name + " requested by bound pods"));
      columns.add(new Column(key + "_used_ratio", RATIO, name + " used by running pods"));
      columns.add(
          new Column(
              key + "_stranded_ratio",
              RATIO,
              name + " free on nodes where another resource is exhausted"));
      if (withFragmentation) {
        columns.add(
            new Column(
                key + "_fragmented_ratio",
                RATIO,
                name + " free that the workload's mix of pods can't use"));
      }
    }
    return new SeriesSchema(columns);
  }

  /** The resource's name in keys; a second resource of the same key gets its number as well. */
  private String keyOf(int resource) {
    String key = keyOf(index.name(resource));
    for (int other : resources) {
      if (other == resource) {
        break;
      }
      if (keyOf(index.name(other)).equals(key)) {
        return key + "_" + resource;
      }
    }
    return key;
  }

  private static String keyOf(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_");
  }
}
