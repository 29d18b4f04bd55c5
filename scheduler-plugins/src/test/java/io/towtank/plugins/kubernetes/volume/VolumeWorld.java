package io.towtank.plugins.kubernetes.volume;

import io.towtank.api.ApiServer;
import io.towtank.kernel.RandomStreams;
import io.towtank.kernel.Simulation;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.model.StorageClass;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.kubernetes.DefaultBinder;
import io.towtank.plugins.kubernetes.PrioritySort;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster that is asked about one pod after the other, with nothing but the plugins given. */
final class VolumeWorld {
  final ApiServer api = new ApiServer(new Simulation(1));
  private final ResourceIndex resources = new ResourceIndex();
  private final SchedulingAlgorithm algorithm;

  VolumeWorld(PluginFactory... plugins) {
    List<PluginFactory> factories = new ArrayList<>(List.of(plugins));
    factories.add(new PrioritySort.Factory());
    factories.add(new DefaultBinder.Factory());
    algorithm =
        new SchedulingAlgorithm(
            resources,
            PluginRegistry.of(factories),
            List.of(
                Profile.ofDefault(
                    factories.stream().map(f -> EnabledPlugin.of(f.name())).toList())),
            new SchedulingAlgorithm.Surroundings(
                () -> 0,
                new RandomStreams(1),
                Informers.of(api, 0),
                (pod, node, devices) -> Status.SUCCESS,
                WaitingPods.NONE,
                PodMix.EMPTY,
                TieBreaker.FIRST,
                false));
  }

  /** Adds a node with these labels. */
  VolumeWorld node(String name, String labels) {
    Node node = FakeCluster.node(name, 1000, 1000).labels(VolumeObjects.labels(labels)).build();
    algorithm.cache().addNode(api.nodes().create(node).orThrow());
    return this;
  }

  VolumeWorld with(StorageClass storageClass) {
    api.storageClasses().create(storageClass).orThrow();
    return this;
  }

  VolumeWorld with(VolumeObjects.ClaimBuilder claim) {
    api.persistentVolumeClaims().create(claim.build()).orThrow();
    return this;
  }

  VolumeWorld with(VolumeObjects.VolumeBuilder volume) {
    api.persistentVolumes().create(volume.build()).orThrow();
    return this;
  }

  PersistentVolume volume(String name) {
    PersistentVolume volume = api.persistentVolumes().get(name);
    if (volume == null) {
      throw new AssertionError("no volume " + name);
    }
    return volume;
  }

  PersistentVolumeClaim claim(String name) {
    PersistentVolumeClaim claim = api.persistentVolumeClaims().get("default/" + name);
    if (claim == null) {
      throw new AssertionError("no claim " + name);
    }
    return claim;
  }

  /** Puts a pod on a node. */
  VolumeWorld running(String node, Pod pod) {
    Pod bound = api.pods().create(pod.toBuilder().nodeName(node).build()).orThrow();
    algorithm.cache().confirm(bound);
    return this;
  }

  /** What is said of each node, in their order; or of all nodes at once, under {@code "all"}. */
  SortedMap<String, String> verdicts(Pod pod) {
    return verdicts(algorithm.select(new CycleState(), info(pod), true));
  }

  private static SortedMap<String, String> verdicts(Selection selection) {
    SortedMap<String, String> verdicts = new TreeMap<>();
    Status failure = selection.failure();
    if (failure != null) {
      verdicts.put("all", failure.toString());
      return verdicts;
    }
    for (PostFilterPlugin.Rejected rejected : selection.rejected()) {
      verdicts.put(rejected.node().node().name(), rejected.status().toString());
    }
    for (NodeInfo node : selection.feasible()) {
      verdicts.put(node.node().name(), "ok");
    }
    return verdicts;
  }

  /** State of an attempt after its filters. */
  CycleState preFiltered(PodInfo pod) {
    CycleState state = new CycleState();
    algorithm.select(state, pod, true);
    return state;
  }

  NodeInfo nodeInfo(String name) {
    NodeInfo node = algorithm.cache().byName(name);
    if (node == null) {
      throw new AssertionError("no node " + name);
    }
    return node;
  }

  /** Runs the pod's attempt up to Reserve and puts the pod on its node. */
  Placement place(Pod draft) {
    Pod pod = api.pods().create(draft).orThrow();
    PodInfo info = info(pod);
    CycleState state = new CycleState();
    Selection selection = algorithm.select(state, info, true);
    NodeInfo node = selection.selected();
    if (node == null) {
      throw new AssertionError(pod + " fits nowhere: " + verdicts(selection));
    }
    Status reserved = algorithm.profileOf(pod).reserve(state, info, node).status();
    if (!reserved.isSuccess()) {
      throw new AssertionError(pod + " is not reserved: " + reserved);
    }
    Pod placed = pod.toBuilder().nodeName(node.node().name()).build();
    algorithm.cache().assume(info.withVersion(placed), placed.nodeName());
    return new Placement(placed, state);
  }

  /** A pod that was given a node. */
  final class Placement {
    private final Pod pod;
    private final CycleState state;

    Placement(Pod pod, CycleState state) {
      this.pod = pod;
      this.state = state;
    }

    String node() {
      return pod.nodeName();
    }

    void giveBack() {
      algorithm.profileOf(pod).unreserve(state, info(pod), pod.nodeName());
      algorithm.cache().forget(pod);
    }
  }

  private PodInfo info(Pod pod) {
    return PodInfo.of(pod, resources);
  }

  /** Labels of a zone. */
  static String zone(String name) {
    return Labels.ZONE + "=" + name;
  }
}
