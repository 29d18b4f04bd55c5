package io.towtank.scenarios.whatif;

import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import java.util.Collection;
import java.util.Set;

/**
 * Plugins that keep nothing from one attempt to the next but what Unreserve takes back, or what
 * follows from the nodes as they are. All others, such as {@code NextFit} and those of other jars,
 * may remember what they did, and begin anew with each trial.
 */
final class RepeatablePlugins {
  /** Names of those that are known. */
  static final Set<String> NAMES =
      Set.of(
          "PrioritySort",
          "SchedulingGates",
          "NodeUnschedulable",
          "NodeName",
          "TaintToleration",
          "NodeAffinity",
          "NodePorts",
          "NodeResourcesFit",
          "NodeResourcesBalancedAllocation",
          "VolumeRestrictions",
          "NodeVolumeLimits",
          "VolumeBinding",
          "VolumeZone",
          "PodTopologySpread",
          "InterPodAffinity",
          "ImageLocality",
          "DynamicResources",
          "DefaultPreemption",
          "DefaultBinder",
          "DeviceShare",
          "BestFit",
          "WorstFit",
          "FirstFit",
          "DotProduct",
          "FGD",
          "GpuPacking",
          "GpuClustering");

  private RepeatablePlugins() {}

  /** Whether the profiles have no others. */
  static boolean areAll(Collection<Profile> profiles) {
    return profiles.stream()
        .flatMap(profile -> profile.plugins().stream())
        .map(EnabledPlugin::name)
        .allMatch(NAMES::contains);
  }
}
