package io.towtank.plugins.kubernetes;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PreEnqueuePlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/** Keeps pods out of the queue as long as they carry scheduling gates. */
public final class SchedulingGates implements PreEnqueuePlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "SchedulingGates";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preEnqueue(Pod pod) {
    List<String> gates = pod.spec().schedulingGates();
    return gates.isEmpty()
        ? Status.SUCCESS
        : Status.unresolvable("waiting for scheduling gates: [" + String.join(" ", gates) + "]");
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(new QueueingHint(ClusterEvent.POD_UPDATED, SchedulingGates::areGatesGone));
  }

  private static boolean areGatesGone(Pod pod, QueueingHint.Change change) {
    Pod updated = change.newPod();
    return updated == null
        ? Changes.isEverything(change)
        : updated.uid() == pod.uid() && updated.spec().schedulingGates().isEmpty();
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Holds pods back until their scheduling gates are removed.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new SchedulingGates();
    }
  }
}
