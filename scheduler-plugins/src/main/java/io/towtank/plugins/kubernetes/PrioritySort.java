package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueuedPodInfo;

/** Tries pods of higher priority first; of equal ones, those that entered the queue earlier. */
public final class PrioritySort implements QueueSortPlugin {
  /** Name in profiles. */
  public static final String NAME = "PrioritySort";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int compare(QueuedPodInfo a, QueuedPodInfo b) {
    int order = Integer.compare(b.info().pod().priority(), a.info().pod().priority());
    if (order == 0) {
      order = Long.compare(a.timestampNanos(), b.timestampNanos());
    }
    return order == 0 ? Long.compare(a.sequence(), b.sequence()) : order;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Orders the queue by priority, then by time of entry.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new PrioritySort();
    }
  }
}
