package io.towtank.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeLeasesTest {
  private static final long SECOND = 1_000_000_000L;

  private record Act(String what, Runnable action) implements Message {
    @Override
    public long fingerprint() {
      return what.hashCode();
    }
  }

  private static final class World {
    private final Simulation simulation = new Simulation(1);
    private final NodeLeases leases;
    private final List<String> log = new ArrayList<>();
    private final Mailbox<Act> faults =
        simulation.mailbox("faults", Phase.FAULT, act -> act.action().run());
    private final Mailbox<Act> looks =
        simulation.mailbox("looks", Phase.CONTROL, act -> act.action().run());

    World(NodeLeases.Mode mode) {
      leases = new NodeLeases(simulation, mode);
    }

    void at(long nanos, String what, Runnable action) {
      faults.sendAt(nanos, new Act(what, action));
    }

    void lookAt(long nanos, String node) {
      looks.sendAt(
          nanos,
          new Act(
              "look",
              () ->
                  log.add(
                      nanos
                          + " "
                          + node
                          + " "
                          + leases.lastRenewalNanos(node)
                          + " "
                          + leases.isRenewing(node))));
    }
  }

  private static long lastAfter(World world, long seconds) {
    world.simulation.runUntil(seconds * SECOND);
    long last = world.leases.lastRenewalNanos("n");
    return last == Pod.NEVER ? Pod.NEVER : last / SECOND;
  }

  @Test
  void aLeaseIsRenewedFromTheStartOnEveryTenSeconds() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    assertThat(world.leases.lastRenewalNanos("n")).isEqualTo(Pod.NEVER);
    world.at(3 * SECOND, "start", () -> world.leases.start("n"));

    assertThat(lastAfter(world, 3)).isEqualTo(3);
    assertThat(lastAfter(world, 12)).isEqualTo(3);
    assertThat(lastAfter(world, 13)).isEqualTo(13);
    assertThat(lastAfter(world, 1000)).isEqualTo(993);
    assertThat(world.simulation.eventsDelivered()).isEqualTo(1);
  }

  @Test
  void aRenewalAtTheInstantOfTheEndIsLost() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    world.leases.start("n");
    world.at(50 * SECOND, "end", () -> world.leases.end("n"));

    assertThat(lastAfter(world, 500)).isEqualTo(40);
    assertThat(world.leases.isRenewing("n")).isFalse();
  }

  @Test
  void aNodeThatWasCutOffRenewsAtItsOldTimes() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    world.leases.start("n");
    world.at(41 * SECOND, "cut", () -> world.leases.setReachable("n", false));
    world.at(63 * SECOND, "heal", () -> world.leases.setReachable("n", true));

    assertThat(lastAfter(world, 65)).isEqualTo(40);
    assertThat(lastAfter(world, 70)).isEqualTo(70);
  }

  @Test
  void aKubeletThatHungMakesUpForWhatItMissed() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    world.leases.start("n");
    world.at(41 * SECOND, "hang", () -> world.leases.pause("n"));
    world.at(63 * SECOND, "resume", () -> world.leases.resume("n"));

    assertThat(lastAfter(world, 64)).isEqualTo(63);
    assertThat(lastAfter(world, 72)).isEqualTo(63);
    assertThat(lastAfter(world, 73)).isEqualTo(73);
  }

  @Test
  void aShortHangChangesNothing() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    world.leases.start("n");
    world.at(41 * SECOND, "hang", () -> world.leases.pause("n"));
    world.at(49 * SECOND, "resume", () -> world.leases.resume("n"));

    assertThat(lastAfter(world, 49)).isEqualTo(40);
    assertThat(lastAfter(world, 50)).isEqualTo(50);
  }

  @Test
  void nothingIsRenewedWhileTheApiTakesNoWrites() {
    World world = new World(NodeLeases.Mode.COMPUTED);
    world.leases.start("n");
    world.at(20 * SECOND, "read only", () -> world.leases.setWritable(false));
    world.at(90 * SECOND, "up", () -> world.leases.setWritable(true));

    assertThat(lastAfter(world, 89)).isEqualTo(10);
    assertThat(lastAfter(world, 90)).isEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void computedRenewalsAreThoseOfTheEvents(long seed) {
    List<String> computed = history(seed, NodeLeases.Mode.COMPUTED);

    assertThat(computed).hasSizeGreaterThan(1000).isEqualTo(history(seed, NodeLeases.Mode.PLAIN));
  }

  private static List<String> history(long seed, NodeLeases.Mode mode) {
    World world = new World(mode);
    RandomStream random = new Simulation(seed).streams().stream("test", "history");
    long now = 0;
    for (int i = 0; i < 400; i++) {
      // Half of the changes fall on whole seconds, so that many meet a renewal.
      now += random.nextLong(12) * SECOND + (random.nextLong(2) == 0 ? 0 : random.nextLong(SECOND));
      String node = "n" + random.nextLong(3);
      long kind = random.nextLong(8);
      boolean on = random.nextLong(2) == 0;
      world.at(now, "act " + i, () -> act(world.leases, node, kind, on));
      for (int look = 0; look < 3; look++) {
        world.lookAt(now + random.nextLong(30) * SECOND, "n" + look);
      }
    }
    world.simulation.runUntil(now + 100 * SECOND);
    return world.log;
  }

  private static void act(NodeLeases leases, String node, long kind, boolean on) {
    switch ((int) kind) {
      case 0, 1 -> leases.start(node);
      case 2 -> leases.end(node);
      case 3 -> leases.pause(node);
      case 4 -> leases.resume(node);
      case 5, 6 -> leases.setReachable(node, on);
      default -> leases.setWritable(on);
    }
  }
}
