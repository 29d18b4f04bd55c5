package com.example.towtank;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScorePlugin;

/** Prefers nodes that are in use already, so that idle ones can be switched off. */
public final class PowerSaver implements ScorePlugin {
  private final long bonus;

  private PowerSaver(PluginArgs args) {
    bonus = args.integer("bonus", 100, 0, SCORE_MAX);
  }

  @Override
  public String name() {
    return "PowerSaver";
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return node.pods().isEmpty() ? 0 : bonus;
  }

  /** Makes it known under its name. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return "PowerSaver";
    }

    @Override
    public String summary() {
      return "Prefers nodes that are in use already.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new PowerSaver(args);
    }
  }
}
