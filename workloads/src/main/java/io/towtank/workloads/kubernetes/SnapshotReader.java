package io.towtank.workloads.kubernetes;

import io.towtank.model.ApiObject;
import io.towtank.model.CsiNode;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PriorityClass;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.input.TraceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads files of Kubernetes objects into a {@link ClusterSnapshot}. */
final class SnapshotReader {
  private static final int OBJECTS_MAX = 5_000_000;
  private static final int LOOK_AHEAD_BYTES = 1 << 16;
  private static final List<String> TIMES =
      List.of("creationTimestamp", "startTime", "lastTransitionTime", "lastHeartbeatTime");

  private final List<Path> files;

  /** The file that is being read. */
  private Path file;

  /** What to call the file in what goes into results, which must not depend on its directory. */
  private final String name;

  private final KubernetesObjects objects;

  /** Null where what controllers keep true is left out. */
  private final @Nullable ControllerObjectsReader controllers;

  private final List<String> warnings = new ArrayList<>();
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private String newest = "";
  private Instant newestTime = Instant.EPOCH;

  private final List<Node> nodes = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<PriorityClass> priorityClasses = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<ReplicaSet> replicaSets = new ArrayList<>();
  private final List<ReplicationController> replicationControllers = new ArrayList<>();
  private final List<StatefulSet> statefulSets = new ArrayList<>();
  private final List<PodDisruptionBudget> budgets = new ArrayList<>();
  private final List<PersistentVolume> volumes = new ArrayList<>();
  private final List<PersistentVolumeClaim> claims = new ArrayList<>();
  private final List<StorageClass> storageClasses = new ArrayList<>();
  private final List<CsiNode> csiNodes = new ArrayList<>();

  /**
   * A reader of one file, or of the files of a directory.
   *
   * @param withControllers whether to read what controllers keep true
   */
  SnapshotReader(Path file, boolean withControllers) {
    this.file = file;
    files = SnapshotFiles.of(file);
    name = String.valueOf(file.getFileName());
    // Times are kept since 1970 until the newest of them is known.
    objects = new KubernetesObjects(name, Instant.EPOCH, warnings::add);
    controllers = withControllers ? new ControllerObjectsReader(name, warnings::add) : null;
  }

  ClusterSnapshot read() {
    for (Path one : files) {
      file = one;
      try (InputStream bytes =
          new BufferedInputStream(TraceFile.open(one, "Kubernetes objects"), LOOK_AHEAD_BYTES)) {
        new DocumentReader(tokens(bytes), this::take).read();
      } catch (IOException e) {
        throw new InputException(one + ": " + TraceFile.reason(one, e), e);
      }
    }
    if (seen.isEmpty() && skipped.isEmpty()) {
      throw new InputException(file + ": found no Kubernetes object in it");
    }
    skipped.forEach(
        (kind, count) ->
            warnings.add(
                name
                    + ": objects of kind "
                    + kind
                    + " are not simulated and have no effect: "
                    + count));
    return new ClusterSnapshot(
        newestTime,
        nodes.stream().map(this::shifted).toList(),
        pods.stream().map(this::shifted).toList(),
        namespaces,
        priorityClasses,
        services,
        replicaSets,
        replicationControllers,
        statefulSets,
        budgets,
        volumes,
        claims,
        storageClasses,
        csiNodes,
        controllers == null ? ControllerObjects.NONE : controllers.read(),
        skipped,
        warnings);
  }

  /** A JSON text begins with a brace, which no manifest in YAML does. */
  private Tokens tokens(InputStream bytes) throws IOException {
    bytes.mark(LOOK_AHEAD_BYTES);
    int first = bytes.read();
    for (int i = 1; i < LOOK_AHEAD_BYTES && first >= 0 && first <= ' '; i++) {
      first = bytes.read();
    }
    bytes.reset();
    return first == '{'
        ? new JsonTokens(file.toString(), bytes)
        : new YamlTokens(file.toString(), bytes);
  }

  private void take(Map<String, ?> tree) {
    if (!(tree.get("kind") instanceof String kind) || kind.isEmpty()) {
      throw new InputException(
          file + ": found an object without kind after " + seen.size() + " others, expected one");
    }
    if (kind.endsWith("List") && tree.containsKey("items")) {
      Object items = tree.get("items");
      if (items == null) {
        return; // as a list without items is written by servers
      }
      throw new InputException(
          items instanceof Collection<?> list
              ? file
                  + ": found a list of "
                  + list.size()
                  + " objects inside a list, expected objects"
              : file
                  + ": "
                  + Shown.plain(kind)
                  + ": items: found "
                  + Shown.quoted(items.toString())
                  + ", expected a list");
    }
    if (seen.size() >= OBJECTS_MAX) {
      throw new InputException(file + ": found more than " + OBJECTS_MAX + " objects");
    }
    note(tree);
    String version = tree.get("apiVersion") instanceof String text ? text : "";
    String group = version.indexOf('/') < 0 ? "" : version.substring(0, version.indexOf('/'));
    if (!read(kind + (group.isEmpty() ? "" : "." + group), kind, version, tree)) {
      String shown =
          Shown.plain(kind) + (version.isEmpty() ? "" : " (" + Shown.plain(version) + ")");
      skipped.merge(skipped.size() < 1000 ? shown : "of other kinds", 1L, Long::sum);
    }
  }

