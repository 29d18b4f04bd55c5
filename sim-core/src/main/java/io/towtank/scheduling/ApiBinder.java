package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.model.CsiNode;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Node;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.StorageClass;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds pods and volumes through the API.
 *
 * <p>It also does what Kubernetes leaves to its volume controller and to storage provisioners, at
 * once: the claim is bound together with its volume, and a volume that is asked for is there.
 */
final class ApiBinder implements SchedulingAlgorithm.Binder {
  private final ApiServer api;

  ApiBinder(ApiServer api) {
    this.api = api;
  }

  @Override
  public Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
    return statusOf(api.bind(pod, nodeName, devices));
  }

  @Override
  public Status bindVolume(PersistentVolume volume, PersistentVolumeClaim claim) {
    PersistentVolume storedVolume = api.persistentVolumes().get(volume.key());
    PersistentVolumeClaim storedClaim = api.persistentVolumeClaims().get(claim.key());
    if (storedVolume == null || storedClaim == null || !storedClaim.uid().equals(claim.uid())) {
      return Status.error(
          storedVolume == null
              ? "persistentvolume " + volume.key() + " is gone"
              : "persistentvolumeclaim " + claim.key() + " is gone");
    }
    if (storedClaim.isBound()) {
      return storedClaim.volumeName().equals(volume.name())
          ? Status.SUCCESS
          : Status.error(
              "persistentvolumeclaim "
                  + claim.key()
                  + " is bound to "
                  + storedClaim.volumeName()
                  + " already");
    }
    if (!storedVolume.claim().isEmpty() && !storedVolume.isFor(storedClaim)) {
      return Status.error(
          "persistentvolume " + volume.key() + " is taken by " + storedVolume.claim());
    }
    return bindBoth(storedVolume, storedClaim);
  }

  private Status bindBoth(PersistentVolume volume, PersistentVolumeClaim claim) {
    Status status =
        statusOf(api.persistentVolumes().update(volume.key(), current -> current.boundTo(claim)));
    if (!status.isSuccess()) {
      return status;
    }
    return statusOf(
        api.persistentVolumeClaims()
            .update(claim.key(), current -> current.boundTo(volume.name())));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The volume is called {@code pvc-} and the claim's uid, is as large as was asked for, and is
   * bound to the claim at once. It can be reached from nodes that have the chosen node's values of
   * the labels which its driver there names as its topology, or else the class.
   */
  @Override
  public Status provisionVolume(PersistentVolumeClaim claim, String nodeName) {
    PersistentVolumeClaim stored = api.persistentVolumeClaims().get(claim.key());
    if (stored == null || !stored.uid().equals(claim.uid())) {
      return Status.error("persistentvolumeclaim " + claim.key() + " is gone");
    }
    if (stored.isBound()) {
      return Status.SUCCESS;
    }
    StorageClass storageClass = api.storageClasses().get(stored.className());
    Node node = api.nodes().get(nodeName);
    if (storageClass == null || node == null) {
      return Status.error(
          storageClass == null
              ? "storageclass " + stored.className() + " is gone"
              : "node " + nodeName + " is gone");
    }
    PersistentVolumeClaim selected = stored.withSelectedNode(nodeName);
    api.persistentVolumeClaims().update(stored.key(), current -> selected);
    PersistentVolume volume =
        PersistentVolume.madeFor(stored, storageClass, topologyOf(storageClass, node));
    Status status = statusOf(api.persistentVolumes().create(volume));
    return status.isSuccess()
        ? statusOf(
            api.persistentVolumeClaims()
                .update(stored.key(), current -> current.boundTo(volume.name())))
        : status;
  }

  private @Nullable List<NodeSelectorTerm> topologyOf(StorageClass storageClass, Node node) {
    TreeSet<String> keys = new TreeSet<>();
    CsiNode csiNode = api.csiNodes().get(node.name());
    if (csiNode != null) {
      for (CsiNode.Driver driver : csiNode.drivers()) {
        if (driver.name().equals(storageClass.csiDriver())) {
          keys.addAll(driver.topologyKeys());
        }
      }
    }
    if (keys.isEmpty()) {
      for (NodeSelectorTerm term : storageClass.allowedTopologies()) {
        term.matchExpressions().forEach(requirement -> keys.add(requirement.key()));
      }
    }
    List<NodeSelectorRequirement> requirements = new ArrayList<>();
    for (String key : keys) {
      String value = node.labels().get(key);
      if (value != null) {
        requirements.add(
            new NodeSelectorRequirement(key, NodeSelectorRequirement.Operator.IN, List.of(value)));
      }
    }
    return requirements.isEmpty() ? null : List.of(new NodeSelectorTerm(requirements, List.of()));
  }

  private static Status statusOf(WriteResult<?> result) {
    return result.isOk() ? Status.SUCCESS : Status.error(result.message());
  }
}
