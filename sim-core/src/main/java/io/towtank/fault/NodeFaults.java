package io.towtank.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What faults do to machines, put together: a machine that two faults have switched off is on again
 * when both are repaired, and its kubelet hangs again if it should. A machine stays slow or short
 * of something while it is off.
 */
public final class NodeFaults {
  private record Pressed(String node, Machines.Pressure pressure) {}

  private final Machines machines;
  private final Holds<String> off = new Holds<>();
  private final Holds<String> hung = new Holds<>();
  private final Holds<Pressed> pressed = new Holds<>();
  private final Map<String, List<Double>> slowdowns = new HashMap<>();

  NodeFaults(Machines machines) {
    this.machines = machines;
  }

  /** Whether faults keep the machine off. */
  public boolean isOff(String node) {
    return off.has(node);
  }

  /** Switches machines off. */
  public void switchOff(Collection<String> nodes) {
    for (String node : nodes) {
      if (off.add(node)) {
        machines.crash(node);
      }
    }
  }

  /** Takes back one {@link #switchOff}. */
  public void switchOn(Collection<String> nodes) {
    for (String node : nodes) {
      if (off.remove(node)) {
        machines.boot(node);
        tellAnew(node);
      }
    }
  }

  /** A machine is there anew and on; whatever faults hold against it is told to it. */
  void rejoined(String node) {
    if (isOff(node)) {
      machines.crash(node);
    } else {
      tellAnew(node);
    }
    if (slowdowns.containsKey(node)) {
      machines.slow(node, slowdown(node));
    }
    for (Machines.Pressure pressure : Machines.Pressure.values()) {
      if (pressed.has(new Pressed(node, pressure))) {
        machines.press(node, pressure, true);
      }
    }
  }

  private void tellAnew(String node) {
    if (hung.has(node)) {
      machines.hang(node);
    }
  }

  /** Stops kubelets, but not their containers. */
  public void hang(Collection<String> nodes) {
    for (String node : nodes) {
      if (hung.add(node) && !isOff(node)) {
        machines.hang(node);
      }
    }
  }

  /** Takes back one {@link #hang}. */
  public void resume(Collection<String> nodes) {
    for (String node : nodes) {
      if (hung.remove(node) && !isOff(node)) {
        machines.resume(node);
      }
    }
  }

  /** Makes machines short of something. */
  public void press(Collection<String> nodes, Machines.Pressure pressure) {
    for (String node : nodes) {
      if (pressed.add(new Pressed(node, pressure))) {
        machines.press(node, pressure, true);
      }
    }
  }

  /** Takes back one {@link #press}. */
  public void relieve(Collection<String> nodes, Machines.Pressure pressure) {
    for (String node : nodes) {
      if (pressed.remove(new Pressed(node, pressure))) {
        machines.press(node, pressure, false);
      }
    }
  }

  /** Makes machines slow; of several causes the worst counts. */
  public void slow(Collection<String> nodes, double factor) {
    for (String node : nodes) {
      double before = slowdown(node);
      slowdowns.computeIfAbsent(node, unused -> new ArrayList<>()).add(factor);
      tellSlowdown(node, before);
    }
  }

  /** Takes back one {@link #slow} with this factor. */
  public void speedUp(Collection<String> nodes, double factor) {
    for (String node : nodes) {
      double before = slowdown(node);
      List<Double> factors = slowdowns.getOrDefault(node, new ArrayList<>());
      if (!factors.remove((Double) factor)) {
        throw new IllegalStateException(node + " is not slow");
      }
      if (factors.isEmpty()) {
        slowdowns.remove(node);
      }
      tellSlowdown(node, before);
    }
  }

  private double slowdown(String node) {
    List<Double> factors = slowdowns.get(node);
    return factors == null ? 1 : Collections.max(factors);
  }

  private void tellSlowdown(String node, double before) {
    if (slowdown(node) != before) {
      machines.slow(node, slowdown(node));
    }
  }
}
