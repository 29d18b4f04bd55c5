package io.towtank.plugins.policy;

import io.towtank.plugins.device.DeviceShare;
import io.towtank.plugins.kubernetes.DefaultBinder;
import io.towtank.plugins.kubernetes.DynamicResources;
import io.towtank.plugins.kubernetes.NodeAffinity;
import io.towtank.plugins.kubernetes.NodeName;
import io.towtank.plugins.kubernetes.NodePorts;
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
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the ready profiles have in common: Kubernetes' queue order, filters, preemption and binding.
 */
final class Profiles {
  private Profiles() {}

  /** Kubernetes' filters, and the score plugin alone. */
  static Profile scoredBy(EnabledPlugin score) {
    return scoredBy(score, PluginArgs.NONE);
  }

  /** As above, with arguments for {@link DeviceShare}. */
  static Profile scoredBy(EnabledPlugin score, PluginArgs deviceArgs) {
    return profile(only(NodeResourcesFit.NAME, ExtensionPoint.FILTER), deviceArgs, List.of(score));
  }

  /** Kubernetes' filters, and NodeResourcesFit's score alone. */
  static Profile scoredByFit(Map<String, ?> scoringStrategy) {
    PluginArgs args = PluginArgs.of(Map.of("scoringStrategy", scoringStrategy));
    return profile(
        new EnabledPlugin(NodeResourcesFit.NAME, 1, Set.of(), args), PluginArgs.NONE, List.of());
  }

  /** The arguments that make {@link DeviceShare} choose devices in this way. */
  static PluginArgs deviceChoice(String choice) {
    return PluginArgs.of(Map.of("choice", choice));
  }

  private static Profile profile(
      EnabledPlugin fit, PluginArgs deviceArgs, List<EnabledPlugin> scores) {
    List<EnabledPlugin> plugins = new ArrayList<>();
    plugins.add(EnabledPlugin.of(SchedulingGates.NAME));
    plugins.add(EnabledPlugin.of(PrioritySort.NAME));
    plugins.add(EnabledPlugin.of(NodeUnschedulable.NAME));
    plugins.add(EnabledPlugin.of(NodeName.NAME));
    plugins.add(only(TaintToleration.NAME, ExtensionPoint.FILTER));
    plugins.add(only(NodeAffinity.NAME, ExtensionPoint.PRE_FILTER, ExtensionPoint.FILTER));
    plugins.add(EnabledPlugin.of(NodePorts.NAME));
    plugins.add(fit);
    plugins.add(new EnabledPlugin(DeviceShare.NAME, 1, Set.of(), deviceArgs));
    plugins.add(EnabledPlugin.of(VolumeRestrictions.NAME));
    plugins.add(EnabledPlugin.of(NodeVolumeLimits.NAME));
    plugins.add(
        only(
            VolumeBinding.NAME,
            ExtensionPoint.PRE_FILTER,
            ExtensionPoint.FILTER,
            ExtensionPoint.RESERVE,
            ExtensionPoint.PRE_BIND));
    plugins.add(EnabledPlugin.of(VolumeZone.NAME));
    plugins.add(only(PodTopologySpread.NAME, ExtensionPoint.PRE_FILTER, ExtensionPoint.FILTER));
    plugins.add(only(InterPodAffinity.NAME, ExtensionPoint.PRE_FILTER, ExtensionPoint.FILTER));
    plugins.add(EnabledPlugin.of(DynamicResources.NAME));
    plugins.add(EnabledPlugin.of(DefaultPreemption.NAME));
    plugins.addAll(scores);
    plugins.add(EnabledPlugin.of(DefaultBinder.NAME));
    return Profile.ofDefault(plugins);
  }

  private static EnabledPlugin only(String name, ExtensionPoint... points) {
    return new EnabledPlugin(name, 1, EnumSet.copyOf(List.of(points)), PluginArgs.NONE);
  }
}
