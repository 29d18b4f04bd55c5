package io.towtank.scenarios.bench;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The engines that can be measured; the first is what the others are compared with. */
public enum BenchEngine {
  /** Asks every plugin about every node. */
  REFERENCE(EngineKind.REFERENCE),
  /** Looks only at nodes that changed. */
  FAST(EngineKind.FAST);

  private final EngineKind kind;

  BenchEngine(EngineKind kind) {
    this.kind = kind;
  }

  /** A scheduler without nodes that decides by this engine. */
  SchedulingAlgorithm open(
      ResourceIndex resources,
      List<Profile> profiles,
      SchedulingAlgorithm.Surroundings surroundings) {
    return new SchedulingAlgorithm(
        resources, PluginRegistry.load(), profiles, surroundings.withEngine(kind));
  }

  /** Whether it keeps something for each kind of pod, which the first of a kind has to pay for. */
  boolean keepsKinds() {
    return kind != EngineKind.REFERENCE;
  }

  /** Name on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The engine of this name.
   *
   * @throws InputException if there is none
   */
  public static BenchEngine named(String label) {
    for (BenchEngine engine : values()) {
      if (engine.label().equals(label)) {
        return engine;
      }
    }
    List<String> labels = Arrays.stream(values()).map(BenchEngine::label).toList();
    throw new InputException(
        "--engines: no engine '"
            + label
            + "'; expected "
            + String.join(", ", labels)
            + NearestName.hint(label, labels));
  }
}
