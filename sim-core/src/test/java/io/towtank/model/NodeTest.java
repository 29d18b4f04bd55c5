package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NodeTest {
  private static final Node NODE = Node.builder("n1", ResourceList.of(1000, 64)).build();

  private static NodeCondition ready(NodeCondition.Status status, long atNanos) {
    return new NodeCondition(NodeCondition.READY, status, atNanos);
  }

  @Test
  void conditionTakesThePlaceOfTheOneOfItsType() {
    Node node =
        NODE.withCondition(ready(NodeCondition.Status.TRUE, 1))
            .withCondition(ready(NodeCondition.Status.UNKNOWN, 2));

    assertThat(node.conditions()).containsExactly(ready(NodeCondition.Status.UNKNOWN, 2));
  }

  @Test
  void taintIsOneOfItsKeyAndEffect() {
    Taint old = new Taint(Taint.NOT_READY, "", TaintEffect.NO_EXECUTE, 5);
    Taint renewed = new Taint(Taint.NOT_READY, "x", TaintEffect.NO_EXECUTE, 9);
    Taint other = new Taint(Taint.NOT_READY, "", TaintEffect.NO_SCHEDULE, 5);
    Node node = NODE.withTaint(old).withTaint(other).withTaint(renewed);

    assertThat(node.taints()).containsExactly(other, renewed);
    assertThat(node.taints().get(1).timeAddedNanos()).isEqualTo(9);
    assertThat(node.withoutTaint(Taint.NOT_READY, TaintEffect.NO_EXECUTE).taints())
        .containsExactly(other);
    assertThat(NODE.withoutTaint(Taint.NOT_READY, TaintEffect.NO_EXECUTE)).isSameAs(NODE);
  }

  @Test
  void taintIsTheSameWheneverItWasAdded() {
    Taint known = new Taint(Taint.UNREACHABLE, "", TaintEffect.NO_EXECUTE, 5);
    Taint unknown = new Taint(Taint.UNREACHABLE, "", TaintEffect.NO_EXECUTE);

    assertThat(known).isEqualTo(unknown).hasSameHashCodeAs(unknown);
    assertThat(NODE.withTaint(known).contentHash())
        .isEqualTo(NODE.withTaint(unknown).contentHash());
  }
}
