package io.towtank.scheduling.testing;

import static io.towtank.scheduling.testing.Objects.SECOND;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.SchedulingListener;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An API, a scheduler with the given plugins, a script of what happens, and a log of attempts. */
public final class World {
  private record Step(String what, Runnable action) implements Message {
    @Override
    public long fingerprint() {
      return what.hashCode();
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private final Simulation simulation;
  private final ApiServer api;
  private final ResourceIndex resources = new ResourceIndex();
  private final Scheduler scheduler;
  private final Mailbox<Step> script;
  private final List<String> log = new ArrayList<>();

  /** With {@link Fakes#SORT} and {@link Fakes#BIND} besides the plugins given. */
  public World(SchedulerOptions options, PluginFactory... plugins) {
    this(1, options, RunRecorder.NONE, plugins);
  }

  /** The same with everything said. */
  public World(
      long seed, SchedulerOptions options, RunRecorder recorder, PluginFactory... plugins) {
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    List<PluginFactory> factories = new ArrayList<>(List.of(plugins));
    factories.add(Fakes.SORT);
    factories.add(Fakes.BIND);
    scheduler =
        new Scheduler(
            simulation,
            api,
            resources,
            PluginRegistry.of(factories),
            List.of(
                Profile.ofDefault(
                    factories.stream().map(f -> EnabledPlugin.of(f.name())).toList())),
            options,
            recorder);
    scheduler.addListener(new Log());
    script = simulation.mailbox("script", Phase.ARRIVAL, step -> step.action().run());
  }

  private final class Log implements SchedulingListener {
    @Override
    public void scheduled(Pod pod, String nodeName, int attempt, long startNanos) {
      note(pod.name() + " scheduled to " + nodeName + ", attempt " + attempt);
    }

    @Override
    public void unschedulable(Pod pod, int attempt, long startNanos, boolean neverFits) {
      note(pod.name() + " unschedulable, attempt " + attempt + (neverFits ? ", never fits" : ""));
    }

    @Override
    public void bindFailed(Pod pod, String nodeName, String reason) {
      note(pod.name() + " not bound to " + nodeName + ": " + reason);
    }
  }

  /** Adds a line to the log. */
  public void note(String line) {
    log.add(seconds(simulation.now()) + " " + line);
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  /** Has something happen, in the arrival phase. */
  public World at(double seconds, String what, Runnable action) {
    script.sendAt(Math.round(seconds * SECOND), new Step(what, action));
    return this;
  }

  /** Has a pod arrive. */
  public World arrive(double seconds, Pod pod) {
    return at(seconds, "create " + pod.name(), () -> api.pods().create(pod).orThrow());
  }

  /** Has a pod of the default namespace be deleted. */
  public World delete(double seconds, String podName) {
    return at(seconds, "delete " + podName, () -> api.pods().delete(key(podName)).orThrow());
  }

  /** Runs to this time. */
  public World runUntil(double seconds) {
    simulation.runUntil(Math.round(seconds * SECOND));
    return this;
  }

  /** A pod of the default namespace; it must exist. */
  public Pod pod(String name) {
    Pod pod = api.pods().get(key(name));
    if (pod == null) {
      throw new AssertionError("there is no pod " + name);
    }
    return pod;
  }

  private static String key(String podName) {
    return "default/" + podName;
  }

  /** Attempts and notes so far, each with its time in seconds. */
  public List<String> log() {
    return log;
  }

  /** The simulation. */
  public Simulation simulation() {
    return simulation;
  }

  /** The API. */
  public ApiServer api() {
    return api;
  }

  /** The numbering of resources. */
  public ResourceIndex resources() {
    return resources;
  }

  /** The scheduler. */
  public Scheduler scheduler() {
    return scheduler;
  }
}
