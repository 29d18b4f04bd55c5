package io.towtank.scenarios.capacity;

import io.towtank.model.Labels;
import io.towtank.model.ResourceList;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Matches;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.scenarios.spec.DeviceGroupSpec;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.TaintSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of node that can be bought. */
@Doc("A kind of node that can be bought.")
public record NodeTypeSpec(
    @Doc("Name; nodes are called by it.")
        @Matches(
            value = "[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?",
            expected = "a name of lower-case letters, digits, '-' and '.', such as large")
        String name,
    @Doc("Price of one node, in any currency and for any time, the same for all types.")
        @Range(min = "0", max = "1000000000")
        @Default("1")
        double price,
    @Doc("Most nodes of it.") @Range(min = "1", max = "100000") @Default("10000") int max,
    @Doc("What each machine has. Where `pods` is absent it is 110, as kubelet has it.")
        ResourceList capacity,
    @Doc("What pods can have of it; where it is absent, all of the capacity.")
        @Nullable ResourceList allocatable,
    @Doc("Labels; `kubernetes.io/hostname` is added.") @Default("{}") Labels labels,
    @Doc("Taints.") @Size(max = 100) @Default("[]") List<TaintSpec> taints,
    @Doc("Zones, dealt to the nodes in turn as label `topology.kubernetes.io/zone`.")
        @Size(max = 1000)
        @Default("[]")
        List<String> zones,
    @Doc("Shareable devices such as GPUs, at most one entry for each resource.")
        @Size(max = 16)
        @Default("[]")
        List<DeviceGroupSpec> devices) {
  /** The nodes of this type, at least one. */
  NodeGroupSpec group(int count) {
    return new NodeGroupSpec(
        name, count, capacity, allocatable, labels, taints, zones, devices, List.of(), false);
  }

  /** The type of a scenario's group of nodes, at price 1. */
  static NodeTypeSpec of(NodeGroupSpec group) {
    return new NodeTypeSpec(
        group.name(),
        1,
        NODES_MAX,
        group.capacity(),
        group.allocatable(),
        group.labels(),
        group.taints(),
        group.zones(),
        group.devices());
  }

  private static final int NODES_MAX = 10_000;
}
