package io.towtank.scheduling.engine;

/** The engines there are; they decide alike. */
public enum EngineKind {
  /** Asks every plugin about every node. */
  REFERENCE {
    @Override
    public SchedulingEngine create(EnginePlugins plugins, EngineOptions options) {
      return new ReferenceEngine(plugins, options);
    }
  },
  /** Looks only at nodes that changed, where plugins allow it. */
  FAST {
    @Override
    public SchedulingEngine create(EnginePlugins plugins, EngineOptions options) {
      return new FastEngine(plugins, options);
    }
  };

  /** An engine for one profile. */
  public abstract SchedulingEngine create(EnginePlugins plugins, EngineOptions options);
}
