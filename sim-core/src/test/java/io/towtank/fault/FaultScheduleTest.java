package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.LabelSelector;
import io.towtank.model.Node;
import io.towtank.network.Part;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When faults strike, and whom. */
final class FaultScheduleTest {
  private static final long HOUR = 3600 * SECOND;

  /** Four zones of two racks of three nodes. */
  private static Bed grid(long seed) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String zone = "z" + i / 6;
      nodes.add(Bed.node(String.format(Locale.ROOT, "n%02d", i), zone, zone + "r" + i / 3));
    }
    return new Bed(seed, nodes.toArray(Node[]::new));
  }

  private static FaultPlan random(
      String name,
      String fault,
      Timing.Per per,
      TargetSelector targets,
      @Nullable SharedCause cause) {
    FaultFactory factory = Bed.factory(fault);
    return new FaultPlan(
        name,
        factory,
        FaultArgs.defaults(factory.fields()),
        targets,
        new Timing.Random(per, draws -> Math.round(draws.exponential(10 * HOUR)), 0, 100 * HOUR),
        draws -> Math.round(draws.exponential(HOUR)),
        cause);
  }

  private static FaultPlan random(String name, String fault) {
    return random(name, fault, Timing.Per.TARGET, TargetSelector.ALL, null);
  }

  private static final class Heard implements FaultListener {
    private final List<FaultRecord> begun = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public void began(FaultRecord fault) {
      begun.add(fault);
      lines.add(fault.beginNanos() + " " + fault.plan() + " " + fault.targets());
    }

    @Override
    public void ended(FaultRecord fault, long atNanos) {
      lines.add(atNanos + " " + fault.plan() + " " + fault.targets() + " over");
    }
  }

  private static Heard run(Bed bed, FaultPlan... plans) {
    FaultSchedule schedule = new FaultSchedule(bed.world(), List.of(plans));
    Heard heard = new Heard();
    schedule.addListener(heard);
    schedule.start();
    bed.simulation().run();
    assertThat(schedule.ongoing()).isEmpty();
    assertThat(schedule.pendingEvents()).isZero();
    return heard;
  }

  @Test
  void theSameSeedGivesTheSameFaultsAndAnotherSeedOthers() {
    assertThat(run(grid(7), random("crash", "node-crash")).lines)
        .hasSizeGreaterThan(100)
        .isEqualTo(run(grid(7), random("crash", "node-crash")).lines)
        .isNotEqualTo(run(grid(8), random("crash", "node-crash")).lines);
  }

  @Test
  void anotherFaultShiftsNobodysDraws() {
    List<String> alone = run(grid(7), random("crash", "node-crash")).lines;
    List<String> together =
        run(
                grid(7),
                random("hang", "kubelet-hang"),
                random("crash", "node-crash"),
                random("racks", "rack-power-loss"))
            .lines;
    assertThat(together)
        .hasSizeGreaterThan(alone.size())
        .filteredOn(line -> line.contains(" crash "))
        .isEqualTo(alone);
  }

  @Test
  void anotherNodeShiftsNobodysDraws() {
    Bed larger = new Bed(3, Bed.node("a", "z", ""), Bed.node("b", "z", ""), Bed.node("c", "z", ""));
    Bed smaller = new Bed(3, Bed.node("a", "z", ""), Bed.node("c", "z", ""));
    assertThat(run(larger, random("crash", "node-crash")).lines)
        .filteredOn(line -> !line.contains("node/b"))
        .isEqualTo(run(smaller, random("crash", "node-crash")).lines);
  }

  @Test
  void aNodeThatJoinsLaterHasTimesOfItsOwnAndShiftsNobodysDraws() {
    Node late = Bed.node("b", "z", "");
    Bed joined = new Bed(3, Bed.node("a", "z", ""), Bed.node("c", "z", ""));
    joined.joinAt(40 * HOUR, late);
    List<String> lines = run(joined, random("crash", "node-crash")).lines;
    Bed alone = new Bed(3, Bed.node("a", "z", ""), Bed.node("c", "z", ""));

    assertThat(lines)
        .filteredOn(line -> !line.contains("node/b"))
        .isEqualTo(run(alone, random("crash", "node-crash")).lines);
    assertThat(lines).filteredOn(line -> line.contains("node/b")).isNotEmpty();
    // Its first time to failure is the one that it has where it is there from the start.
    Bed early = new Bed(3, Bed.node("a", "z", ""), late, Bed.node("c", "z", ""));
    assertThat(firstOf("node/b", lines) - 40 * HOUR)
        .isEqualTo(firstOf("node/b", run(early, random("crash", "node-crash")).lines));
  }

  private static long firstOf(String target, List<String> lines) {
    String first = lines.stream().filter(line -> line.contains(target)).findFirst().orElseThrow();
    return Long.parseLong(first.substring(0, first.indexOf(' ')));
  }

  @Test
  void aNodeThatJoinsLaterFailsWithItsZoneAndCountsInTheCluster() {
    for (Timing.Per per : List.of(Timing.Per.ZONE, Timing.Per.CLUSTER)) {
      Bed bed = new Bed(3, Bed.node("a", "z", ""), Bed.node("c", "z", ""));
      bed.joinAt(50 * HOUR, Bed.node("b", "z", ""));
      Heard heard = run(bed, random("crash", "node-crash", per, TargetSelector.ALL, null));

      assertThat(heard.begun)
          .allSatisfy(
              fault ->
                  assertThat(fault.targets().nodes())
                      .isEqualTo(
                          fault.beginNanos() < 50 * HOUR
                              ? List.of("a", "c")
                              : List.of("a", "b", "c")))
          .anySatisfy(fault -> assertThat(fault.beginNanos()).isGreaterThan(50 * HOUR));
    }
  }

  @Test
  void aNodeThatIsNotMeantIsLeftOutWhenItJoins() {
    Bed bed = new Bed(3, Bed.node("a", "z", ""), Bed.node("c", "z", ""));
    bed.joinAt(HOUR, Bed.node("b", "y", ""));
    TargetSelector inZone = new TargetSelector(List.of(), null, List.of("z"), List.of(), 0, 1);

    assertThat(run(bed, random("crash", "node-crash", Timing.Per.TARGET, inZone, null)).lines)
        .isNotEmpty()
        .noneMatch(line -> line.contains("node/b"));
  }

  @ParameterizedTest
  @EnumSource(Timing.Per.class)
  void eachUnitIsStruckAsAWhole(Timing.Per per) {
    Heard heard = run(grid(5), random("crash", "node-crash", per, TargetSelector.ALL, null));
    int size =
        switch (per) {
          case TARGET -> 1;
          case RACK -> 3;
          case ZONE -> 6;
          case CLUSTER -> 24;
        };
    assertThat(heard.begun).isNotEmpty().allMatch(fault -> fault.targets().nodes().size() == size);
  }

  @Test
  void nothingBeginsAfterTheEnd() {
    assertThat(run(grid(1), random("crash", "node-crash")).begun)
        .allMatch(fault -> fault.beginNanos() < 100 * HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void availabilityIsThatOfTheClosedForm(long seed) {
    // 24 nodes over 2000 h, MTTF 10 h, MTTR 1 h: about 4400 cycles; 10 / 11 within 3 standard
    // errors. Source: the variance of an alternating renewal process' up time.
    Bed bed = grid(seed);
    FaultFactory crash = Bed.factory("node-crash");
    FaultPlan plan =
        new FaultPlan(
            "crash",
            crash,
            FaultArgs.defaults(crash.fields()),
            TargetSelector.ALL,
            new Timing.Random(
                Timing.Per.TARGET,
                draws -> Math.round(draws.exponential(10 * HOUR)),
                0,
                2000 * HOUR),
            draws -> Math.round(draws.exponential(HOUR)),
            null);
    long[] down = {0};
    FaultSchedule schedule = new FaultSchedule(bed.world(), List.of(plan));
    schedule.addListener(
        new FaultListener() {
          @Override
          public void ended(FaultRecord fault, long atNanos) {
            down[0] += Math.min(atNanos, 2000 * HOUR) - fault.beginNanos();
          }
        });
    schedule.start();
    bed.simulation().run();

    double hours = 24 * 2000.0;
    double unavailability = down[0] / (double) HOUR / hours;
    // Var(down time up to t) ~ t * 2 * mttf^2 * mttr^2 / (mttf + mttr)^3 for exponential times.
    double standardError = StrictMath.sqrt(2 * 100.0 / (11 * 11 * 11) / hours);
    assertThat(unavailability)
        .isBetween(1 / 11.0 - 3 * standardError, 1 / 11.0 + 3 * standardError);
  }

  @Test
  void aCountOrShareIsDrawnAnewEachTime() {
    FaultPlan three = plan("node-crash", TargetSelector.ALL.withCount(3), 5, 10, 20, 30, 40);
    FaultPlan half = plan("kubelet-hang", TargetSelector.ALL.withShare(0.25), 5, 10, 20, 30, 40);
    Heard heard = run(grid(1), three, half);

    assertThat(heard.begun)
        .filteredOn(fault -> fault.fault().equals("node-crash"))
        .allMatch(fault -> fault.targets().nodes().size() == 3)
        .extracting(fault -> fault.targets().nodes())
        .doesNotHaveDuplicates();
    assertThat(heard.begun)
        .filteredOn(fault -> fault.fault().equals("kubelet-hang"))
        .allMatch(fault -> fault.targets().nodes().size() == 6);
  }

  @Test
  void targetsCanBeChosenByZoneAndRack() {
    TargetSelector zone = new TargetSelector(List.of(), null, List.of("z1"), List.of(), 0, 1);
    TargetSelector rack = new TargetSelector(List.of(), null, List.of(), List.of("z3r7"), 0, 1);
    Heard heard = run(grid(1), plan("node-crash", zone, 5, 10), plan("cordon", rack, 5, 20));
    assertThat(heard.begun)
        .extracting(fault -> String.join(" ", fault.targets().nodes()))
        .containsExactly("n06 n07 n08 n09 n10 n11", "n21 n22 n23");
  }

  @Test
  void aSharedCauseStrikesTheRackToo() {
    SharedCause always = new SharedCause(Part.Kind.RACK, 1, 1);
    SharedCause never = new SharedCause(Part.Kind.RACK, 0, 1);
    SharedCause sometimes = new SharedCause(Part.Kind.CORE, 0.3, 0.5);

    assertThat(run(grid(1), withCause(always)).begun)
        .allMatch(fault -> fault.targets().nodes().size() == 3);
    assertThat(run(grid(1), withCause(never)).begun)
        .allMatch(fault -> fault.targets().nodes().size() == 1);
    assertThat(run(grid(1), withCause(sometimes)).begun)
        .anyMatch(fault -> fault.targets().nodes().size() == 1)
        .anyMatch(fault -> fault.targets().nodes().size() > 6);
  }

  private static FaultPlan withCause(SharedCause cause) {
    return random("crash", "node-crash", Timing.Per.TARGET, TargetSelector.ALL, cause);
  }

  @Test
  void aTraceSaysWhenHowLongAndHowMany() {
    Iterator<Outage> outages =
        List.of(
                new Outage(10 * SECOND, 100 * SECOND, 0.5),
                new Outage(60 * SECOND, 10 * SECOND, 0),
                new Outage(70 * SECOND, 10 * SECOND, 1))
            .iterator();
    FaultFactory crash = Bed.factory("node-crash");
    FaultPlan plan =
        new FaultPlan(
            "trace",
            crash,
            FaultArgs.defaults(List.of()),
            TargetSelector.ALL,
            new Timing.Trace(() -> outages.hasNext() ? outages.next() : null),
            null,
            null);
    Bed bed = grid(1);
    FaultSchedule schedule = bed.start(plan);
    bed.simulation().run();

    assertThat(schedule.accounts()).containsExactly(new FaultAccounts("trace", 2, 1, 2));
    assertThat(bed.log()).filteredOn(line -> line.startsWith("10 ")).hasSize(12);
    assertThat(bed.log()).filteredOn(line -> line.startsWith("70 ")).hasSize(12);
    assertThat(bed.log()).filteredOn(line -> line.startsWith("80 ")).hasSize(12);
    assertThat(bed.log()).filteredOn(line -> line.startsWith("110 ")).hasSize(12);
  }

  @Test
  void aFaultThatStrikesNobodyIsCounted() {
    TargetSelector pods = TargetSelector.named("default/web");
    Bed bed = grid(1);
    FaultSchedule schedule = bed.start(plan("container-crash", pods, 5, 10, 20));
    bed.simulation().run();
    assertThat(schedule.accounts())
        .containsExactly(new FaultAccounts("container-crash at 10", 0, 2, 0));
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    FaultPlan plan = plan("cordon", TargetSelector.ALL, 5, 10);
    assertThatThrownBy(() -> grid(1).start(plan, plan))
        .isInstanceOf(InputException.class)
        .hasMessage("there are two faults named 'cordon at 10'");
  }

  private static void refused(FaultPlan plan, String message) {
    assertThatThrownBy(() -> grid(1).start(plan))
        .isInstanceOf(InputException.class)
        .hasMessage("fault '" + plan.name() + "': " + message);
  }

  @Test
  void whatWouldHaveNoEffectIsRefused() {
    TargetSelector labels =
        new TargetSelector(List.of(), LabelSelector.EVERYTHING, List.of(), List.of(), 0, 1);
    refused(
        plan("api-server-down", TargetSelector.ALL.withCount(1), 5, 10),
        "api-server-down has no targets to choose");
    refused(
        plan("rack-power-loss", labels, 5, 10), "rack-power-loss strikes racks, without labels");
    refused(
        random("c", "container-crash"),
        "container-crash strikes pods: it can have a time to failure per cluster only");
    refused(
        random(
            "r",
            "image-registry-outage",
            Timing.Per.CLUSTER,
            TargetSelector.ALL,
            new SharedCause(Part.Kind.RACK, 1, 1)),
        "image-registry-outage can't have a shared cause");
    FaultFactory crash = Bed.factory("node-crash");
    refused(
        new FaultPlan(
            "t",
            crash,
            FaultArgs.defaults(List.of()),
            TargetSelector.ALL,
            new Timing.Trace(() -> null),
            TimeSource.constant(1),
            null),
        "the trace says when to repair; a time to repair has no effect");
  }

  @Test
  void aFaultOfNoSuchNameIsRefused() {
    assertThatThrownBy(() -> FaultRegistry.load().named("node-crahs"))
        .hasMessage("there is no fault 'node-crahs'; did you mean 'node-crash'?");
  }
}
