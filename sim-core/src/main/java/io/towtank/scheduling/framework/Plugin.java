package io.towtank.scheduling.framework;

/**
 * A scheduling plugin. It belongs to one profile of one simulation and is called from one thread,
 * so it may keep state; whatever it draws at random comes from {@link
 * FrameworkHandle#randomStream}.
 */
public interface Plugin {
  /** Its name in profiles: Kubernetes' own where Kubernetes has it. */
  String name();
}
