package io.towtank.scenarios.conformance;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.config.SchedulerConfiguration;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
import io.towtank.workloads.kubernetes.KubernetesObjects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The cluster that a case begins with: an API with the case's objects, at time 0. */
final class CaseWorld {
  /**
   * Pods that are placed begin to run from here on, later than all that a recording begins with.
   */
  static final Instant FIRST_START = Instant.parse("2030-01-01T00:00:00Z");

  private static final List<String> KINDS =
      List.of(
          "nodes",
          "pods",
          "services",
          "replicaSets",
          "replicationControllers",
          "statefulSets",
          "pdbs",
          "priorityClasses",
          "namespaces",
          "persistentVolumes",
          "persistentVolumeClaims",
          "storageClasses",
          "csiNodes");

  private final CaseTree testCase;
  private final KubernetesObjects reader;
  private final SchedulerConfiguration configuration;
  private final Simulation simulation = new Simulation(0);
  private final ApiServer api = new ApiServer(simulation);
  private final ResourceIndex resources = new ResourceIndex();
  private final PluginRegistry registry = PluginRegistry.load();
  private final SortedSet<String> namespaces = new TreeSet<>();
  private final UnaryOperator<Pod> adjustment;

  /**
   * A cluster without objects.
   *
   * @param testCase the case
   * @param timeZero the wall clock's time at the simulation's time 0
   * @param adjustment applied to each pod before it is created
   * @param warnings takes what has no effect
   * @throws InputException if the configuration can't be used
   */
  CaseWorld(
      CaseTree testCase,
      Instant timeZero,
      UnaryOperator<Pod> adjustment,
      Consumer<String> warnings) {
    this.testCase = testCase;
    this.adjustment = adjustment;
    reader = new KubernetesObjects(testCase.position(), timeZero, warnings);
    CaseTree config = testCase.optionalObject("config");
    configuration =
        config == null
            ? SchedulerConfiguration.defaults()
            : SchedulerConfiguration.of(
                testCase.position() + ": " + config.path(), config.fields());
    CaseTree objects = testCase.optionalObject("objects");
    if (objects != null) {
      objects.warnOfOthers(KINDS, warnings);
    }
  }

  /**
   * Creates the case's objects.
   *
   * @throws InputException if one of them can't be used
   */
  void createObjects() {
    CaseTree objects = testCase.optionalObject("objects");
    if (objects == null) {
      return;
    }
    createAll(objects, "priorityClasses", api.priorityClasses(), reader::priorityClass);
    for (CaseTree tree : objects.objects("namespaces")) {
      putNamespace(read(tree, reader::namespace));
    }
    createAll(objects, "services", api.services(), reader::service);
    createAll(objects, "replicaSets", api.replicaSets(), reader::replicaSet);
    createAll(
        objects,
        "replicationControllers",
        api.replicationControllers(),
        reader::replicationController);
    createAll(objects, "statefulSets", api.statefulSets(), reader::statefulSet);
    createAll(objects, "pdbs", api.podDisruptionBudgets(), reader::podDisruptionBudget);
    createAll(objects, "storageClasses", api.storageClasses(), reader::storageClass);
    createAll(objects, "persistentVolumes", api.persistentVolumes(), reader::persistentVolume);
    createAll(
        objects,
        "persistentVolumeClaims",
        api.persistentVolumeClaims(),
        reader::persistentVolumeClaim);
    createAll(objects, "csiNodes", api.csiNodes(), reader::csiNode);
    createAll(objects, "nodes", api.nodes(), reader::node);
    for (CaseTree tree : objects.objects("pods")) {
      createPod(tree);
    }
  }

  private <T extends ApiObject<T>> void createAll(
      CaseTree objects,
      String field,
      ObjectStore<T> store,
      Function<Map<String, ?>, T> constructor) {
    for (CaseTree tree : objects.objects(field)) {
      require(tree, store.create(read(tree, constructor)));
    }
  }

  /** An object of the model. */
  static <T> T read(CaseTree tree, Function<Map<String, ?>, T> constructor) {
    return constructor.apply(tree.fields());
  }

  private static <T extends ApiObject<T>> T require(CaseTree tree, WriteResult<T> result) {
    if (!result.isOk()) {
      throw new InputException(tree.position() + ": " + tree.path() + ": " + result.message());
    }
    return result.orThrow();
  }

  /** Creates a namespace, or changes its labels. */
  void putNamespace(Namespace namespace) {
    namespaces.add(namespace.name());
    if (api.namespaces().get(namespace.name()) == null) {
      api.namespaces().create(namespace).orThrow();
    } else {
      api.namespaces()
          .update(
              namespace.name(),
              stored -> new Namespace(stored.name(), namespace.labels(), stored.resourceVersion()));
    }
  }

  /**
   * Creates a pod, and its namespace if need be: recordings name only namespaces that have labels.
   *
   * @return the pod as it was admitted
   * @throws InputException if it can't be used
   */
  Pod createPod(CaseTree tree) {
    Pod draft = adjustment.apply(read(tree, reader::pod));
    if (api.namespaces().get(draft.namespace()) == null) {
      api.namespaces().create(new Namespace(draft.namespace(), Labels.EMPTY, 0)).orThrow();
    }
    return require(tree, api.pods().create(draft));
  }

  /** The draft as another API admits it. */
  Pod admitted(ApiServer other, Pod draft) {
    WriteResult<Pod> result = other.pods().create(draft);
    if (!result.isOk()) {
      throw new InputException(testCase.position() + ": " + result.message());
    }
    return result.orThrow();
  }

  KubernetesObjects reader() {
    return reader;
  }

  SchedulerConfiguration configuration() {
    return configuration;
  }

  List<Profile> profiles() {
    return configuration.profiles().stream()
        .map(profile -> profile.withPercentageOfNodesToScore(null))
        .toList();
  }

  Simulation simulation() {
    return simulation;
  }

  ApiServer api() {
    return api;
  }

  ResourceIndex resources() {
    return resources;
  }

  PluginRegistry registry() {
    return registry;
  }

  /** Namespaces that the case itself names. */
  SortedSet<String> namespaces() {
    return namespaces;
  }
}
