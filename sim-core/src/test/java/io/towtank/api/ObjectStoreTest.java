package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ObjectStoreTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);
  private final ObjectStore<Node> nodes = api.nodes();
  private final List<String> heard = new ArrayList<>();

  /** Writes down what it hears. */
  private class Listener<T extends ApiObject<T>> implements Watcher<T> {
    private final String name;

    Listener(String name) {
      this.name = name;
    }

    @Override
    public void onAdd(T object) {
      heard.add(name + " +" + object.key());
    }

    @Override
    public void onUpdate(T oldObject, T newObject) {
      long versions = newObject.resourceVersion() - oldObject.resourceVersion();
      heard.add(name + " ~" + newObject.key() + " " + versions);
    }

    @Override
    public void onDelete(T object) {
      heard.add(name + " -" + object.key());
    }
  }

  private static UnaryOperator<Node> relabel(String value) {
    return node -> node.toBuilder().labels(Labels.of("a", value)).build();
  }

  @Test
  void everyWriteTakesTheNextVersionOfTheWholeApi() {
    long first = nodes.create(node("n1", 1)).orThrow().resourceVersion();
    long second = api.pods().create(pod("p", 1)).orThrow().resourceVersion();
    long third = nodes.update("n1", relabel("x")).orThrow().resourceVersion();
    long fourth = nodes.delete("n1").orThrow().resourceVersion();

    assertThat(List.of(second - first, third - second, fourth - third)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void aDraftBecomesWhatAnUpdateWouldWrite() {
    api.pods().create(pod("p", 1)).orThrow();
    List<Pod> versions = new ArrayList<>();
    api.pods()
        .watch(
            "w",
            0,
            new Listener<>("w") {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                versions.add(newPod);
              }
            });

    Pod updated = api.pods().update(podKey(), pod -> phase(pod).build()).orThrow();
    Pod edited = api.pods().edit(podKey(), ObjectStoreTest::phase).orThrow();

    assertThat(versions).containsExactly(updated, edited);
    assertThat(api.pods().get(podKey())).isSameAs(edited);
    assertThat(edited.resourceVersion()).isEqualTo(updated.resourceVersion() + 1);
    assertThat(edited.contentHash()).isEqualTo(updated.contentHash());
    assertThat(api.pods().edit(podKey(), pod -> null).orThrow()).isSameAs(edited);
    assertThat(versions).hasSize(2);
    assertThat(api.pods().edit("default/nobody", ObjectStoreTest::phase).code())
        .isEqualTo(WriteResult.Code.NOT_FOUND);
    assertThatThrownBy(() -> api.pods().edit(podKey(), pod -> phase(pod).name("q")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't become");
  }

  private static String podKey() {
    return pod("p", 1).key();
  }

  private static Pod.Builder phase(Pod pod) {
    return pod.toBuilder().phase(PodPhase.RUNNING);
  }

  @Test
  void changeMustNotWriteWhatItChanges() {
    nodes.create(node("n1", 1)).orThrow();

    assertThatThrownBy(
            () ->
                nodes.update(
                    "n1",
                    node -> {
                      nodes.update("n1", relabel("inner")).orThrow();
                      return relabel("outer").apply(node);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("n1");
  }

  @Test
  void changeThatReturnsTheSameObjectWritesNothing() {
    Node stored = nodes.create(node("n1", 1)).orThrow();
    String digest = simulation.digest().hex();
    nodes.watch("w", 0, new Listener<>("w"));
    heard.clear();

    assertThat(nodes.update("n1", node -> node).orThrow()).isSameAs(stored);
    assertThat(heard).isEmpty();
    assertThat(simulation.digest().hex()).isEqualTo(digest);
  }

  @Test
  void staleReplacementIsAConflict() {
    Node read = nodes.create(node("n1", 1)).orThrow();
    nodes.update("n1", relabel("x")).orThrow();
    WriteResult<Node> result = nodes.replace(relabel("y").apply(read));

    assertThat(result.code()).isEqualTo(WriteResult.Code.CONFLICT);
    assertThat(result.message())
        .isEqualTo("Node n1 has changed since version " + read.resourceVersion());
    assertThatThrownBy(result::orThrow).isInstanceOf(IllegalStateException.class);
    Node fresh = nodes.list().iterator().next();
    assertThat(nodes.replace(relabel("y").apply(fresh)).isOk()).isTrue();
  }

  @Test
  void writesThatMissTheirObjectAreRefused() {
    nodes.create(node("n1", 1)).orThrow();

    assertThat(nodes.create(node("n1", 2)).code()).isEqualTo(WriteResult.Code.ALREADY_EXISTS);
    assertThat(nodes.update("n2", relabel("x")).code()).isEqualTo(WriteResult.Code.NOT_FOUND);
    assertThat(nodes.replace(node("n2", 1)).code()).isEqualTo(WriteResult.Code.NOT_FOUND);
    assertThat(nodes.delete("n2").message()).isEqualTo("there is no Node n2");
    assertThatThrownBy(() -> nodes.update("n1", node -> node("n2", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Node n1 can't become n2");
  }

  @Test
  void objectsAreListedInOrderOfCreation() {
    nodes.create(node("b", 1)).orThrow();
    nodes.create(node("a", 1)).orThrow();
    nodes.create(node("c", 1)).orThrow();
    nodes.update("b", relabel("x")).orThrow();
    nodes.delete("a").orThrow();
    nodes.create(node("a", 1)).orThrow();

    assertThat(nodes.list()).extracting(Node::name).containsExactly("b", "c", "a");
    assertThat(nodes.size()).isEqualTo(3);
    assertThat(nodes.get("a")).isNotNull();
    assertThat(nodes.get("d")).isNull();
  }

  @Test
  void admissionsRunInOrderAndMayRefuse() {
    nodes.addAdmission(relabel("1")::apply);
    nodes.addAdmission(
        node -> {
          if (node.name().equals("bad")) {
            throw new Admission.Refused("no such nodes");
          }
          return relabel(node.labels().get("a") + "2").apply(node);
        });

    assertThat(nodes.create(node("good", 1)).orThrow().labels().get("a")).isEqualTo("12");
    WriteResult<Node> refused = nodes.create(node("bad", 1));
    assertThat(refused.code()).isEqualTo(WriteResult.Code.REFUSED);
    assertThat(refused.message()).isEqualTo("Node bad: no such nodes");
    assertThat(nodes.size()).isEqualTo(1);
  }

  @Test
  void watcherIsShownWhatIsThereAndThenEveryChange() {
    nodes.create(node("n1", 1)).orThrow();
    nodes.watch("w", 0, new Listener<>("w"));
    nodes.update("n1", relabel("x")).orThrow();
    nodes.create(node("n2", 1)).orThrow();
    nodes.delete("n1").orThrow();

    assertThat(heard).containsExactly("w +n1", "w ~n1 1", "w +n2", "w -n1");
  }

  @Test
  void allWatchersHearOfAllWritesInOrderThoughOneOfThemWrites() {
    nodes.watch(
        "writer",
        0,
        new Listener<Node>("writer") {
          @Override
          public void onAdd(Node node) {
            super.onAdd(node);
            nodes.update(node.name(), relabel("x")).orThrow();
            api.pods().create(pod("of-" + node.name(), 1)).orThrow();
          }
        });
    nodes.watch("reader", 0, new Listener<>("reader"));
    api.pods().watch("reader", 0, new Listener<>("reader"));
    nodes.create(node("n1", 1)).orThrow();

    assertThat(heard)
        .containsExactly(
            "writer +n1", "reader +n1", "writer ~n1 1", "reader ~n1 1", "reader +default/of-n1");
  }

  @Test
  void watchThatBeginsDuringADeliveryHearsOfNothingTwice() {
    nodes.watch(
        "first",
        0,
        new Listener<Node>("first") {
          @Override
          public void onAdd(Node node) {
            super.onAdd(node);
            if (node.name().equals("n1")) {
              nodes.create(node("n2", 1)).orThrow();
              nodes.watch("late", 0, new Listener<>("late"));
            }
          }
        });
    nodes.create(node("n1", 1)).orThrow();
    nodes.create(node("n3", 1)).orThrow();

    assertThat(heard)
        .containsExactly("first +n1", "late +n1", "late +n2", "first +n2", "first +n3", "late +n3");
  }

  @Test
  void delayedWatcherIsToldOfTheStateAsItWas() {
    List<String> states = new ArrayList<>();
    nodes.watch(
        "late",
        2 * SECOND,
        new Watcher<Node>() {
          @Override
          public void onAdd(Node node) {
            states.add(simulation.now() / SECOND + " added " + node.labels());
          }

          @Override
          public void onUpdate(Node oldNode, Node newNode) {
            states.add(
                simulation.now() / SECOND + " " + oldNode.labels() + " to " + newNode.labels());
          }

          @Override
          public void onDelete(Node node) {
            states.add(simulation.now() / SECOND + " deleted " + node.labels());
          }
        });
    nodes.create(node("n1", 1)).orThrow();
    nodes.update("n1", relabel("x")).orThrow();
    simulation.runUntil(SECOND);
    nodes.update("n1", relabel("y")).orThrow();
    nodes.delete("n1").orThrow();
    assertThat(states).isEmpty();
    simulation.run();

    assertThat(states)
        .containsExactly("2 added {}", "2 {} to {a=x}", "3 {a=x} to {a=y}", "3 deleted {a=y}");
  }

  @Test
  void delayMustNotBeNegative() {
    assertThatThrownBy(() -> nodes.watch("w", -1, new Listener<>("w")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void digestDependsOnWhatIsWritten() {
    Node plain = node("n1", 1000);
    List<Node> contents =
        List.of(
            plain,
            node("n2", 1000),
            node("n1", 1001),
            relabel("x").apply(plain),
            plain.toBuilder().unschedulable(true).build(),
            plain.toBuilder().devices(List.of(new DeviceGroup("gpu", 1, ""))).build());

    assertThat(contents.stream().map(ObjectStoreTest::digestOf)).doesNotHaveDuplicates();
    assertThat(digestOf(plain)).isEqualTo(digestOf(node("n1", 1000)));
  }

  private static String digestOf(Node node) {
    Simulation simulation = new Simulation(1);
    new ApiServer(simulation).nodes().create(node).orThrow();
    return simulation.digest().hex();
  }

  @Test
  void digestSeesWhatBecomesOfPods() {
    List<UnaryOperator<Pod>> changes =
        List.of(
            pod -> pod.toBuilder().reason("x").build(),
            pod -> pod.toBuilder().priority(1).build(),
            pod -> pod.toBuilder().nodeName("n1").build(),
            pod -> pod.toBuilder().labels(Labels.of("a", "x")).build(),
            pod -> pod.toBuilder().spec(pod("q", 2).spec()).build());
    List<String> digests = new ArrayList<>();
    for (UnaryOperator<Pod> change : changes) {
      Simulation run = new Simulation(1);
      ApiServer server = new ApiServer(run);
      server.pods().create(pod("p", 1)).orThrow();
      server.pods().update("default/p", change).orThrow();
      digests.add(run.digest().hex());
    }

    assertThat(digests).doesNotHaveDuplicates();
  }
}
