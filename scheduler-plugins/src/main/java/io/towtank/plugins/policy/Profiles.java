package io.towtank.plugins.policy;

import io.towtank.plugins.device.DeviceShare;
import io.towtank.plugins.kubernetes.DefaultBinder;
import io.towtank.plugins.kubernetes.NodeAffinity;
import io.towtank.plugins.kubernetes.NodeName;
import io.towtank.plugins.kubernetes.NodePorts;
import io.towtank.plugins.kubernetes.NodeResourcesFit;
import io.towtank.plugins.kubernetes.NodeUnschedulable;
import io.towtank.plugins.kubernetes.PrioritySort;
import io.towtank.plugins.kubernetes.SchedulingGates;
import io.towtank.plugins.kubernetes.TaintToleration;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the ready profiles have in common: Kubernetes' queue order, filters and binding. */
final class Profiles {
  private Profiles() {}

  /** Kubernetes' filters, and the score plugin alone. */
  static Profile scoredBy(EnabledPlugin score) {
    return scoredBy(score, PluginArgs.NONE);
  }

  /** As above, with arguments for {@link DeviceShare}. */
  static Profile scoredBy(EnabledPlugin score, PluginArgs deviceArgs) {
    List<EnabledPlugin> plugins =
        new ArrayList<>(filters(filterOnly(NodeResourcesFit.NAME), deviceArgs));
    plugins.add(score);
    plugins.add(EnabledPlugin.of(DefaultBinder.NAME));
    return Profile.ofDefault(plugins);
  }

  /** Kubernetes' filters, and NodeResourcesFit's score alone. */
  static Profile scoredByFit(Map<String, ?> scoringStrategy) {
    PluginArgs args = PluginArgs.of(Map.of("scoringStrategy", scoringStrategy));
    EnabledPlugin fit = new EnabledPlugin(NodeResourcesFit.NAME, 1, Set.of(), args);
    List<EnabledPlugin> plugins = new ArrayList<>(filters(fit, PluginArgs.NONE));
    plugins.add(EnabledPlugin.of(DefaultBinder.NAME));
    return Profile.ofDefault(plugins);
  }

  /** The arguments that make {@link DeviceShare} choose devices in this way. */
  static PluginArgs deviceChoice(String choice) {
    return PluginArgs.of(Map.of("choice", choice));
  }

  private static List<EnabledPlugin> filters(EnabledPlugin fit, PluginArgs deviceArgs) {
    return List.of(
        EnabledPlugin.of(SchedulingGates.NAME),
        EnabledPlugin.of(PrioritySort.NAME),
        EnabledPlugin.of(NodeUnschedulable.NAME),
        EnabledPlugin.of(NodeName.NAME),
        filterOnly(TaintToleration.NAME),
        new EnabledPlugin(
            NodeAffinity.NAME,
            1,
            EnumSet.of(ExtensionPoint.PRE_FILTER, ExtensionPoint.FILTER),
            PluginArgs.NONE),
        EnabledPlugin.of(NodePorts.NAME),
        fit,
        new EnabledPlugin(DeviceShare.NAME, 1, Set.of(), deviceArgs));
  }

  private static EnabledPlugin filterOnly(String name) {
    return new EnabledPlugin(name, 1, EnumSet.of(ExtensionPoint.FILTER), PluginArgs.NONE);
  }
}
