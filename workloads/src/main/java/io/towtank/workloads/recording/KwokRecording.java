package io.towtank.workloads.recording;

import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.kubernetes.KubernetesDocuments;
import io.towtank.workloads.kubernetes.KubernetesObjects;
import io.towtank.workloads.recording.RecordedPods.Life;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One recording. Controllers ran while it was made, so that the pods are in it by themselves, and
 * their owners are not needed.
 */
final class KwokRecording {
  static final String NO_POD = "about no pod";
  static final String NO_NODE = "no node at the start";
  static final String ENDED = "a pod that had ended before the recording";
  static final String NO_END = "a change of a pod that does not end it";
  static final String NOT_THERE = "about a pod that is not there";

  private static final String PATCH = "ResourcePatch";
  private static final int NODES_MAX = 1_000_000;
  private static final long NANOS_MAX = CsvRow.SECONDS_MAX * 1_000_000_000L;

  private final Path file;
  private final TraceAccounts accounts;
  private final TemplateObjects templates;
  private final RecordedPods pods;
  private final Map<String, Life> lifeByPod = new LinkedHashMap<>();
  private final Set<String> names = new TreeSet<>();
  private long latestNanos;

  KwokRecording(Path file, CensoredLifetimes censored, TraceAccounts accounts) {
    this.file = file;
    this.accounts = accounts;
    templates = new TemplateObjects(file, accounts);
    pods = new RecordedPods(file.toString(), censored, accounts);
  }

  /** The nodes that are there when the recording begins. */
  static List<Node> nodes(Path file, TraceAccounts accounts) {
    KubernetesObjects objects =
        new KubernetesObjects(
            file.toString(), Instant.EPOCH, warning -> accounts.repair(TemplateObjects.NO_EFFECT));
    List<Node> nodes = new ArrayList<>();
    KubernetesDocuments.read(
        file,
        tree -> {
          if (!Trees.text(tree, "kind").equals("Node")) {
            accounts.drop(NO_NODE);
            return;
          }
          if (nodes.size() == NODES_MAX) {
            throw new InputException(file + ": more than " + NODES_MAX + " nodes");
          }
          accounts.use();
          nodes.add(objects.node(tree));
        });
    return nodes;
  }

  List<PodArrival> read() {
    KubernetesDocuments.read(
        file,
        tree -> {
          String reason = Trees.text(tree, "kind").equals(PATCH) ? patch(tree) : initial(tree);
          if (reason == null) {
            accounts.use();
          } else {
            accounts.drop(reason);
          }
        });
    return pods.arrivals(latestNanos);
  }

  private @Nullable String initial(Map<?, ?> tree) {
    if (!Trees.text(tree, "kind").equals("Pod")) {
      return NO_POD;
    }
    return create(Trees.map(tree, "metadata"), tree, 0);
  }

  private @Nullable String patch(Map<?, ?> tree) {
    long now =
        Trees.integer(
            tree.get("durationNanosecond"),
            file + ": " + PATCH + ": durationNanosecond",
            0,
            NANOS_MAX);
    latestNanos = Math.max(latestNanos, now);
    if (!Trees.text(Trees.map(tree, "resource"), "resource").equals("pods")) {
      return NO_POD;
    }
    Map<?, ?> target = Trees.map(tree, "target");
    Map<?, ?> template = Trees.map(tree, "template");
    String method = Trees.text(tree, "method");
    return switch (method) {
      case "create" -> create(target, template, now);
      case "delete" -> end(target, now);
      case "patch" -> hasEnded(template) ? end(target, now) : NO_END;
      default ->
          throw new InputException(
              "%s: %s: method: found %s, expected create, patch or delete"
                  .formatted(file, PATCH, Shown.quoted(method)));
    };
  }

  private @Nullable String create(Map<?, ?> target, Map<?, ?> template, long now) {
    if (hasEnded(template)) {
      return ENDED;
    }
    String namespace = namespace(target);
    String name = Trees.text(target, "name");
    if (name.isEmpty()) {
      throw new InputException(file + ": a pod without a name");
    }
    String key = namespace + "/" + name;
    // A pod of a stateful set comes back by the same name.
    String unique = name;
    for (int i = 1; !names.add(namespace + "/" + unique); i++) {
      unique = name + "-again-" + i;
    }
    Life before = lifeByPod.put(key, pods.begin(templates.pod(namespace, unique, template), now));
    if (before != null) {
      before.end(now);
    }
    return null;
  }

  private @Nullable String end(Map<?, ?> target, long now) {
    Life life = lifeByPod.remove(namespace(target) + "/" + Trees.text(target, "name"));
    if (life == null) {
      return NOT_THERE;
    }
    life.end(now);
    return null;
  }

  private static String namespace(Map<?, ?> target) {
    String namespace = Trees.text(target, "namespace");
    return namespace.isEmpty() ? "default" : namespace;
  }

  private static boolean hasEnded(Map<?, ?> pod) {
    String phase = Trees.text(Trees.map(pod, "status"), "phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }
}
