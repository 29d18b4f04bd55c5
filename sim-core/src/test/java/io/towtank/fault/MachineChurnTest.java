package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.node;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.fault.MachineEvent.Kind;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Machines that go, return and change. */
final class MachineChurnTest {
  private final List<Node> nodes = List.of(node("a1", "a", "r1"), node("a2", "a", "r1"));
  private final Bed bed = new Bed(1, nodes.toArray(Node[]::new));

  private static MachineEvent event(long second, String node, Kind kind) {
    return event(second, node, kind, null);
  }

  private static MachineEvent event(
      long second, String node, Kind kind, @Nullable ResourceList capacity) {
    return new MachineEvent(second * SECOND, node, kind, capacity);
  }

  private MachineChurn churn(
      MachineChurn.Removal removal, Set<String> away, MachineEvent... events) {
    Iterator<MachineEvent> rest = List.of(events).iterator();
    List<Node> all = new ArrayList<>(nodes);
    away.forEach(name -> all.add(node(name, "a", "r9")));
    MachineChurn churn =
        new MachineChurn(
            bed.world(), all, away, () -> rest.hasNext() ? rest.next() : null, removal);
    churn.start();
    return churn;
  }

  @Test
  void aMachineGoesSilentlyAndReturns() {
    churn(
        MachineChurn.Removal.SILENT,
        Set.of(),
        event(10, "a1", Kind.REMOVE),
        event(70, "a1", Kind.ADD));
    bed.simulation().run();
    assertThat(bed.log()).containsExactly("10 a1 off", "70 a1 on");
    assertThat(bed.api().nodes().size()).isEqualTo(2);
  }

  @Test
  void itsNodeCanBeDeletedAndCreatedAgain() {
    MachineChurn churn =
        churn(
            MachineChurn.Removal.DELETE,
            Set.of(),
            event(10, "a1", Kind.REMOVE),
            event(70, "a1", Kind.ADD, ResourceList.of(2000, 1L << 30)));
    bed.simulation().runUntil(69 * SECOND);
    assertThat(bed.api().nodes().get("a1")).isNull();
    bed.simulation().run();
    assertThat(bed.node("a1").capacity()).isEqualTo(ResourceList.of(2000, 1L << 30));
    assertThat(churn.accounts()).isEqualTo(new MachineChurn.Accounts(1, 1, 0, 0, 0, 0));
    assertThat(churn.isPending()).isFalse();
  }

  @Test
  void aMachineThatComesLaterJoinsTheNetwork() {
    churn(MachineChurn.Removal.SILENT, Set.of("new"), event(10, "new", Kind.ADD));
    bed.simulation().run();
    assertThat(bed.node("new").capacity()).isEqualTo(ResourceList.of(4000, 1L << 33));
    assertThat(bed.network().canReachApi("new")).isTrue();
    assertThat(bed.log()).containsExactly("0 new off", "10 new on");
  }

  @Test
  void aChangeOfCapacityLeavesWhatTheNodeKeepsForItself() {
    bed.api()
        .nodes()
        .update(
            "a1", stored -> stored.toBuilder().allocatable(ResourceList.of(3500, 1 << 30)).build())
        .orThrow();
    churn(
        MachineChurn.Removal.SILENT,
        Set.of(),
        event(10, "a1", Kind.UPDATE, ResourceList.EMPTY.with("cpu", 8000)));
    bed.simulation().run();
    assertThat(bed.node("a1").capacity()).isEqualTo(ResourceList.of(8000, 1L << 33));
    assertThat(bed.node("a1").allocatable()).isEqualTo(ResourceList.of(7500, 1 << 30));
  }

  @Test
  void whatChangesNothingIsCounted() {
    MachineChurn churn =
        churn(
            MachineChurn.Removal.SILENT,
            Set.of(),
            event(1, "a1", Kind.ADD),
            event(2, "a1", Kind.REMOVE),
            event(3, "a1", Kind.REMOVE),
            event(4, "nobody", Kind.REMOVE),
            event(5, "a2", Kind.UPDATE),
            event(6, "a2", Kind.UPDATE, ResourceList.of(4000, 1L << 33)));
    bed.simulation().run();
    assertThat(churn.accounts()).isEqualTo(new MachineChurn.Accounts(0, 1, 0, 1, 2, 2));
    assertThat(churn.accounts().read()).isEqualTo(6);
  }

  @Test
  void aMachineThatReturnsWhileItHasCrashedStaysOff() {
    churn(
        MachineChurn.Removal.SILENT,
        Set.of(),
        event(10, "a1", Kind.REMOVE),
        event(50, "a1", Kind.ADD));
    bed.run(plan("node-crash", TargetSelector.named("a1"), 80, 20));
    assertThat(bed.log()).containsExactly("10 a1 off", "100 a1 on");
  }

  @Test
  void aNodeIsCreatedWhenTheApiTakesItAgain() {
    churn(
        MachineChurn.Removal.DELETE,
        Set.of(),
        event(10, "a1", Kind.REMOVE),
        event(50, "a1", Kind.ADD));
    bed.start(plan("api-server-down", Map.of(), TargetSelector.ALL, 20, 45));
    bed.simulation().runUntil(64 * SECOND);
    assertThat(bed.api().nodes().get("a1")).isNull();
    bed.simulation().runUntil(66 * SECOND);
    assertThat(bed.api().nodes().get("a1")).isNotNull();
  }
}
