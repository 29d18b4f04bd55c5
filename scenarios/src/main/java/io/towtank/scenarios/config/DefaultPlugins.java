package io.towtank.scenarios.config;

import io.towtank.scenarios.config.ConfigurationFields.PluginEntry;
import java.util.List;

/**
 * The plugins that take part where a configuration does not say otherwise, in their order.
 *
 * <p>Source: kube-scheduler v1.34, {@code getDefaultPlugins} and {@code applyFeatureGates}.
 */
final class DefaultPlugins {
  static final List<PluginEntry> MULTI_POINT =
      List.of(
          new PluginEntry("SchedulingGates", 1),
          new PluginEntry("PrioritySort", 1),
          new PluginEntry("NodeUnschedulable", 1),
          new PluginEntry("NodeName", 1),
          new PluginEntry("TaintToleration", 3),
          new PluginEntry("NodeAffinity", 2),
          new PluginEntry("NodePorts", 1),
          new PluginEntry("NodeResourcesFit", 1),
          new PluginEntry("VolumeRestrictions", 1),
          new PluginEntry("NodeVolumeLimits", 1),
          new PluginEntry("VolumeBinding", 1),
          new PluginEntry("VolumeZone", 1),
          new PluginEntry("PodTopologySpread", 2),
          new PluginEntry("InterPodAffinity", 2),
          new PluginEntry("DynamicResources", 1),
          new PluginEntry("DefaultPreemption", 1),
          new PluginEntry("NodeResourcesBalancedAllocation", 1),
          new PluginEntry("ImageLocality", 1),
          new PluginEntry("DefaultBinder", 1));

  private DefaultPlugins() {}
}
