package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the pod template of one object, at {@code spec.template}. */
final class TemplateReader {
  private static final String PATH = "spec.template";

  private final Manifest manifest;
  private final Map<?, ?> tree;

  /**
   * A reader of an object's template.
   *
   * @param tree the object, or the part of it that has {@code spec.template}
   */
  TemplateReader(Manifest manifest, Map<?, ?> tree) {
    this.manifest = manifest;
    this.tree = tree;
  }

  /** Fields of an object with a template that make no difference. */
  static FieldTree ignored(List<String> fields, String templatePath) {
    return FieldTree.of(fields, List.of(templatePath), PodReader.IGNORED_FIELDS);
  }

  /** What lies below a field, empty where nothing does. */
  static Map<?, ?> below(Map<?, ?> tree, String... steps) {
    Map<?, ?> at = tree;
    for (String step : steps) {
      if (!(at.get(step) instanceof Map<?, ?> next)) {
        return Map.of();
      }
      at = next;
    }
    return at;
  }

  /** The template of pods that go on for ever, whose labels the selector must match. */
  PodTemplate forSelector(@Nullable PodTemplateSpec source, LabelSelector selector) {
    PodTemplate template = read(source);
    if (selector.isEmpty() || !selector.matches(template.labels())) {
      throw manifest.problem(
          "spec.selector",
          "expected a selector that matches the template's labels "
              + template.labels()
              + ", found one that does not");
    }
    if (template.spec().restartPolicy() != RestartPolicy.ALWAYS) {
      throw manifest.problem(
          PATH + ".spec.restartPolicy", "expected Always, since the pods are to go on for ever");
    }
    return template;
  }

  /** The template of pods that end. */
  PodTemplate forJob(@Nullable PodTemplateSpec source) {
    PodTemplate template = read(source);
    if (template.spec().restartPolicy() == RestartPolicy.ALWAYS) {
      throw manifest.problem(
          PATH + ".spec.restartPolicy", "expected OnFailure or Never, since the pods are to end");
    }
    return template;
  }

  private PodTemplate read(@Nullable PodTemplateSpec source) {
    PodTemplateSpec present = manifest.required(source, PATH, "a pod template");
    Manifest part = manifest.under(PATH);
    var spec = part.required(present.getSpec(), "spec", "a mapping");
    // Templates tell no times, so it does not matter when time begins.
    PodSpec podSpec = new PodReader(part, Instant.EPOCH).podSpec(spec);
    var metadata = present.getMetadata();
    Labels labels =
        metadata == null
            ? Labels.EMPTY
            : Fields.labels(part, metadata.getLabels(), "metadata.labels");
    Map<?, ?> template = below(tree, "spec", "template");
    return new PodTemplate(
        labels, podSpec, BehaviorReader.read(part, template), DeletionCost.read(part, template));
  }
}
