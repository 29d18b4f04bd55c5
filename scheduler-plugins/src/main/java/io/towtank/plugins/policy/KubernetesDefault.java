package io.towtank.plugins.policy;

import io.towtank.plugins.device.DeviceShare;
import io.towtank.plugins.kubernetes.DefaultBinder;
import io.towtank.plugins.kubernetes.DynamicResources;
import io.towtank.plugins.kubernetes.ImageLocality;
import io.towtank.plugins.kubernetes.NodeAffinity;
import io.towtank.plugins.kubernetes.NodeName;
import io.towtank.plugins.kubernetes.NodePorts;
import io.towtank.plugins.kubernetes.NodeResourcesBalancedAllocation;
import io.towtank.plugins.kubernetes.NodeResourcesFit;
import io.towtank.plugins.kubernetes.NodeUnschedulable;
import io.towtank.plugins.kubernetes.PrioritySort;
import io.towtank.plugins.kubernetes.SchedulingGates;
import io.towtank.plugins.kubernetes.TaintToleration;
import io.towtank.plugins.kubernetes.affinity.InterPodAffinity;
import io.towtank.plugins.kubernetes.preemption.DefaultPreemption;
import io.towtank.plugins.kubernetes.spread.PodTopologySpread;
import io.towtank.plugins.kubernetes.volume.NodeVolumeLimits;
import io.towtank.plugins.kubernetes.volume.VolumeBinding;
import io.towtank.plugins.kubernetes.volume.VolumeRestrictions;
import io.towtank.plugins.kubernetes.volume.VolumeZone;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.util.List;
import java.util.Set;

/**
 * kube-scheduler's default profile: its plugins, order and weights.
 *
 * <p>Source: Kubernetes v1.34, default plugins of {@code KubeSchedulerConfiguration} v1. {@link
 * DeviceShare} is added, since Kubernetes leaves single devices to the kubelet; it has no say on
 * pods without devices.
 */
public final class KubernetesDefault implements SchedulingPolicy {
  @Override
  public String name() {
    return "kubernetes-default";
  }

  @Override
  public String summary() {
    return "The default profile of kube-scheduler v1.34: spreads pods over the least allocated"
        + " nodes and balances their resources.";
  }

  @Override
  public Profile profile() {
    return Profile.ofDefault(
        List.of(
            EnabledPlugin.of(SchedulingGates.NAME),
            EnabledPlugin.of(PrioritySort.NAME),
            EnabledPlugin.of(NodeUnschedulable.NAME),
            EnabledPlugin.of(NodeName.NAME),
            weighted(TaintToleration.NAME, 3),
            weighted(NodeAffinity.NAME, 2),
            EnabledPlugin.of(NodePorts.NAME),
            EnabledPlugin.of(NodeResourcesFit.NAME),
            EnabledPlugin.of(DeviceShare.NAME),
            EnabledPlugin.of(VolumeRestrictions.NAME),
            EnabledPlugin.of(NodeVolumeLimits.NAME),
            EnabledPlugin.of(VolumeBinding.NAME),
            EnabledPlugin.of(VolumeZone.NAME),
            weighted(PodTopologySpread.NAME, 2),
            weighted(InterPodAffinity.NAME, 2),
            EnabledPlugin.of(DynamicResources.NAME),
            EnabledPlugin.of(DefaultPreemption.NAME),
            EnabledPlugin.of(NodeResourcesBalancedAllocation.NAME),
            EnabledPlugin.of(ImageLocality.NAME),
            EnabledPlugin.of(DefaultBinder.NAME)));
  }

  private static EnabledPlugin weighted(String name, int weight) {
    return new EnabledPlugin(name, weight, Set.of(), PluginArgs.NONE);
  }
}
