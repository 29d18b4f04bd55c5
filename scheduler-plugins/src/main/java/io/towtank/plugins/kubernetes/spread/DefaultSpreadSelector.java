package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.scheduling.framework.ClusterObjects;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods that a pod without constraints of its own belongs together with: those that its services
 * and its owner select. Source: kube-scheduler v1.34, {@code helper.DefaultSelector}.
 */
final class DefaultSpreadSelector {
  private DefaultSpreadSelector() {}

  /** Whether there is plainly nothing that the pod could belong to. */
  static boolean isEmptyFor(Pod pod, ClusterObjects objects) {
    return pod.owner() == null && objects.services().list().isEmpty();
  }

  /** All that the matching services and the owner ask for; empty if there are none. */
  static LabelSelector of(Pod pod, ClusterObjects objects) {
    LabelSelector services = ofServices(pod, objects);
    OwnerReference owner = pod.owner();
    if (owner == null) {
      return services;
    }
    String key = pod.namespace() + "/" + owner.name();
    return switch (owner.kind()) {
      case "ReplicationController" -> {
        ReplicationController controller = objects.replicationControllers().get(key);
        yield controller == null
            ? services
            : services.withLabels(controller.selector().matchLabels().toMap());
      }
      case "ReplicaSet" -> {
        ReplicaSet set = objects.replicaSets().get(key);
        yield both(services, set == null ? null : set.selector());
      }
      case "StatefulSet" -> {
        StatefulSet set = objects.statefulSets().get(key);
        yield both(services, set == null ? null : set.selector());
      }
      default -> services;
    };
  }

  private static LabelSelector ofServices(Pod pod, ClusterObjects objects) {
    LabelSelector selector = LabelSelector.EVERYTHING;
    for (Service service : objects.services().list()) {
      Labels labels = service.selector();
      if (service.namespace().equals(pod.namespace()) && pod.labels().containsAll(labels)) {
        selector = selector.withLabels(labels.toMap());
      }
    }
    return selector;
  }

  /** Both must match; where they ask for different values of one label, nothing does. */
  private static LabelSelector both(LabelSelector first, @Nullable LabelSelector second) {
    if (second == null) {
      return first;
    }
    LabelSelector all = first;
    for (Map.Entry<String, String> label : second.matchLabels().toMap().entrySet()) {
      all =
          all.with(
              new LabelSelectorRequirement(label.getKey(), Operator.IN, List.of(label.getValue())));
    }
    for (LabelSelectorRequirement requirement : second.matchExpressions()) {
      all = all.with(requirement);
    }
    return all;
  }
}
