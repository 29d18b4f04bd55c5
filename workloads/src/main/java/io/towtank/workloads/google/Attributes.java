package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.Names;
import java.util.List;

/** Attributes of machines, whose names and values are hashes or numbers, as labels of nodes. */
final class Attributes {
  private static final String PREFIX = "google.com/";

  private Attributes() {}

  static String key(String attribute) {
    return Names.of(PREFIX, attribute);
  }

  static String value(String value) {
    return Names.of("", value);
  }

  static NodeSelectorRequirement require(String attribute, Operator operator, String value) {
    boolean isPresence = operator == Operator.EXISTS || operator == Operator.DOES_NOT_EXIST;
    return new NodeSelectorRequirement(
        key(attribute), operator, isPresence ? List.of() : List.of(value(value)));
  }
}
