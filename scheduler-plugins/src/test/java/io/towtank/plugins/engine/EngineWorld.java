package io.towtank.plugins.engine;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ApiObject;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceNames;
import io.towtank.model.Service;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.engine.FitError;
import io.towtank.scheduling.engine.NodeRanks;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Lister;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A cluster under one engine, to which things are done from outside. */
final class EngineWorld {
  /** What became of an attempt. */
  record Outcome(String said, @Nullable Pod placed, List<Pod> victims, String nominatedTo) {}

  private static final PodMix MIX =
      new PodMix(
          ResourceNames.NVIDIA_GPU,
          List.of(
              new PodMix.Kind(1000, 1000, 1, List.of(), 3),
              new PodMix.Kind(500, 300, 1, List.of(), 5),
              new PodMix.Kind(500, 0, 0, List.of(), 2)));

  private final ResourceIndex resources = new ResourceIndex();
  private final RandomStream ties;
  private final Objects<Namespace> namespaces = new Objects<>();
  private final Objects<Service> services = new Objects<>();
  private final SchedulingAlgorithm algorithm;

  /** Objects of one kind. */
  private static final class Objects<T extends ApiObject<T>> implements Lister<T> {
    private final Map<String, T> objects = new LinkedHashMap<>();

    @Override
    public @Nullable T get(String key) {
      return objects.get(key);
    }

    @Override
    public Collection<T> list() {
      return objects.values();
    }
  }

  EngineWorld(EngineKind engine, Profile profile, String tieMode, long seed) {
    RandomStreams streams = new RandomStreams(seed);
    ties = streams.stream("scheduler", "ties");
    TieBreaker tieBreaker =
        switch (tieMode) {
          case "random" -> TieBreaker.random(ties);
          case "name" -> TieBreaker.FIRST_NAME;
          case "rank" -> new NodeRanks(new TreeMap<>(), ties);
          default -> TieBreaker.FIRST;
        };
    algorithm =
        new SchedulingAlgorithm(
            resources,
            PluginRegistry.load(),
            List.of(profile),
            new SchedulingAlgorithm.Surroundings(
                () -> 0,
                streams,
                new ClusterObjects.Listers(
                    namespaces,
                    services,
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty(),
                    Lister.empty()),
                (pod, node, devices) -> Status.SUCCESS,
                new NobodyWaits(),
                MIX,
                tieBreaker,
                false,
                engine));
  }

  void labelNamespace(String name, Labels labels) {
    namespaces.objects.put(name, new Namespace(name, labels, 1));
  }

  /** There is a service for pods with these labels, or no more. */
  void serve(Labels labels, boolean isThere) {
    Service service = new Service("default", labels.toString(), labels, 1);
    if (isThere) {
      services.objects.put(service.key(), service);
    } else {
      services.objects.remove(service.key());
    }
  }

  void addNode(Node node) {
    algorithm.cache().addNode(node);
  }

  void updateNode(Node node) {
    algorithm.cache().updateNode(node);
  }

  void removeNode(String name) {
    algorithm.cache().removeNode(name);
  }

  void confirm(Pod pod) {
    algorithm.cache().confirm(pod);
  }

  void forget(Pod pod) {
    algorithm.cache().forget(pod);
  }

  void remove(Pod pod) {
    algorithm.cache().remove(pod);
    algorithm.nominatedPods().remove(pod.uid());
  }

  void nominate(Pod pod, String nodeName) {
    algorithm.nominatedPods().nominate(PodInfo.of(pod, resources), nodeName);
  }

  /** The next number that a tie would be broken by. */
  long nextOfTies() {
    return ties.nextLong();
  }

  /** Tries the pod as a scheduler does, up to the point where it is assumed. */
  Outcome attempt(Pod pod, boolean details, boolean listsNodes) {
    PodInfo info = PodInfo.of(pod, resources);
    CycleState state = new CycleState();
    Selection selection = algorithm.select(state, info, details);
    NodeInfo node = selection.selected();
    StringBuilder said =
        new StringBuilder()
            .append(pod.name())
            .append(" -> ")
            .append(node)
            .append(" of ")
            .append(selection.nodesEvaluated());
    if (listsNodes) {
      said.append(", feasible ").append(selection.feasible());
      said.append(", best ").append(selection.best());
    }
    if (details) {
      said.append(selection.scores()).append(selection.totals());
    }
    if (node == null) {
      said.append(": ").append(FitError.message(selection, algorithm.cache().all().size()));
      said.append(selection.refusingPlugins()).append(selection.isUnresolvable());
      return refused(said, state, info, selection);
    }
    Status reserved = algorithm.profileOf(pod).reserve(state, info, node).status();
    said.append(' ').append(reserved).append(state.claimedDevices());
    if (!reserved.isSuccess()) {
      return new Outcome(said.toString(), null, List.of(), "");
    }
    Pod placed =
        pod.toBuilder().nodeName(node.node().name()).devices(state.claimedDevices()).build();
    algorithm.nominatedPods().remove(pod.uid());
    algorithm.cache().assume(PodInfo.of(placed, resources), node.node().name());
    return new Outcome(said.toString(), placed, List.of(), "");
  }

  private Outcome refused(StringBuilder said, CycleState state, PodInfo info, Selection selection) {
    if (selection.isError()) {
      return new Outcome(said.toString(), null, List.of(), "");
    }
    PostFilterPlugin.Result result = algorithm.postFilter(state, info, selection);
    Preemption preemption = result.preemption();
    said.append(result.status());
    if (preemption == null) {
      return new Outcome(said.toString(), null, List.of(), "");
    }
    Preemption.Candidate chosen = preemption.chosen();
    said.append(chosen);
    List<Pod> victims = chosen.victims().stream().map(PodInfo::pod).toList();
    return new Outcome(said.toString(), null, victims, chosen.nodeName());
  }

  private static final class NobodyWaits implements WaitingPods {
    @Override
    public List<Pod> all() {
      return List.of();
    }

    @Override
    public boolean allow(long podUid, String plugin) {
      return false;
    }

    @Override
    public boolean reject(long podUid, String plugin, String reason) {
      return false;
    }
  }
}
