package io.towtank.workloads.kubernetes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the tests of this package share. */
final class Trees {
  static final Instant TIME_ZERO = Instant.parse("2030-01-01T00:00:00Z");

  final List<String> warnings = new ArrayList<>();
  final KubernetesObjects objects = new KubernetesObjects("cluster.yaml", TIME_ZERO, warnings::add);

  /** The tree of one YAML document. */
  @SuppressWarnings("unchecked")
  static Map<String, ?> yaml(String text) {
    return (Map<String, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
