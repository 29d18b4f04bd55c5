package io.towtank.fault;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.network.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the schedule under way: its units, their random streams, its counts.
 *
 * <p>Every draw comes from a stream named by the entry, the unit and the purpose; whom an
 * occurrence strikes, from one named by its number, too.
 */
final class PlanRun {
  private static final String ALL = "all";

  /** The next occurrence of a unit. */
  record Next(long atNanos, String unit, int number) {}

  /** Whom an occurrence strikes, and how long it lasts; {@link FaultFactory#NEVER} for good. */
  record Strike(Targets targets, long repairNanos) {}

  private final FaultPlan plan;
  private final TargetResolver resolver;
  private final Simulation simulation;
  private final Map<String, List<Part>> units = new LinkedHashMap<>();
  private final Map<String, RandomStream> streams = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private List<Part> candidates = List.of();
  private int candidatesOfParts = -1;
  private @Nullable Outage outage;
  private int begun;
  private int withoutTarget;
  private int ended;

  PlanRun(FaultPlan plan, TargetResolver resolver, Simulation simulation) {
    this.plan = plan;
    this.resolver = resolver;
    this.simulation = simulation;
  }

  FaultPlan plan() {
    return plan;
  }

  int begun() {
    return begun;
  }

  int withoutTarget() {
    return withoutTarget;
  }

  int ended() {
    return ended;
  }

  void countBegun() {
    begun++;
  }

  void countWithoutTarget() {
    withoutTarget++;
  }

  void countEnded() {
    ended++;
  }

  /** The first occurrences; all of those at given times. */
  List<Next> first() {
    List<Next> first = new ArrayList<>();
    if (plan.timing() instanceof Timing.At at) {
      at.nanos().forEach(nanos -> first.add(new Next(nanos, ALL, nextNumber(ALL))));
    } else if (plan.timing() instanceof Timing.Trace) {
      nextOfTrace().ifPresent(first::add);
    } else if (plan.timing() instanceof Timing.Random random) {
      makeUnits(random.per());
      for (String unit : units.keySet()) {
        nextAtRandom(random, unit, random.fromNanos()).ifPresent(first::add);
      }
    }
    return first;
  }

  private void makeUnits(Timing.Per per) {
    List<Part> known = resolver.parts(plan.factory().targets(), plan.targets());
    if (known.isEmpty() || per == Timing.Per.CLUSTER) {
      units.put(ALL, List.of());
      return;
    }
    for (Part part : known) {
      units.computeIfAbsent(unitOf(part, per), unused -> new ArrayList<>()).add(part);
    }
  }

  private String unitOf(Part part, Timing.Per per) {
    Part domain =
        switch (per) {
          case RACK -> resolver.domainOf(part, Part.Kind.RACK);
          case ZONE -> resolver.domainOf(part, Part.Kind.ZONE);
          case TARGET, CLUSTER -> part;
        };
    return (domain == null ? part : domain).toString();
  }

  /**
   * A node is there that was not: it, or the rack or zone that it is the first of, can be struck
   * from now on. Units that there are keep their times, since each has a stream of its own.
   */
  Optional<Next> joined(String node) {
    if (!(plan.timing() instanceof Timing.Random random) || random.per() == Timing.Per.CLUSTER) {
      return Optional.empty();
    }
    Part part = resolver.partOf(node, plan.factory().targets());
    if (part == null || !resolver.isMeant(part, plan.factory().targets(), plan.targets())) {
      return Optional.empty();
    }
    String unit = unitOf(part, random.per());
    boolean isNew = !units.containsKey(unit);
    List<Part> parts = units.computeIfAbsent(unit, unused -> new ArrayList<>());
    int place = Collections.binarySearch(parts, part);
    if (place < 0) {
      parts.add(-place - 1, part);
    }
    return isNew
        ? nextAtRandom(random, unit, Math.max(simulation.now(), random.fromNanos()))
        : Optional.empty();
  }

  /** What follows as soon as an occurrence has begun. */
  Optional<Next> afterBegin(String unit) {
    return plan.timing() instanceof Timing.Trace ? nextOfTrace() : Optional.empty();
  }

