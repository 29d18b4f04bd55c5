package io.towtank.workloads.codec;

import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodArrival;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.Probe;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.model.Volume;
import io.towtank.model.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pods in which any field may be set. */
public final class RandomPods {
  private final Random random;

  public RandomPods(long seed) {
    random = new Random(seed);
  }

  /** An arrival at a time from 0 to spanNanos - 1. */
  public PodArrival arrival(String name, long spanNanos) {
    Pod pod =
        Pod.builder(name, spec())
            .namespace(maybe("default", this::word))
            .labels(labels())
            .owner(random.nextBoolean() ? null : new OwnerReference(word(), word(), number(3)))
            .priority(maybe(0, random::nextInt))
            .preemptionPolicy(maybe(PreemptionPolicy.NEVER, () -> one(PreemptionPolicy.values())))
            .behavior(maybe(PodBehavior.DEFAULT, this::behavior))
            .build();
    WorkflowTask task =
        random.nextInt(3) > 0
            ? null
            : new WorkflowTask(
                word(),
                word(),
                1 + random.nextInt(5),
                words(),
                7L * random.nextInt(2),
                random.nextBoolean());
    return new PodArrival((long) (random.nextDouble() * spanNanos), pod, task);
  }

  public PodSpec spec() {
    return PodSpec.builder()
        .containers(list(this::container))
        .initContainers(list(this::container))
        .overhead(amounts())
        .podRequests(amounts())
        .podLimits(amounts())
        .devices(
            list(
                () ->
                    random.nextBoolean()
                        ? new DeviceRequest(word(), 1 + random.nextInt(8), DeviceRequest.WHOLE)
                        : new DeviceRequest(word(), 1, 1 + random.nextInt(1000))))
        .nodeSelector(labels())
        .nodeAffinity(
            new NodeAffinity(
                random.nextBoolean() ? null : list(this::nodeTerm),
                list(() -> new NodeAffinity.PreferredTerm(random.nextInt(101), nodeTerm()))))
        .podAffinity(podAffinity())
        .podAntiAffinity(podAffinity())
        .topologySpreadConstraints(list(this::spread))
        .tolerations(list(this::toleration))
        .volumes(
            list(
                () ->
                    new Volume(
                        word(),
                        one(Volume.Source.values()),
                        maybe("", this::word),
                        random.nextBoolean(),
                        words())))
        .schedulingGates(words())
        .nodeName(maybe("", this::word))
        .schedulerName(maybe(PodSpec.DEFAULT_SCHEDULER, this::word))
        .priorityClassName(maybe("", this::word))
        .priority(maybeNull(random::nextInt))
        .preemptionPolicy(maybeNull(() -> one(PreemptionPolicy.values())))
        .terminationGraceNanos(maybe(30_000_000_000L, () -> number(1L << 40)))
        .restartPolicy(one(RestartPolicy.values()))
        .activeDeadlineNanos(maybe(Pod.NEVER, () -> number(1L << 50)))
        .build();
  }

  private Container container() {
    return new Container(
            word(),
            maybe("", this::word),
            amounts(),
            amounts(),
            list(() -> new HostPort("", one("TCP", "UDP"), random.nextInt(65536))),
            random.nextBoolean())
        .withProbes(maybeNull(this::probe), maybeNull(this::probe), maybeNull(this::probe));
  }

  private Probe probe() {
    return new Probe(
        number(1L << 40), 1 + number(1L << 40), 1 + number(1L << 40), 1 + random.nextInt(9), 1);
  }

  private PodBehavior behavior() {
    return new PodBehavior(
        random.nextBoolean() ? Pod.NEVER : number(1L << 50),
        maybe(0L, () -> number(1L << 40)),
        maybe(0L, () -> number(1L << 40)),
        maybe(
            PodBehavior.FailureModel.NONE,
            () ->
                new PodBehavior.FailureModel(
                    random.nextInt(256),
                    random.nextBoolean() ? Pod.NEVER : number(1L << 40),
                    random.nextInt(5) - 1)),
        maybe(0L, () -> number(1L << 40)));
  }

  private NodeSelectorTerm nodeTerm() {
    return new NodeSelectorTerm(list(this::nodeRequirement), list(this::nodeRequirement));
  }

  private NodeSelectorRequirement nodeRequirement() {
    return new NodeSelectorRequirement(
        word(), one(NodeSelectorRequirement.Operator.values()), words());
  }

  private PodAffinity podAffinity() {
    return new PodAffinity(
        list(this::podTerm),
        list(() -> new PodAffinity.PreferredTerm(random.nextInt(101), podTerm())));
  }

  private PodAffinityTerm podTerm() {
    return new PodAffinityTerm(
        maybeNull(this::selector), words(), maybeNull(this::selector), word(), words(), words());
  }

  private LabelSelector selector() {
    return new LabelSelector(
        labels(),
        list(
            () ->
                new LabelSelectorRequirement(
                    word(), one(LabelSelectorRequirement.Operator.values()), words())));
  }

  private TopologySpreadConstraint spread() {
    return new TopologySpreadConstraint(
        1 + random.nextInt(5),
        word(),
        one(WhenUnsatisfiable.values()),
        maybeNull(this::selector),
        maybeNull(() -> 1 + random.nextInt(5)),
        one(NodeInclusionPolicy.values()),
        one(NodeInclusionPolicy.values()),
        words());
  }

  private Toleration toleration() {
    return new Toleration(
        maybe("", this::word),
        one(Toleration.Operator.values()),
        maybe("", this::word),
        maybeNull(() -> one(TaintEffect.values())),
        maybeNull(() -> number(1000)));
  }

  private ResourceList amounts() {
    TreeMap<String, Long> amounts = new TreeMap<>();
    for (String name : List.of("cpu", "memory", "nvidia.com/gpu", "ephemeral-storage")) {
      if (random.nextInt(3) == 0) {
        amounts.put(name, number(1L << 45));
      }
    }
    return ResourceList.of(amounts);
  }

  private Labels labels() {
    TreeMap<String, String> labels = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.put(word(), maybe("", this::word));
    }
    return Labels.of(labels);
  }

  private List<String> words() {
    return list(this::word);
  }

  private String word() {
    return one(
        "a", "web-1", "example.com/key", "Ü", "😀", "with \"quotes\" and \\", "x".repeat(300));
  }

  private long number(long bound) {
    return (long) (random.nextDouble() * bound);
  }

  private <T> List<T> list(Supplier<T> make) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      list.add(make.get());
    }
    return list;
  }

  private <T> T maybe(T usual, Supplier<T> make) {
    return random.nextInt(3) > 0 ? usual : make.get();
  }

  private <T> @Nullable T maybeNull(Supplier<T> make) {
    return random.nextInt(3) > 0 ? null : make.get();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
