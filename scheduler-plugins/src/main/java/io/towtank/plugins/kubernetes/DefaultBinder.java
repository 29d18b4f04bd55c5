package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.BindPlugin;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;

/** Binds the pod through the API, with the devices that were claimed for it. */
public final class DefaultBinder implements BindPlugin {
  /** Name in profiles. */
  public static final String NAME = "DefaultBinder";

  private final FrameworkHandle handle;

  DefaultBinder(FrameworkHandle handle) {
    this.handle = handle;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status bind(CycleState state, PodInfo pod, String nodeName) {
    return handle.bind(pod.pod(), nodeName, state.claimedDevices());
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Binds pods through the API.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new DefaultBinder(handle);
    }
  }
}
