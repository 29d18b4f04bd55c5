package io.towtank.scenarios.spec;

import io.towtank.scheduling.engine.EngineKind;

/** What finds the nodes; all find the same ones. */
public enum Engine {
  /** Asks every plugin about every node. */
  REFERENCE,
  /** Looks only at nodes that changed. */
  FAST;

  /** The scheduler's engine. */
  public EngineKind toModel() {
    return switch (this) {
      case REFERENCE -> EngineKind.REFERENCE;
      case FAST -> EngineKind.FAST;
    };
  }
}
