package io.towtank.control.node;

import static io.towtank.testing.LiveCluster.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.model.PodBehavior;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.testing.LiveCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaintEvictionControllerTest {
  private final LiveCluster cluster = new LiveCluster();

  TaintEvictionControllerTest() {
    cluster.addNode("n1");
    cluster.manager.start();
  }

  private static Toleration tolerates(String key, @Nullable Long seconds) {
    return new Toleration(key, Toleration.Operator.EXISTS, "", TaintEffect.NO_EXECUTE, seconds);
  }

  private void place(String name, Toleration... tolerations) {
    cluster.place(
        name,
        "n1",
        spec().tolerations(List.of(tolerations)).terminationGraceNanos(0),
        PodBehavior.DEFAULT);
  }

  private void taintAt(double seconds, String key) {
    Taint taint = new Taint(key, "", TaintEffect.NO_EXECUTE);
    cluster.at(
        seconds, () -> cluster.api.nodes().update("n1", node -> node.withTaint(taint)).orThrow());
  }

  private void untaintAt(double seconds, String key) {
    cluster.at(
        seconds,
        () ->
            cluster
                .api
                .nodes()
                .update("n1", node -> node.withoutTaint(key, TaintEffect.NO_EXECUTE))
                .orThrow());
  }

  @Test
  void podsStayAsLongAsTheyTolerate() {
    place("none");
    place("some", tolerates("a", 60L));
    place("negative", tolerates("a", -5L));
    place("for-ever", tolerates("a", null));
    place("other", tolerates("b", null));
    taintAt(100, "a");
    cluster.runTo(1000);

    assertThat(cluster.logOf("gone"))
        .containsExactly("100 none gone", "100 negative gone", "100 other gone", "160 some gone");
  }

  @Test
  void theShortestTolerationCountsAndOfOneTaintTheFirst() {
    place("two", tolerates("a", 60L), tolerates("b", 30L));
    place("twice", tolerates("a", 50L), tolerates("a", 20L), tolerates("b", null));
    taintAt(100, "b");
    cluster.at(100, () -> {});
    taintAt(100, "a");
    cluster.runTo(1000);

    assertThat(cluster.logOf("gone")).containsExactly("130 two gone", "150 twice gone");
  }

  @Test
  void anEvictionThatIsSetStandsWhenAnotherTaintComes() {
    place("pod", tolerates("a", 60L), tolerates("b", 5L));
    taintAt(100, "a");
    taintAt(120, "b");
    cluster.runTo(1000);

    assertThat(cluster.logOf("gone")).containsExactly("160 pod gone");
  }

  @Test
  void aTaintThatGoesCancelsAndCountsFromTheStartWhenItComesBack() {
    place("pod", tolerates("a", 60L));
    taintAt(100, "a");
    untaintAt(159, "a");
    taintAt(170, "a");
    cluster.runTo(1000);

    assertThat(cluster.logOf("gone")).containsExactly("230 pod gone");
  }

  @Test
  void aPodThatComesToATaintedNodeIsJudgedToo() {
    taintAt(100, "a");
    cluster.at(130, () -> place("late", tolerates("a", 60L)));
    cluster.runTo(1000);

    assertThat(cluster.logOf("gone")).containsExactly("190 late gone");
  }

  @Test
  void whatCannotBeDeletedIsTriedAgain() {
    place("pod", tolerates("a", 60L));
    taintAt(100, "a");
    cluster.at(155, () -> cluster.api.setMode(ApiServer.Mode.READ_ONLY));
    cluster.at(161, () -> cluster.api.setMode(ApiServer.Mode.UP));
    cluster.runTo(1000);

    // Retries after 5, 10, 20, ... ms: the ninth is the first after 161 s.
    assertThat(cluster.logOf("gone")).containsExactly("161.2 pod gone");
  }
}