  private boolean read(String kindAndGroup, String kind, String version, Map<String, ?> tree) {
    String full = version.isEmpty() ? withGroup(kind) : kindAndGroup;
    return (controllers != null && readDeclared(controllers, full, kind, tree))
        || readPlain(full, kind, tree);
  }

  private boolean readDeclared(
      ControllerObjectsReader reader, String kindAndGroup, String kind, Map<String, ?> tree) {
    switch (kindAndGroup) {
      case "ReplicaSet.apps" -> add(kind, replicaSets, reader.workloads().replicaSet(tree));
      case "ReplicationController" ->
          add(kind, replicationControllers, reader.workloads().replicationController(tree));
      case "StatefulSet.apps" -> add(kind, statefulSets, reader.workloads().statefulSet(tree));
      case "PodDisruptionBudget.policy" ->
          add(kind, budgets, reader.limits().podDisruptionBudget(tree));
      default -> {
        ApiObject<?> read = reader.take(kindAndGroup, tree);
        if (read != null) {
          note(kind, read);
        }
        return read != null;
      }
    }
    return true;
  }

  private boolean readPlain(String kindAndGroup, String kind, Map<String, ?> tree) {
    switch (kindAndGroup) {
      case "Node" -> add(kind, nodes, objects.node(tree));
      case "Pod" -> add(kind, pods, objects.pod(tree));
      case "Namespace" -> add(kind, namespaces, objects.namespace(tree));
      case "PriorityClass.scheduling.k8s.io" ->
          add(kind, priorityClasses, objects.priorityClass(tree));
      case "Service" -> add(kind, services, objects.service(tree));
      case "ReplicaSet.apps" -> add(kind, replicaSets, objects.replicaSet(tree));
      case "ReplicationController" ->
          add(kind, replicationControllers, objects.replicationController(tree));
      case "StatefulSet.apps" -> add(kind, statefulSets, objects.statefulSet(tree));
      case "PodDisruptionBudget.policy" -> add(kind, budgets, objects.podDisruptionBudget(tree));
      case "PersistentVolume" -> add(kind, volumes, objects.persistentVolume(tree));
      case "PersistentVolumeClaim" -> add(kind, claims, objects.persistentVolumeClaim(tree));
      case "StorageClass.storage.k8s.io" -> add(kind, storageClasses, objects.storageClass(tree));
      case "CSINode.storage.k8s.io" -> add(kind, csiNodes, objects.csiNode(tree));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** An object that does not say its version is taken for Kubernetes' own kind of that name. */
  private static String withGroup(String kind) {
    return switch (kind) {
      case "PriorityClass" -> "PriorityClass.scheduling.k8s.io";
      case "ReplicaSet", "StatefulSet", "Deployment", "DaemonSet" -> kind + ".apps";
      case "Job", "CronJob" -> kind + ".batch";
      case "PodDisruptionBudget" -> "PodDisruptionBudget.policy";
      case "StorageClass", "CSINode" -> kind + ".storage.k8s.io";
      default -> kind;
    };
  }

  private <T extends ApiObject<T>> void add(String kind, List<T> list, T object) {
    note(kind, object);
    list.add(object);
  }

  private void note(String kind, ApiObject<?> object) {
    if (!seen.add(kind + " " + object.key())) {
      throw new InputException(
          file + ": " + kind + " " + Shown.plain(object.key()) + " stands in it twice");
    }
  }

  /** Looks for the newest time in metadata and status. */
  private void note(Map<?, ?> tree) {
    if (tree.get("metadata") instanceof Map<?, ?> metadata) {
      noteTimes(metadata);
    }
    if (tree.get("status") instanceof Map<?, ?> status) {
      noteTimes(status);
      if (status.get("conditions") instanceof Collection<?> conditions) {
        for (Object condition : conditions) {
          if (condition instanceof Map<?, ?> fields) {
            noteTimes(fields);
          }
        }
      }
    }
  }

  private void noteTimes(Map<?, ?> fields) {
    for (String name : TIMES) {
      // Times in UTC are in order as texts are; only a newer one need be read.
      if (fields.get(name) instanceof String text
          && (text.compareTo(newest) > 0 || !text.endsWith("Z"))) {
        noteTime(text);
      }
    }
  }

  private void noteTime(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isAfter(newestTime)) {
        newestTime = time;
        newest = time.toString();
      }
    } catch (DateTimeException e) {
      // Where the time matters, reading the object names it.
      return;
    }
  }

  private Pod shifted(Pod pod) {
    return pod.toBuilder()
        .createdNanos(shifted(pod.createdNanos()))
        .startedNanos(shifted(pod.startedNanos()))
        .deletionNanos(shifted(pod.deletionNanos()))
        .build();
  }

  private Node shifted(Node node) {
    return node.toBuilder()
        .conditions(
            node.conditions().stream()
                .map(
                    condition ->
                        new NodeCondition(
                            condition.type(),
                            condition.status(),
                            shifted(condition.lastTransitionNanos())))
                .toList())
        .build();
  }

  /** The beginning of 1970 stands for a time that is not known, which becomes time 0. */
  private long shifted(long nanosSince1970) {
    if (nanosSince1970 == Pod.NEVER || nanosSince1970 == 0) {
      return nanosSince1970;
    }
    long zeroNanos = newestTime.getEpochSecond() * 1_000_000_000L + newestTime.getNano();
    long nanos = nanosSince1970 - zeroNanos;
    return nanos == Pod.NEVER ? Pod.NEVER - 1 : nanos;
  }
}