  /** What follows when an occurrence has ended. */
  Optional<Next> afterEnd(String unit) {
    return plan.timing() instanceof Timing.Random random
        ? nextAtRandom(random, unit, simulation.now())
        : Optional.empty();
  }

  private Optional<Next> nextAtRandom(Timing.Random random, String unit, long fromNanos) {
    long wait = random.timeToFailure().drawNanos(stream(unit, "time-to-failure"));
    if (wait >= Long.MAX_VALUE - fromNanos || fromNanos + wait >= random.untilNanos()) {
      return Optional.empty();
    }
    return Optional.of(new Next(fromNanos + wait, unit, nextNumber(unit)));
  }

  private Optional<Next> nextOfTrace() {
    outage = plan.timing() instanceof Timing.Trace trace ? trace.outages().next() : null;
    return outage == null
        ? Optional.empty()
        : Optional.of(new Next(outage.startNanos(), ALL, nextNumber(ALL)));
  }

  private int nextNumber(String unit) {
    return occurrences.merge(unit, 1, Integer::sum);
  }

  /** Draws whom an occurrence strikes, and for how long. */
  Strike strike(String unit, int number) {
    Outage traced = outage;
    TargetSelector selector =
        traced == null
            ? plan.targets()
            : plan.targets().withShare(plan.targets().share() * traced.share());
    long repair = traced == null ? repairNanos(unit) : traced.durationNanos();
    return new Strike(targets(unit, number, selector), repair);
  }

  private long repairNanos(String unit) {
    TimeSource timeToRepair = plan.timeToRepair();
    return timeToRepair == null
        ? plan.factory().defaultRepairNanos()
        : timeToRepair.drawNanos(stream(unit, "time-to-repair"));
  }

  private Targets targets(String unit, int number, TargetSelector selector) {
    RandomStream draws =
        simulation.streams().stream("fault/" + plan.name(), unit + "/targets/" + number);
    switch (plan.factory().targets()) {
      case NONE -> {
        return Targets.NONE;
      }
      case PODS -> {
        return new Targets(
            List.of(), List.of(), TargetResolver.draw(resolver.pods(selector), selector, draws));
      }
      default -> {
        List<Part> chosen =
            TargetResolver.draw(
                hasUnits() ? units.getOrDefault(unit, List.of()) : candidates(), selector, draws);
        return resolver.targets(withSharedCause(chosen, draws));
      }
    }
  }

  /** Whether not all that can be struck fail together. */
  private boolean hasUnits() {
    return plan.timing() instanceof Timing.Random random && random.per() != Timing.Per.CLUSTER;
  }

  /** Whom the entry can strike now; looked up anew only where labels or new nodes may matter. */
  private List<Part> candidates() {
    int parts = resolver.partCount();
    if (candidatesOfParts != parts || plan.targets().selector() != null) {
      candidates = resolver.parts(plan.factory().targets(), plan.targets());
      candidatesOfParts = parts;
    }
    return candidates;
  }

  /** Adds those whom the same cause strikes. */
  private List<Part> withSharedCause(List<Part> chosen, RandomStream draws) {
    SharedCause cause = plan.sharedCause();
    if (cause == null || chosen.isEmpty() || !draws.bernoulli(cause.probability())) {
      return chosen;
    }
    List<Part> struck = new ArrayList<>();
    for (Part part : candidates()) {
      boolean isHit = draws.bernoulli(cause.share());
      if (chosen.contains(part) || (isHit && isNear(part, chosen, cause.within()))) {
        struck.add(part);
      }
    }
    return struck;
  }

  private boolean isNear(Part part, List<Part> chosen, Part.Kind within) {
    Part domain = resolver.domainOf(part, within);
    return domain != null
        && chosen.stream().anyMatch(other -> domain.equals(resolver.domainOf(other, within)));
  }

  private RandomStream stream(String unit, String purpose) {
    return streams.computeIfAbsent(
        unit + "/" + purpose, name -> simulation.streams().stream("fault/" + plan.name(), name));
  }
}
