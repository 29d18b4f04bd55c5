package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one node. */
final class NodeReader {
  static final FieldTree IGNORED =
      FieldTree.of(
          "metadata.managedFields",
          "metadata.annotations",
          "status.addresses",
          "status.config",
          "status.daemonEndpoints",
          "status.declaredFeatures",
          "status.features",
          "status.nodeInfo",
          "status.runtimeHandlers",
          "status.volumesAttached",
          "status.volumesInUse");

  private final Manifest manifest;
  private final Instant timeZero;

  NodeReader(Manifest manifest, Instant timeZero) {
    this.manifest = manifest;
    this.timeZero = timeZero;
  }

  Node read(io.fabric8.kubernetes.api.model.Node source) {
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    NodeStatus status = source.getStatus();
    ResourceList capacity = ResourceList.EMPTY;
    if (status != null) {
      capacity = Fields.amounts(manifest, status.getCapacity(), "status.capacity");
    }
    Node.Builder node =
        Node.builder(metadata.getName(), capacity)
            .labels(Fields.labels(manifest, metadata.getLabels(), "metadata.labels"));
    var spec = source.getSpec();
    if (spec != null) {
      node.taints(manifest.each(spec.getTaints(), "spec.taints", this::taint))
          .unschedulable(Boolean.TRUE.equals(spec.getUnschedulable()));
    }
    if (status != null) {
      status(status, node);
    }
    return node.build();
  }

  private void status(NodeStatus status, Node.Builder node) {
    if (status.getAllocatable() != null && !status.getAllocatable().isEmpty()) {
      node.allocatable(Fields.amounts(manifest, status.getAllocatable(), "status.allocatable"));
    }
    node.images(manifest.each(status.getImages(), "status.images", this::image))
        .conditions(manifest.each(status.getConditions(), "status.conditions", this::condition));
  }

  private Taint taint(io.fabric8.kubernetes.api.model.Taint source, String path) {
    return new Taint(
        manifest.requiredText(source.getKey(), path + ".key"),
        Fields.orEmpty(source.getValue()),
        manifest.word(source.getEffect(), path + ".effect", Words.TAINT_EFFECTS));
  }

  private ContainerImage image(io.fabric8.kubernetes.api.model.ContainerImage source, String path) {
    Long size = source.getSizeBytes();
    if (size != null && size < 0) {
      throw manifest.unexpected(path + ".sizeBytes", size, "a size in bytes");
    }
    return new ContainerImage(
        manifest.texts(source.getNames(), path + ".names"), size == null ? 0 : size);
  }

  private NodeCondition condition(
      io.fabric8.kubernetes.api.model.NodeCondition source, String path) {
    return new NodeCondition(
        manifest.requiredText(source.getType(), path + ".type"),
        manifest.word(source.getStatus(), path + ".status", Words.CONDITION_STATUSES),
        time(source.getLastTransitionTime(), path + ".lastTransitionTime"));
  }

  private long time(@Nullable String time, String path) {
    long nanos = Fields.nanos(manifest, time, timeZero, path);
    return nanos == Pod.NEVER ? 0 : nanos;
  }
}
