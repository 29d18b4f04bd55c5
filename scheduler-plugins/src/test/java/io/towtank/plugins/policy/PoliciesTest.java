package io.towtank.plugins.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PoliciesTest {
  private static final SortedMap<String, PluginFactory> FACTORIES = new TreeMap<>();

  static {
    ServiceLoader.load(PluginFactory.class).forEach(f -> FACTORIES.put(f.name(), f));
  }

  private static List<SchedulingPolicy> policies() {
    return ServiceLoader.load(SchedulingPolicy.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static SchedulingPolicy policy(String name) {
    return policies().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static Plugin create(EnabledPlugin entry) {
    PluginArgs args = entry.args().copy();
    PluginFactory factory = Objects.requireNonNull(FACTORIES.get(entry.name()), entry.name());
    Plugin plugin = factory.create(args, new FakeCluster());
    assertThat(args.unknownKeys()).as(entry.name()).isEmpty();
    return plugin;
  }

  private static List<String> takingPartIn(SchedulingPolicy policy, ExtensionPoint point) {
    return policy.profile().plugins().stream()
        .filter(entry -> entry.isEnabledAt(point) && point.isImplementedBy(create(entry)))
        .map(entry -> entry.name() + " " + entry.weight())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyPolicyHasKubernetesQueueFiltersAndBinding(SchedulingPolicy policy) {
    assertThat(policy.summary()).endsWith(".").hasSizeGreaterThan(20);
    assertThat(takingPartIn(policy, ExtensionPoint.QUEUE_SORT)).containsExactly("PrioritySort 1");
    assertThat(takingPartIn(policy, ExtensionPoint.PRE_ENQUEUE))
        .containsExactly("SchedulingGates 1");
    assertThat(policy.profile().plugins())
        .filteredOn(
            entry ->
                entry.isEnabledAt(ExtensionPoint.FILTER)
                    && ExtensionPoint.FILTER.isImplementedBy(create(entry)))
        .extracting(EnabledPlugin::name)
        .startsWith(
            "NodeUnschedulable",
            "NodeName",
            "TaintToleration",
            "NodeAffinity",
            "NodePorts",
            "NodeResourcesFit",
            "DeviceShare",
            "VolumeRestrictions",
            "NodeVolumeLimits",
            "VolumeBinding",
            "VolumeZone",
            "PodTopologySpread",
            "InterPodAffinity");
    assertThat(takingPartIn(policy, ExtensionPoint.POST_FILTER))
        .containsExactly("DynamicResources 1", "DefaultPreemption 1");
    assertThat(takingPartIn(policy, ExtensionPoint.BIND)).containsExactly("DefaultBinder 1");
  }

  @ParameterizedTest
  @MethodSource("policies")
  void pluginsTakePartWhereTheProfileSaysSo(SchedulingPolicy policy) {
    for (EnabledPlugin entry : policy.profile().plugins()) {
      assertThat(entry.points()).allMatch(point -> point.isImplementedBy(create(entry)));
    }
  }

  /** Source: the list in Kubernetes v1.34, {@code getDefaultPlugins}; DeviceShare is ours. */
  @Test
  void theDefaultHasKubernetesPluginsInItsOrder() {
    assertThat(new KubernetesDefault().profile().plugins())
        .extracting(EnabledPlugin::name)
        .containsExactly(
            "SchedulingGates",
            "PrioritySort",
            "NodeUnschedulable",
            "NodeName",
            "TaintToleration",
            "NodeAffinity",
            "NodePorts",
            "NodeResourcesFit",
            "DeviceShare",
            "VolumeRestrictions",
            "NodeVolumeLimits",
            "VolumeBinding",
            "VolumeZone",
            "PodTopologySpread",
            "InterPodAffinity",
            "DynamicResources",
            "DefaultPreemption",
            "NodeResourcesBalancedAllocation",
            "ImageLocality",
            "DefaultBinder");
  }

  @Test
  void theDefaultWeighsAsKubernetesDoes() {
    assertThat(takingPartIn(new KubernetesDefault(), ExtensionPoint.SCORE))
        .containsExactly(
            "TaintToleration 3",
            "NodeAffinity 2",
            "NodeResourcesFit 1",
            "VolumeBinding 1",
            "PodTopologySpread 2",
            "InterPodAffinity 2",
            "NodeResourcesBalancedAllocation 1",
            "ImageLocality 1");
  }

  @ParameterizedTest
  @CsvSource({
    "best-fit,              BestFit,          {}",
    "dot-product,           DotProduct,       {}",
    "fgd,                   FGD,              {}",
    "first-fit,             FirstFit,         {choice=first}",
    "gpu-clustering,        GpuClustering,    {}",
    "gpu-packing,           GpuPacking,       {}",
    "next-fit,              NextFit,          {choice=first}",
    "random,                Random,           {choice=random}",
    "worst-fit,             WorstFit,         {}",
    "most-allocated,        NodeResourcesFit, {}",
    "requested-to-capacity, NodeResourcesFit, {}",
  })
  void everyOtherPolicyScoresByOnePlugin(String name, String score, String deviceArgs) {
    assertThat(takingPartIn(policy(name), ExtensionPoint.SCORE)).containsExactly(score + " 1");
    assertThat(policy(name).profile().plugins())
        .filteredOn(entry -> entry.name().equals("DeviceShare"))
        .extracting(entry -> entry.args().toString())
        .containsExactly(deviceArgs);
  }
}
