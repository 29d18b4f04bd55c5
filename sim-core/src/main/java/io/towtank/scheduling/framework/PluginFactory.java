package io.towtank.scheduling.framework;

/**
 * Makes plugins of one kind; found through {@link java.util.ServiceLoader}, so that a jar on the
 * class path adds plugins without a change to ours.
 */
public interface PluginFactory {
  /** Name of the plugin in profiles. */
  String name();

  /** What the plugin does, in one sentence for people. */
  String summary();

  /**
   * A plugin for one profile.
   *
   * @param args its arguments; the factory reads every one it knows, others are refused afterwards
   * @throws IllegalArgumentException if an argument can't be used; the message names it
   */
  Plugin create(PluginArgs args, FrameworkHandle handle);
}
