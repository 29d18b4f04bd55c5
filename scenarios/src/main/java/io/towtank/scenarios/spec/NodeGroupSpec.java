package io.towtank.scenarios.spec;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Matches;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A group of like nodes. */
@Doc(
    "A group of like nodes, called name-0001, name-0002 and so on; a single node has the bare name.")
public record NodeGroupSpec(
    @Doc("Name of the group.")
        @Matches(
            value = "[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?",
            expected = "a name of lower-case letters, digits, '-' and '.', such as worker")
        String name,
    @Doc("How many nodes.") @Range(min = "1", max = "1000000") @Default("1") int count,
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
        List<DeviceGroupSpec> devices,
    @Doc("Container images that lie on each node.") @Size(max = 1000) @Default("[]")
        List<ImageSpec> images,
    @Doc("Whether the nodes are cordoned.") @Default("false") boolean unschedulable) {

  /** The node of this number, from 1 to {@code count}. */
  public Node node(int number) {
    String nodeName = count == 1 ? name : String.format(Locale.ROOT, "%s-%04d", name, number);
    Labels nodeLabels = labels.with(Labels.HOSTNAME, nodeName);
    if (!zones.isEmpty()) {
      nodeLabels = nodeLabels.with(Labels.ZONE, zones.get((number - 1) % zones.size()));
    }
    ResourceList all = withPods(capacity, Node.PODS_DEFAULT);
    return Node.builder(nodeName, all)
        .allocatable(allocatable == null ? all : withPods(allocatable, all.get(ResourceNames.PODS)))
        .labels(nodeLabels)
        .taints(taints.stream().map(TaintSpec::toModel).toList())
        .devices(devices.stream().map(DeviceGroupSpec::toModel).toList())
        .images(images.stream().map(ImageSpec::toModel).toList())
        .unschedulable(unschedulable)
        .build();
  }

  private static ResourceList withPods(ResourceList resources, long pods) {
    return resources.contains(ResourceNames.PODS)
        ? resources
        : resources.with(ResourceNames.PODS, pods);
  }
}
