package io.towtank.scenarios.conformance;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PriorityClass;
import io.towtank.workloads.kubernetes.KubernetesObjects;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies a timeline's recorded events to the API. */
final class TimelineEvents {
  private static final String RECREATED = "-r";

  private final CaseWorld world;
  private final TimelineSettings settings;
  private final Map<String, Long> podNanos;
  private final Map<String, Object> specTrees = new HashMap<>();

  /** Events of a case whose objects exist. */
  TimelineEvents(CaseWorld world, TimelineSettings settings) {
    this.world = world;
    this.settings = settings;
    podNanos = new HashMap<>(settings.podNanos());
  }

  /** How long a pod runs, null if it does not end by itself. */
  @Nullable Long durationNanos(String podKey) {
    return podNanos.get(podKey);
  }

  /**
   * Applies an event.
   *
   * @throws io.towtank.text.InputException if its object can't be used
   */
  void apply(TimelineEvent event) {
    ApiServer api = world.api();
    KubernetesObjects reader = world.reader();
    switch (event.kind()) {
      case "Pod" -> applyToPod(event);
      case "Node" -> applyToNode(event);
      case "PVC" -> apply(event, api.persistentVolumeClaims(), reader::persistentVolumeClaim);
      case "PV" -> apply(event, api.persistentVolumes(), reader::persistentVolume);
      case "StorageClass" -> apply(event, api.storageClasses(), reader::storageClass);
      case "CSINode" -> apply(event, api.csiNodes(), reader::csiNode);
      case "Service" -> apply(event, api.services(), reader::service);
      case "PDB" -> apply(event, api.podDisruptionBudgets(), reader::podDisruptionBudget);
      case "Namespace" -> applyToNamespace(event);
      default -> throw new IllegalStateException("unknown kind in " + event);
    }
  }

  /** What no longer exists is neither updated nor deleted; what exists is not created again. */
  private static <T extends ApiObject<T>> void apply(
      TimelineEvent event, ObjectStore<T> store, Function<Map<String, ?>, T> constructor) {
    if (event.verb() == TimelineEvent.Verb.DELETE) {
      store.delete(event.name());
      return;
    }
    T object = CaseWorld.read(event.wholeObject(), constructor);
    if (event.verb() == TimelineEvent.Verb.CREATE) {
      store.create(object);
    } else {
      store.update(object.key(), stored -> object);
    }
  }

  private void applyToNode(TimelineEvent event) {
    if (event.verb() == TimelineEvent.Verb.DRAIN) {
      drain(event);
    } else {
      apply(event, world.api().nodes(), world.reader()::node);
    }
  }

  private void applyToNamespace(TimelineEvent event) {
    if (event.verb() == TimelineEvent.Verb.DELETE) {
      world.api().namespaces().delete(event.name());
    } else {
      world.putNamespace(CaseWorld.read(event.wholeObject(), world.reader()::namespace));
    }
  }

  private void applyToPod(TimelineEvent event) {
    switch (event.verb()) {
      case CREATE -> create(event.wholeObject());
      case UPDATE -> update(event.wholeObject());
      default -> delete(event.name(), event.graceNanos());
    }
  }

  private void create(CaseTree tree) {
    Pod draft = CaseWorld.read(tree, world.reader()::pod);
    if (world.api().pods().get(draft.key()) == null) {
      Pod pod = world.createPod(tree);
      specTrees.put(pod.key(), spec(tree));
    }
  }

  private static Object spec(CaseTree tree) {
    return tree.fields().getOrDefault("spec", Map.of());
  }

  /** Replaces metadata and spec; an equal spec stays the same object. */
  private void update(CaseTree tree) {
    Pod draft = CaseWorld.read(tree, world.reader()::pod);
    if (world.api().pods().get(draft.key()) == null) {
      return;
    }
    Pod admitted = admit(settings.withGrace(draft));
    boolean isSameSpec = spec(tree).equals(specTrees.put(draft.key(), spec(tree)));
    world
        .api()
        .pods()
        .update(
            draft.key(),
            stored ->
                stored.toBuilder()
                    .labels(admitted.labels())
                    .owner(admitted.owner())
                    .spec(isSameSpec ? stored.spec() : admitted.spec())
                    .priority(admitted.priority())
                    .preemptionPolicy(admitted.preemptionPolicy())
                    .build());
  }

  /**
   * The pod as the API server would admit a new one: an update passes through the same defaults.
   */
  private Pod admit(Pod draft) {
    ApiServer other = new ApiServer(new Simulation(0));
    for (PriorityClass priorityClass : world.api().priorityClasses().list()) {
      other.priorityClasses().create(priorityClass);
    }
    other.namespaces().create(new Namespace(draft.namespace(), Labels.EMPTY, 0));
    return world.admitted(other, draft);
  }

  private void delete(String key, long graceNanos) {
    Pod pod = world.api().pods().get(key);
    if (pod != null) {
      world.api().deletePod(pod, graceNanos);
    }
  }

  private void drain(TimelineEvent event) {
    List<Pod> pods =
        world.api().pods().list().stream()
            .filter(pod -> pod.nodeName().equals(event.name()))
            .sorted(Comparator.comparing(Pod::key))
            .toList();
    pods.forEach(pod -> delete(pod.key(), event.graceNanos()));
    if (event.recreates()) {
      pods.forEach(this::recreate);
    }
  }

  private void recreate(Pod pod) {
    Pod draft =
        Pod.builder(pod.name() + RECREATED, pod.spec())
            .namespace(pod.namespace())
            .labels(pod.labels())
            .build();
    Long duration = podNanos.get(pod.key());
    Object specTree = specTrees.get(pod.key());
    if (world.api().pods().get(draft.key()) != null) {
      return;
    }
    if (duration != null) {
      podNanos.put(draft.key(), duration);
    }
    if (specTree != null) {
      specTrees.put(draft.key(), specTree);
    }
    world.api().pods().create(draft).orThrow();
  }
}
