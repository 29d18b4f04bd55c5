package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationControllerSpec;
import io.towtank.model.LabelSelector;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PodTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes up the objects of one input, each as fabric8's model object of its kind. */
final class ObjectReader {
  private final String origin;
  private final Warnings warnings;

  /**
   * A reader of one input.
   *
   * @param origin what to call the input in messages
   * @param warnings told of fields that have no effect
   */
  ObjectReader(String origin, Warnings warnings) {
    this.origin = origin;
    this.warnings = warnings;
  }

  /** Takes up one object; fields that its kind does not have are warned of. */
  <S extends HasMetadata> Taken<S> take(
      String kind, Map<String, ?> tree, FieldTree ignored, Class<S> type) {
    Manifest manifest = new Manifest(origin, kind, tree, warnings);
    return new Taken<>(manifest, tree, TreeReader.read(manifest, tree, ignored, type));
  }

  /**
   * One object.
   *
   * @param tree what it was read from
   * @param source what it says
   */
  record Taken<S extends HasMetadata>(Manifest manifest, Map<String, ?> tree, S source) {
    /** Its metadata, with a name at least. */
    io.fabric8.kubernetes.api.model.ObjectMeta metadata() {
      return Fields.metadata(manifest, source.getMetadata());
    }

    /** Its metadata in the model's own form. */
    ObjectMeta meta() {
      var metadata = metadata();
      return ObjectMeta.of(Fields.namespace(metadata), metadata.getName())
          .withLabels(Fields.labels(manifest, metadata.getLabels(), "metadata.labels"))
          .withOwner(Fields.owner(metadata));
    }

    /** Its spec, which must be there. */
    <P> P spec(@Nullable P spec) {
      return manifest.required(spec, "spec", "a mapping");
    }

    /** The selector in its spec, which must be there. */
    LabelSelector selector(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
      return manifest.required(
          Fields.selector(manifest, selector, "spec.selector"),
          "spec.selector",
          "a label selector");
    }

    /** A replication controller's selector; its pods' labels stand in for one it lacks. */
    LabelSelector selector(ReplicationControllerSpec spec) {
      Map<String, String> labels = spec.getSelector();
      PodTemplateSpec template = spec.getTemplate();
      if ((labels == null || labels.isEmpty())
          && template != null
          && template.getMetadata() != null) {
        labels = template.getMetadata().getLabels();
      }
      return LabelSelector.ofLabels(Fields.labels(manifest, labels, "spec.selector"));
    }

    /** The template in its spec, of pods that the selector must match. */
    PodTemplate template(@Nullable PodTemplateSpec template, LabelSelector selector) {
      return new TemplateReader(manifest, tree).forSelector(template, selector);
    }
  }
}
