package io.towtank.scheduling.testing;

import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import java.util.function.Function;

/** A factory of a plugin that takes no arguments. */
public final class FakePlugin implements PluginFactory {
  private final String name;
  private final Function<FrameworkHandle, Plugin> maker;

  private FakePlugin(String name, Function<FrameworkHandle, Plugin> maker) {
    this.name = name;
    this.maker = maker;
  }

  /** A plugin that needs its scheduler. */
  public static FakePlugin of(String name, Function<FrameworkHandle, Plugin> maker) {
    return new FakePlugin(name, maker);
  }

  /** This very plugin. */
  public static FakePlugin of(Plugin plugin) {
    return new FakePlugin(plugin.name(), handle -> plugin);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return "A plugin for tests.";
  }

  @Override
  public Plugin create(PluginArgs args, FrameworkHandle handle) {
    return maker.apply(handle);
  }
}
