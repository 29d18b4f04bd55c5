package io.towtank.reports.explain;

import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a pod asks of its node besides resources.
 *
 * @param kind field of the pod's spec, such as {@code nodeSelector}
 * @param wish in one line, labels as kubectl writes them
 */
public record PodWish(String kind, String wish) {
  /** All that a pod asks for, in the order of the plugins that look at it. */
  static List<PodWish> of(Pod pod) {
    PodSpec spec = pod.spec();
    List<PodWish> wishes = new ArrayList<>();
    add(wishes, "nodeName", spec.nodeName());
    for (Toleration toleration : spec.tolerations()) {
      add(wishes, "toleration", toleration(toleration));
    }
    add(wishes, "nodeSelector", labels(spec.nodeSelector()));
    nodeAffinity(wishes, spec.nodeAffinity());
    List<Container> containers = new ArrayList<>(spec.initContainers());
    containers.addAll(spec.containers());
    for (Container container : containers) {
      for (HostPort port : container.hostPorts()) {
        add(wishes, "hostPort", port.hostIp() + ":" + port.port() + "/" + port.protocol());
      }
    }
    for (DeviceRequest device : spec.devices()) {
      String amount =
          device.isShare() ? device.milliPerDevice() + "/1000 of one" : device.count() + " whole";
      add(wishes, "devices", device.resource() + ": " + amount);
    }
    for (Volume volume : spec.volumes()) {
      if (volume.source() != Volume.Source.OTHER) {
        String source = volume.source().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        add(wishes, "volume", (volume.name() + ": " + source + " " + volume.id()).strip());
      }
    }
    for (TopologySpreadConstraint constraint : spec.topologySpreadConstraints()) {
      add(wishes, "topologySpreadConstraint", spread(constraint));
    }
    podAffinity(wishes, "podAffinity", spec.podAffinity());
    podAffinity(wishes, "podAntiAffinity", spec.podAntiAffinity());
    if (pod.preemptionPolicy() == PreemptionPolicy.NEVER) {
      add(wishes, "preemptionPolicy", "Never");
    }
    return wishes;
  }

  private static void add(List<PodWish> wishes, String kind, String wish) {
    if (!wish.isEmpty()) {
      wishes.add(new PodWish(kind, wish));
    }
  }

  private static String toleration(Toleration toleration) {
    TaintEffect effect = toleration.effect();
    String key = toleration.key().isEmpty() ? "every taint" : toleration.key();
    String value =
        toleration.operator() == Toleration.Operator.EQUAL ? "=" + toleration.value() : "";
    return key + value + (effect == null ? "" : ":" + effect.kubernetesName());
  }

  private static void nodeAffinity(List<PodWish> wishes, NodeAffinity affinity) {
    List<NodeSelectorTerm> required = affinity.required();
    if (required != null) {
      List<String> terms = required.stream().map(PodWish::term).toList();
      add(wishes, "nodeAffinity", "required: " + String.join("; or ", terms));
    }
    for (NodeAffinity.PreferredTerm preferred : affinity.preferred()) {
      String wish = "preferred, weight " + preferred.weight() + ": " + term(preferred.term());
      add(wishes, "nodeAffinity", wish);
    }
  }

  private static String term(NodeSelectorTerm term) {
    List<String> parts = new ArrayList<>();
    for (NodeSelectorRequirement requirement : term.matchExpressions()) {
      parts.add(comparison(requirement.key(), requirement.operator().name(), requirement.values()));
    }
    for (NodeSelectorRequirement requirement : term.matchFields()) {
      parts.add(comparison(requirement.key(), requirement.operator().name(), requirement.values()));
    }
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static void podAffinity(List<PodWish> wishes, String kind, PodAffinity affinity) {
    for (PodAffinityTerm term : affinity.required()) {
      add(wishes, kind, "required: " + term(term));
    }
    for (PodAffinity.PreferredTerm preferred : affinity.preferred()) {
      add(wishes, kind, "preferred, weight " + preferred.weight() + ": " + term(preferred.term()));
    }
  }

  private static String term(PodAffinityTerm term) {
    LabelSelector namespaceSelector = term.namespaceSelector();
    String wish = selector(term.labelSelector()) + " by " + term.topologyKey();
    if (!term.namespaces().isEmpty()) {
      wish += ", namespaces " + String.join(", ", term.namespaces());
    }
    return namespaceSelector == null
        ? wish
        : wish + ", namespaces with " + selector(namespaceSelector);
  }

  private static String spread(TopologySpreadConstraint constraint) {
    Integer minDomains = constraint.minDomains();
    return selector(constraint.labelSelector())
        + " by "
        + constraint.topologyKey()
        + ", maxSkew "
        + constraint.maxSkew()
        + ", "
        + camel(constraint.whenUnsatisfiable().name())
        + (minDomains == null ? "" : ", minDomains " + minDomains);
  }

  private static String selector(@Nullable LabelSelector selector) {
    if (selector == null) {
      return "no pods";
    }
    List<String> parts = new ArrayList<>();
    if (selector.matchLabels().size() > 0) {
      parts.add(labels(selector.matchLabels()));
    }
    for (LabelSelectorRequirement requirement : selector.matchExpressions()) {
      parts.add(comparison(requirement.key(), requirement.operator().name(), requirement.values()));
    }
    return parts.isEmpty() ? "all" : String.join(", ", parts);
  }

  private static String labels(Labels labels) {
    List<String> parts = new ArrayList<>();
    labels.toMap().forEach((key, value) -> parts.add(key + "=" + value));
    return String.join(", ", parts);
  }

  private static String comparison(String key, String operator, List<String> values) {
    return switch (operator) {
      case "IN" -> key + " in (" + String.join(", ", values) + ")";
      case "NOT_IN" -> key + " notin (" + String.join(", ", values) + ")";
      case "EXISTS" -> key;
      case "DOES_NOT_EXIST" -> "!" + key;
      default -> key + " " + camel(operator) + " " + String.join(", ", values);
    };
  }

  /** {@code NO_SCHEDULE} as {@code NoSchedule}. */
  private static String camel(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
