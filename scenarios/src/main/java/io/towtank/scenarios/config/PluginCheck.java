package io.towtank.scenarios.config;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin made once for an empty cluster, to see whether it takes its arguments.
 *
 * @param problems what is wrong with its entry in a profile
 * @param points where it takes part
 */
public record PluginCheck(List<String> problems, List<ExtensionPoint> points) {

  /** Copies the lists. */
  public PluginCheck {
    problems = List.copyOf(problems);
    points = List.copyOf(points);
  }

  /** Makes the plugin; one that nobody knows has no problems and no part in anything. */
  public static PluginCheck of(EnabledPlugin entry, PluginRegistry registry) {
    return registry.all().stream()
        .filter(factory -> factory.name().equals(entry.name()))
        .findFirst()
        .map(factory -> make(factory, entry))
        .orElseGet(() -> new PluginCheck(List.of(), List.of()));
  }

  private static PluginCheck make(PluginFactory factory, EnabledPlugin entry) {
    PluginArgs args = entry.args().copy();
    Plugin plugin;
    try {
      plugin = factory.create(args, new EmptyCluster());
    } catch (IllegalArgumentException e) {
      return new PluginCheck(List.of(String.valueOf(e.getMessage())), List.of());
    }
    List<String> problems = new ArrayList<>(args.unknownKeys());
    for (ExtensionPoint point : entry.points()) {
      if (!point.isImplementedBy(plugin)) {
        problems.add(entry.name() + " does not take part in " + point.fieldName());
      }
    }
    List<ExtensionPoint> points = new ArrayList<>();
    for (ExtensionPoint point : ExtensionPoint.values()) {
      if (point.isImplementedBy(plugin) && entry.isEnabledAt(point)) {
        points.add(point);
      }
    }
    return new PluginCheck(problems, points);
  }

  /** A scheduler without nodes. */
  private static final class EmptyCluster implements FrameworkHandle, NodeList {
    private final ResourceIndex resources = new ResourceIndex();
    private final RandomStreams streams = new RandomStreams(0);

    @Override
    public long nowNanos() {
      return 0;
    }

    @Override
    public ResourceIndex resources() {
      return resources;
    }

    @Override
    public NodeList nodes() {
      return this;
    }

    @Override
    public RandomStream randomStream(String plugin, String purpose) {
      return streams.stream(plugin, purpose);
    }

    @Override
    public Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
      throw new IllegalStateException("a plugin can't bind before it is asked to");
    }

    @Override
    public WaitingPods waitingPods() {
      throw new IllegalStateException("a plugin has no waiting pods before it is asked");
    }

    @Override
    public List<NodeInfo> all() {
      return List.of();
    }

    @Override
    public @Nullable NodeInfo byName(String name) {
      return null;
    }

    @Override
    public long allocatableMax(int resource) {
      return 0;
    }

    @Override
    public int imageNodeCount(String image) {
      return 0;
    }

    @Override
    public long imageSizeBytes(String image) {
      return 0;
    }
  }
}
