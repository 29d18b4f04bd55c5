package io.towtank.fault;

import io.towtank.api.Watcher;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes faults strike, and repairs them, as its entries say.
 *
 * <p>Faults that overlap on one target add up: it works again when the last of them is repaired.
 */
public final class FaultSchedule {
  /** What falls due. */
  private record Due(PlanRun run, String unit, int number, boolean isEnd) implements Message {
    @Override
    public long fingerprint() {
      return 31L * (31L * run.plan().name().hashCode() + unit.hashCode()) + 2L * number + end();
    }

    private int end() {
      return isEnd ? 1 : 0;
    }

    @Override
    public String toString() {
      return (isEnd ? "end of " : "") + run.plan().name() + " " + unit + " " + number;
    }
  }

  private record UnderWay(PlanRun run, FaultRecord record, Fault fault, String unit) {}

  private final Simulation simulation;
  private final FaultWorld world;
  private final Mailbox<Due> mailbox;
  private final List<PlanRun> runs = new ArrayList<>();
  private final List<FaultListener> listeners = new ArrayList<>();
  private final Map<Integer, UnderWay> underWay = new LinkedHashMap<>();
  private boolean isStarted;
  private int lastNumber;
  private int pending;

  /**
   * A schedule that begins with {@link #start}.
   *
   * @throws InputException if an entry names what is not there or says what would have no effect,
   *     or two have one name
   */
  public FaultSchedule(FaultWorld world, List<FaultPlan> plans) {
    this.world = world;
    simulation = world.simulation();
    mailbox = simulation.mailbox("faults", Phase.FAULT, this::take);
    TargetResolver resolver = new TargetResolver(world);
    PlanCheck check = new PlanCheck(world.network().topology());
    for (FaultPlan plan : plans) {
      if (runs.stream().anyMatch(run -> run.plan().name().equals(plan.name()))) {
        throw new InputException("there are two faults named '" + plan.name() + "'");
      }
      check.check(plan);
      runs.add(new PlanRun(plan, resolver, simulation));
    }
  }

  /** Adds a listener; they are called in the order in which they were added. */
  public void addListener(FaultListener listener) {
    listeners.add(listener);
  }

  /** Sets the first faults. */
  public void start() {
    for (PlanRun run : runs) {
      run.first().forEach(next -> set(run, next));
    }
    world.api().nodes().watch("faults", 0, new NodeWatcher());
    isStarted = true;
  }

  /** Gives nodes that join later their own times to failure. */
  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      if (isStarted) {
        runs.forEach(run -> run.joined(node.name()).ifPresent(next -> set(run, next)));
      }
    }
  }

  /** How many faults or repairs are set for a later time. */
  public int pendingEvents() {
    return pending;
  }

  /** Faults that last, in the order in which they began. */
  public List<FaultRecord> ongoing() {
    return underWay.values().stream().map(UnderWay::record).toList();
  }

  /** What became of each entry so far. */
  public List<FaultAccounts> accounts() {
    return Collections.unmodifiableList(
        runs.stream()
            .map(
                run ->
                    new FaultAccounts(
                        run.plan().name(), run.begun(), run.withoutTarget(), run.ended()))
            .toList());
  }

  private void set(PlanRun run, PlanRun.Next next) {
    pending++;
    mailbox.sendAt(
        Math.max(simulation.now(), next.atNanos()),
        new Due(run, next.unit(), next.number(), false));
  }

  private void take(Due due) {
    pending--;
    if (!due.isEnd()) {
      begin(due.run(), due.unit(), due.number());
      return;
    }
    UnderWay over = underWay.get(due.number());
    if (over != null) {
      over.fault().end();
      close(over);
    }
  }

  private void begin(PlanRun run, String unit, int occurrence) {
    PlanRun.Strike strike = run.strike(unit, occurrence);
    run.afterBegin(unit).ifPresent(next -> set(run, next));
    if (strike.targets().isEmpty() && run.plan().factory().needsTargets(run.plan().args())) {
      run.countWithoutTarget();
      run.afterEnd(unit).ifPresent(next -> set(run, next));
      return;
    }
    int number = ++lastNumber;
    run.countBegun();
    FaultPlan plan = run.plan();
    FaultRecord record =
        new FaultRecord(
            number, plan.name(), plan.factory().name(), strike.targets(), simulation.now());
    Fault fault =
        plan.factory()
            .create(
                plan.args(),
                new FaultSite(
                    world, strike.targets(), () -> finished(number), what -> note(record, what)));
    underWay.put(number, new UnderWay(run, record, fault, unit));
    listeners.forEach(listener -> listener.began(record));
    if (strike.repairNanos() != FaultFactory.NEVER) {
      pending++;
      mailbox.sendAfter(strike.repairNanos(), new Due(run, unit, number, true));
    }
    fault.begin();
  }

  private void finished(int number) {
    UnderWay over = underWay.get(number);
    if (over != null) {
      close(over);
    }
  }

  private void close(UnderWay over) {
    underWay.remove(over.record().number());
    over.run().countEnded();
    listeners.forEach(listener -> listener.ended(over.record(), simulation.now()));
    over.run().afterEnd(over.unit()).ifPresent(next -> set(over.run(), next));
  }

  private void note(FaultRecord record, String what) {
    listeners.forEach(listener -> listener.noted(record, simulation.now(), what));
  }
}
