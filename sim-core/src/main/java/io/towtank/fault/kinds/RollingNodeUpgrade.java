package io.towtank.fault.kinds;

import io.towtank.fault.Drain;
import io.towtank.fault.DrainOptions;
import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.FaultWorld;
import io.towtank.fault.TargetKind;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.network.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Upgrades nodes a few at a time: drains one, reboots it, uncordons it, and goes on to the next
 * when it is ready. Source for the steps: Kubernetes documentation, "Upgrading kubeadm clusters"
 * and "Upgrading Linux nodes".
 */
public final class RollingNodeUpgrade implements FaultFactory {
  private static final long LOOK_NANOS = 5_000_000_000L;
  private static final String STOP = "stop";
  private static final String SKIP = "skip";
  private static final String PROCEED = "proceed";

  @Override
  public String name() {
    return "rolling-node-upgrade";
  }

  @Override
  public String summary() {
    return "Drains, reboots and uncordons nodes, a few at a time.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public List<FaultField> fields() {
    List<FaultField> fields = new ArrayList<>();
    fields.add(FaultField.integer("atOnce", 1, 1, 100_000, "How many nodes at a time."));
    fields.add(FaultField.duration("downTime", "5m", "How long a node is off for its upgrade."));
    fields.add(
        FaultField.duration(
            "readyTimeout", "10m", "How long after it a node may take to be ready."));
    fields.add(
        FaultField.word(
            "onDrainFailure",
            STOP,
            List.of(STOP, SKIP, PROCEED),
            "What happens where a drain fails: no further node, this one not, or all the same."));
    fields.addAll(DrainOptions.FIELDS);
    return fields;
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public void check(FaultArgs args, Topology topology) {
    DrainOptions.of(args);
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    return new Upgrade(args, site);
  }

  private static final class Upgrade implements Fault {
    private final FaultArgs args;
    private final FaultSite site;
    private final FaultWorld world;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, Drain> underWay = new LinkedHashMap<>();
    private boolean isCalledOff;

    Upgrade(FaultArgs args, FaultSite site) {
      this.args = args;
      this.site = site;
      world = site.world();
      waiting.addAll(site.targets().nodes());
    }

    @Override
    public void begin() {
      goOn();
    }

    @Override
    public void end() {
      isCalledOff = true;
      waiting.clear();
      underWay.forEach(
          (node, drain) -> {
            if (drain.isUnderWay()) {
              drain.cancel();
              world.operator().uncordon(node);
            }
          });
    }

    private void goOn() {
      while (!waiting.isEmpty() && underWay.size() < args.integer("atOnce")) {
        String node = waiting.remove();
        underWay.put(
            node,
            world
                .drains()
                .begin(node, DrainOptions.of(args), site.notes(), result -> drained(node, result)));
      }
      if (underWay.isEmpty() && !isCalledOff) {
        site.finished().run();
      }
    }

    private void drained(String node, Drain.Result result) {
      site.notes().add(node + ": " + result.words());
      String onFailure = args.text("onDrainFailure");
      if (result == Drain.Result.DRAINED || onFailure.equals(PROCEED)) {
        // Not here and now, but as all faults do: ahead of whatever else the instant brings.
        world.after(0, "upgrade " + node, () -> switchOff(node));
        return;
      }
      if (onFailure.equals(SKIP)) {
        world.operator().uncordon(node);
      } else {
        waiting.clear();
      }
      done(node);
    }

    private void switchOff(String node) {
      world.nodes().switchOff(List.of(node));
      world.after(args.nanos("downTime"), "upgraded " + node, () -> upgraded(node));
    }

    private void upgraded(String node) {
      world.nodes().switchOn(List.of(node));
      world.operator().uncordon(node);
      site.notes().add(node + ": upgraded");
      look(node, world.simulation().now() + args.nanos("readyTimeout"));
    }

    private void look(String node, long untilNanos) {
      if (isReady(node)) {
        done(node);
      } else if (world.simulation().now() >= untilNanos) {
        site.notes().add(node + ": not ready in time");
        waiting.clear();
        done(node);
      } else {
        world.after(LOOK_NANOS, "is ready " + node, () -> look(node, untilNanos));
      }
    }

    /**
     * A node that says nothing of its health counts as ready; one that faults keep off does not.
     */
    private boolean isReady(String node) {
      Node stored = world.api().nodes().get(node);
      if (stored == null || world.nodes().isOff(node)) {
        return false;
      }
      NodeCondition ready = stored.condition(NodeCondition.READY);
      return ready == null || ready.status() == NodeCondition.Status.TRUE;
    }

    private void done(String node) {
      underWay.remove(node);
      goOn();
    }
  }
}
