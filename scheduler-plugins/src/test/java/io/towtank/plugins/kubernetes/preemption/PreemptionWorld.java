package io.towtank.plugins.kubernetes.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodMix;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Lister;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Result;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Preemption.Candidate;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes with CPU alone and pods on them, under a real scheduler that preempts. */
final class PreemptionWorld {
  private static final long SECOND = 1_000_000_000L;

  private final ResourceIndex resources = new ResourceIndex();
  private final List<PodDisruptionBudget> budgets = new ArrayList<>();
  private final SchedulingAlgorithm algorithm;
  private long nextUid = 1;

  PreemptionWorld() {
    this(List.of());
  }

  /** A world whose scheduler has more plugins, or others of the same names. */
  PreemptionWorld(List<PluginFactory> extra) {
    List<PluginFactory> factories = new ArrayList<>(extra);
    Set<String> names = new LinkedHashSet<>();
    extra.forEach(factory -> names.add(factory.name()));
    for (PluginFactory factory : PluginRegistry.load().all()) {
      if (!names.contains(factory.name())) {
        factories.add(factory);
      }
    }
    names.addAll(
        List.of(
            "PrioritySort",
            "NodeUnschedulable",
            "NodeResourcesFit",
            "DefaultPreemption",
            "DefaultBinder"));
    algorithm =
        new SchedulingAlgorithm(
            resources,
            PluginRegistry.of(factories),
            List.of(Profile.ofDefault(names.stream().map(EnabledPlugin::of).toList())),
            new SchedulingAlgorithm.Surroundings(
                () -> 0,
                new RandomStreams(1),
                objects(),
                (pod, node, devices) -> Status.SUCCESS,
                WaitingPods.NONE,
                PodMix.EMPTY,
                TieBreaker.FIRST_NAME,
                false));
  }

  private ClusterObjects objects() {
    Lister<PodDisruptionBudget> lister =
        new Lister<>() {
          @Override
          public @Nullable PodDisruptionBudget get(String key) {
            return budgets.stream().filter(b -> b.key().equals(key)).findFirst().orElse(null);
          }

          @Override
          public Collection<PodDisruptionBudget> list() {
            return budgets;
          }
        };
    return new ClusterObjects.Listers(
        Lister.empty(),
        Lister.empty(),
        Lister.empty(),
        Lister.empty(),
        Lister.empty(),
        lister,
        Lister.empty(),
        Lister.empty(),
        Lister.empty(),
        Lister.empty());
  }

  /** A pod that requests CPU. */
  static Pod.Builder pod(String name, long cpuMillis, int priority) {
    ResourceList cpu = ResourceList.EMPTY.with(ResourceNames.CPU, cpuMillis);
    return Pod.builder(name, PodSpec.builder().requests(cpu).build()).priority(priority);
  }

  /** A node for 110 pods. */
  static Node.Builder node(String name, long cpuMillis) {
    return Node.builder(
        name,
        ResourceList.EMPTY
            .with(ResourceNames.CPU, cpuMillis)
            .with(ResourceNames.PODS, Node.PODS_DEFAULT));
  }

  PreemptionWorld with(Node.Builder node) {
    algorithm.cache().addNode(node.build());
    return this;
  }

  /** A node with pods that started one second after the other. */
  PreemptionWorld with(Node.Builder node, Pod.Builder... pods) {
    Node built = node.build();
    algorithm.cache().addNode(built);
    for (Pod.Builder pod : pods) {
      pod.startedNanos(nextUid * SECOND);
      running(built.name(), pod);
    }
    return this;
  }

  /** A pod on a node as it stands. */
  PreemptionWorld running(String nodeName, Pod.Builder pod) {
    algorithm.cache().confirm(pod.uid(nextUid++).nodeName(nodeName).build());
    return this;
  }

  /** A budget for the pods of one label {@code app}. */
  PreemptionWorld budget(String app, int disruptionsAllowed) {
    budgets.add(
        new PodDisruptionBudget(
            Namespace.DEFAULT,
            app,
            LabelSelector.ofLabels(Labels.of("app", app)),
            disruptionsAllowed,
            new TreeSet<>(),
            1));
    return this;
  }

  /** A pod that waits for room on a node. */
  PreemptionWorld nominated(Pod.Builder pod, String nodeName) {
    Pod built = pod.uid(nextUid++).nominatedNodeName(nodeName).build();
    algorithm.nominatedPods().nominate(PodInfo.of(built, resources), nodeName);
    return this;
  }

  /** Tries to schedule a pod that fits nowhere. */
  Result preempt(Pod.Builder pod) {
    PodInfo info = PodInfo.of(pod.uid(nextUid++).build(), resources);
    CycleState state = new CycleState();
    Selection selection = algorithm.select(state, info, false);
    assertThat(selection.selected()).isNull();
    return algorithm.postFilter(state, info, selection);
  }

  /** Candidates as {@code node: victims}, with the number of them that budgets protect. */
  static List<String> candidates(Result result) {
    return preemption(result).candidates().stream().map(PreemptionWorld::show).toList();
  }

  /** The candidate taken, in the same form. */
  static String chosen(Result result) {
    return show(preemption(result).chosen());
  }

  static Preemption preemption(Result result) {
    Preemption preemption = result.preemption();
    if (preemption == null) {
      throw new AssertionError("no preemption: " + result);
    }
    return preemption;
  }

  private static String show(Candidate candidate) {
    StringBuilder text = new StringBuilder(candidate.nodeName()).append(':');
    candidate.victims().forEach(victim -> text.append(' ').append(victim.pod().name()));
    if (candidate.pdbViolations() > 0) {
      text.append(" (").append(candidate.pdbViolations()).append(" protected)");
    }
    return text.toString();
  }
}
