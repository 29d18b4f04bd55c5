package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinity.PreferredTerm;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod in a few words; it is told from others by its label {@code app}. */
final class PodSketch {
  private final String app;
  private Labels labels;
  private String namespace = Namespace.DEFAULT;
  private String node = "";
  private boolean terminating;
  private final List<PodAffinityTerm> near = new ArrayList<>();
  private final List<PodAffinityTerm> far = new ArrayList<>();
  private final List<PreferredTerm> ratherNear = new ArrayList<>();
  private final List<PreferredTerm> ratherFar = new ArrayList<>();

  private PodSketch(String app) {
    this.app = app;
    labels = Labels.of("app", app);
  }

  static PodSketch app(String app) {
    return new PodSketch(app);
  }

  /** A term for the pods of an app in the pod's own namespace. */
  static PodAffinityTerm term(String app, String topologyKey) {
    return PodAffinityTerm.of(LabelSelector.ofLabels(Labels.of("app", app)), topologyKey);
  }

  /** A term for the pods of an app in other namespaces, by zone. */
  static PodAffinityTerm term(
      String app, List<String> namespaces, @Nullable LabelSelector namespaceSelector) {
    return new PodAffinityTerm(
        LabelSelector.ofLabels(Labels.of("app", app)),
        namespaces,
        namespaceSelector,
        "zone",
        List.of(),
        List.of());
  }

  PodSketch label(String key, String value) {
    labels = labels.with(key, value);
    return this;
  }

  PodSketch in(String other) {
    namespace = other;
    return this;
  }

  PodSketch on(String boundTo) {
    node = boundTo;
    return this;
  }

  PodSketch terminating() {
    terminating = true;
    return this;
  }

  PodSketch near(PodAffinityTerm term) {
    near.add(term);
    return this;
  }

  PodSketch near(String other, String topologyKey) {
    return near(term(other, topologyKey));
  }

  PodSketch awayFrom(PodAffinityTerm term) {
    far.add(term);
    return this;
  }

  PodSketch awayFrom(String other, String topologyKey) {
    return awayFrom(term(other, topologyKey));
  }

  PodSketch ratherNear(int weight, PodAffinityTerm term) {
    ratherNear.add(new PreferredTerm(weight, term));
    return this;
  }

  PodSketch ratherNear(int weight, String other, String topologyKey) {
    return ratherNear(weight, term(other, topologyKey));
  }

  PodSketch ratherAwayFrom(int weight, String other, String topologyKey) {
    ratherFar.add(new PreferredTerm(weight, term(other, topologyKey)));
    return this;
  }

  Pod pod() {
    Pod.Builder pod =
        Pod.builder(
                app,
                PodSpec.builder()
                    .requests(ResourceList.EMPTY)
                    .podAffinity(new PodAffinity(near, ratherNear))
                    .podAntiAffinity(new PodAffinity(far, ratherFar))
                    .build())
            .uid(1)
            .namespace(namespace)
            .labels(labels)
            .nodeName(node);
    return (terminating ? pod.deletionNanos(0) : pod).build();
  }
}
