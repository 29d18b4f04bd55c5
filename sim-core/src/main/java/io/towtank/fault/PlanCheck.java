package io.towtank.fault;

import io.towtank.network.Part;
import io.towtank.network.Topology;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.List;

/** Refuses entries of a schedule that name what is not there, or say what would have no effect. */
final class PlanCheck {
  private static final int NAMES_SHOWN_MAX = 20;

  private final Topology topology;

  PlanCheck(Topology topology) {
    this.topology = topology;
  }

  /**
   * Checks an entry.
   *
   * @throws InputException if it can't be used; the message names the entry and what is wrong
   */
  void check(FaultPlan plan) {
    try {
      checkNames(plan.factory().targets(), plan.targets());
      checkEffects(plan);
      plan.factory().check(plan.args(), topology);
    } catch (IllegalArgumentException e) {
      throw new InputException("fault '" + plan.name() + "': " + e.getMessage(), e);
    }
  }

  private void checkNames(TargetKind kind, TargetSelector selector) {
    switch (kind) {
      case NODES -> requireParts(Part.Kind.NODE, selector.names());
      case RACKS -> requireParts(Part.Kind.RACK, selector.names());
      case ZONES -> requireParts(Part.Kind.ZONE, selector.names());
      case PARTS -> selector.names().forEach(this::requirePart);
      case PODS, NONE -> {}
    }
    requireParts(Part.Kind.ZONE, selector.zones());
    requireParts(Part.Kind.RACK, selector.racks());
  }

  private void requirePart(String text) {
    Part part = Part.parse(text);
    if (!topology.contains(part)) {
      throw new IllegalArgumentException("there is no " + part);
    }
  }

  private void requireParts(Part.Kind kind, List<String> names) {
    for (String name : names) {
      if (name.isEmpty() || !topology.contains(new Part(kind, name))) {
        List<String> known = topology.parts(kind).stream().map(Part::name).toList();
        throw new IllegalArgumentException(
            "there is no " + kind.word() + " " + Shown.quoted(name) + hint(name, known));
      }
    }
  }

  private static String hint(String name, List<String> known) {
    if (known.size() <= NAMES_SHOWN_MAX) {
      return NearestName.hint(name, known);
    }
    String nearest = NearestName.nearest(name, known);
    return nearest.isEmpty() ? "" : NearestName.hint(name, List.of(nearest));
  }

  private static void checkEffects(FaultPlan plan) {
    TargetKind kind = plan.factory().targets();
    String fault = plan.factory().name();
    boolean hasTargets = !plan.targets().equals(TargetSelector.ALL);
    if (kind == TargetKind.NONE && hasTargets) {
      throw new IllegalArgumentException(fault + " has no targets to choose");
    }
    boolean hasLabels = kind == TargetKind.NODES || kind == TargetKind.PODS;
    if (plan.targets().selector() != null && !hasLabels) {
      throw new IllegalArgumentException(fault + " strikes " + kind.word() + ", without labels");
    }
    boolean isOfParts = kind != TargetKind.NONE && kind != TargetKind.PODS;
    if (plan.sharedCause() != null && !isOfParts) {
      throw new IllegalArgumentException(fault + " can't have a shared cause");
    }
    if (plan.timing() instanceof Timing.Random random
        && random.per() != Timing.Per.CLUSTER
        && !isOfParts) {
      throw new IllegalArgumentException(
          fault + " strikes " + kind.word() + ": it can have a time to failure per cluster only");
    }
    if (plan.timing() instanceof Timing.Trace && plan.timeToRepair() != null) {
      throw new IllegalArgumentException(
          "the trace says when to repair; a time to repair has no effect");
    }
  }
}
