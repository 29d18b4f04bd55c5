package io.towtank.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static Node node(String name, String zone, String rack) {
    Labels labels = Labels.of(Labels.ZONE, zone);
    return Node.builder(name, ResourceList.EMPTY)
        .labels(rack.isEmpty() ? labels : labels.with(Topology.RACK_LABEL, rack))
        .build();
  }

  private static Topology twoZones(Link... given) {
    return new Topology(
        List.of(node("a1", "a", "r1"), node("a2", "a", "r1"), node("b1", "b", "")), List.of(given));
  }

  private static List<String> heardOf(Network network) {
    List<String> heard = new ArrayList<>();
    network.addListener((node, reaches) -> heard.add((reaches ? "+" : "-") + node));
    return heard;
  }

  @Test
  void byDefaultTheNetworkIsATreeOfZonesRacksAndNodes() {
    assertThat(twoZones().links())
        .extracting(Link::name)
        .containsExactly(
            "control-plane--core",
            "node/a1--rack/r1",
            "node/a2--rack/r1",
            "node/b1--zone/b",
            "rack/r1--zone/a",
            "zone/a--core",
            "zone/b--core");
    assertThat(twoZones().nodesWithin(Part.zone("a"))).containsExactly("a1", "a2");
    assertThat(twoZones().domainOf("a1", Part.Kind.ZONE)).isEqualTo(Part.zone("a"));
    assertThat(twoZones().domainOf("b1", Part.Kind.RACK)).isNull();
  }

  @Test
  void aPartThatStandsFirstInAGivenLinkHasNoDefaultLink() {
    Topology topology =
        twoZones(
            new Link("a-b", Part.zone("a"), Part.zone("b")),
            new Link("cp-b", Part.CONTROL_PLANE, Part.zone("b")));

    assertThat(topology.links())
        .extracting(Link::name)
        .containsExactly(
            "a-b",
            "cp-b",
            "node/a1--rack/r1",
            "node/a2--rack/r1",
            "node/b1--zone/b",
            "rack/r1--zone/a",
            "zone/b--core");
    assertThatThrownBy(() -> topology.link("cp-a"))
        .hasMessage("there is no link 'cp-a'; did you mean 'cp-b'?");
  }

  /** Zones a, b, c, each with a node, each linked with each other and with the control plane. */
  private static Network mesh(boolean transit) {
    List<Link> links = new ArrayList<>();
    for (String[] ends : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "a"}}) {
      links.add(Link.between(Part.zone(ends[0]), Part.zone(ends[1])));
      links.add(Link.between(Part.CONTROL_PLANE, Part.zone(ends[0])));
    }
    List<Node> nodes = List.of(node("a1", "a", ""), node("b1", "b", ""), node("c1", "c", ""));
    return new Network(new Topology(nodes, links, transit));
  }

  private static void cut(Network network, String... names) {
    network.cut(Stream.of(names).map(network.topology()::link).toList());
  }

  @Test
  void withoutTransitTwoThatReachAThirdNeedNotReachEachOther() {
    Network network = mesh(false);
    List<String> heard = heardOf(network);
    cut(network, "zone/c--zone/a");

    assertThat(network.canReach(Part.node("a1"), Part.node("b1"))).isTrue();
    assertThat(network.canReach(Part.node("b1"), Part.node("c1"))).isTrue();
    assertThat(network.canReach(Part.node("a1"), Part.node("c1"))).isFalse();
    assertThat(network.canReach(Part.node("c1"), Part.node("a1"))).isFalse();
    assertThat(heard).isEmpty();

    Network forwarding = mesh(true);
    cut(forwarding, "zone/c--zone/a");
    assertThat(forwarding.canReach(Part.node("a1"), Part.node("c1"))).isTrue();
  }

  @Test
  void withoutTransitOneZoneLosesTheApiThatItsNeighboursKeep() {
    Network network = mesh(false);
    List<String> heard = heardOf(network);
    cut(network, "control-plane--zone/c");

    assertThat(heard).containsExactly("-c1");
    assertThat(network.canReachApi("b1")).isTrue();
    assertThat(network.canReach(Part.node("b1"), Part.node("c1"))).isTrue();
    network.heal(List.of(network.topology().link("control-plane--zone/c")));
    assertThat(heard).containsExactly("-c1", "+c1");
    cut(network, "node/a1--zone/a");
    assertThat(heard).containsExactly("-c1", "+c1", "-a1");

    Network forwarding = mesh(true);
    cut(forwarding, "control-plane--zone/c");
    assertThat(forwarding.canReachApi("c1")).isTrue();
  }

  @Test
  void withoutTransitTheDefaultTreeIsTheSame() {
    Topology tree =
        new Topology(
            List.of(node("a1", "a", "r1"), node("a2", "a", "r2"), node("b1", "b", "")),
            List.of(),
            false);
    Network network = new Network(tree);
    network.add(node("b2", "b", "r9"));

    for (Part from : tree.parts()) {
      for (Part to : tree.parts()) {
        assertThat(network.canReach(from, to)).as(from + " " + to).isTrue();
      }
    }
    assertThat(network.canReachApi("b2")).isTrue();
  }

  @Test
  void aCutZoneReachesItselfOnly() {
    Network network = new Network(twoZones());
    List<String> heard = heardOf(network);
    List<Link> cut = network.boundary(network.topology().within(Part.zone("a")));

    network.cut(cut);

    assertThat(heard).containsExactly("-a1", "-a2");
    assertThat(network.canReach(Part.node("a1"), Part.node("a2"))).isTrue();
    assertThat(network.canReach(Part.node("a1"), Part.node("b1"))).isFalse();
    assertThat(network.canReachApi("b1")).isTrue();

    network.heal(cut);
    assertThat(heard).containsExactly("-a1", "-a2", "+a1", "+a2");
  }

  @Test
  void whatWasCutTwiceIsHealedTwice() {
    Network network = new Network(twoZones());
    Link link = network.topology().link("zone/a--core");
    network.cut(List.of(link));
    network.cut(List.of(link));

    network.heal(List.of(link));
    assertThat(network.canReachApi("a1")).isFalse();
    network.heal(List.of(link));
    assertThat(network.canReachApi("a1")).isTrue();
    assertThatThrownBy(() -> network.heal(List.of(link)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("zone/a--core works; it can't be repaired");
  }

  @Test
  void aSecondWayIsTakenWhenTheFirstIsCut() {
    Network network =
        new Network(
            twoZones(
                new Link("r1-a", Part.rack("r1"), Part.zone("a")),
                new Link("r1-b", Part.rack("r1"), Part.zone("b"))));
    List<String> heard = heardOf(network);

    network.takeOut(List.of(Part.zone("a")));
    assertThat(heard).isEmpty();
    network.takeOut(List.of(Part.zone("b")));
    assertThat(heard).containsExactly("-a1", "-a2", "-b1");
    assertThat(network.canReach(Part.node("a1"), Part.node("a2"))).isTrue();
  }

  @Test
  void withoutTheControlPlaneNobodyReachesItButNodesReachEachOther() {
    Network network = new Network(twoZones());
    network.takeOut(List.of(Part.CONTROL_PLANE));

    assertThat(network.canReachApi("b1")).isFalse();
    assertThat(network.canReach(Part.node("a1"), Part.node("b1"))).isTrue();

    network.bringBack(List.of(Part.CONTROL_PLANE));
    assertThat(network.canReachApi("a2")).isTrue();
  }

  @Test
  void aNodeThatJoinsIsLinkedToItsRack() {
    Network network = new Network(twoZones());
    network.add(node("c1", "c", "r9"));
    network.add(node("a3", "a", "r1"));
    network.takeOut(List.of(Part.rack("r9")));

    assertThat(network.canReachApi("c1")).isFalse();
    assertThat(network.canReachApi("a3")).isTrue();
    assertThat(network.canReachApi("nobody")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone", "zone/", "core/x", "Rack/r1", "", "node"})
  void aTextThatIsNoPartIsRefused(String text) {
    assertThatThrownBy(() -> Part.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a part");
  }

  /** The plain way: search anew from the control plane, or from whom you like. */
  private static Set<Part> searchFrom(Network network, Part start) {
    Set<Part> seen = new LinkedHashSet<>();
    if (!network.works(start)) {
      return seen;
    }
    Deque<Part> frontier = new ArrayDeque<>(List.of(start));
    seen.add(start);
    while (!frontier.isEmpty()) {
      Part part = frontier.remove();
      for (Link link : network.topology().links()) {
        boolean isEnd = link.from().equals(part) || link.to().equals(part);
        Part next = link.from().equals(part) ? link.to() : link.from();
        if (isEnd && network.isWhole(link) && network.works(next) && seen.add(next)) {
          frontier.add(next);
        }
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void reachabilityAgreesWithASearchOnRandomGraphs(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "network");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      nodes.add(node("n" + i, "z" + random.nextInt(3), "r" + random.nextInt(5)));
    }
    List<Part> all = new ArrayList<>(new Topology(nodes, List.of()).parts());
    List<Link> given = new ArrayList<>();
    for (int i = 0; i < random.nextInt(25); i++) {
      Part from = all.get(random.nextInt(all.size()));
      Part to = all.get(random.nextInt(all.size()));
      if (!from.equals(to)) {
        given.add(new Link("l" + i, from, to));
      }
    }
    Network network = new Network(new Topology(nodes, given));
    Set<String> reaching = new TreeSet<>();
    nodes.stream().map(Node::name).filter(network::canReachApi).forEach(reaching::add);
    network.addListener(
        (node, reaches) ->
            assertThat(reaches ? reaching.add(node) : reaching.remove(node)).isTrue());

    List<Link> links = new ArrayList<>(network.topology().links());
    List<Link> cut = new ArrayList<>();
    List<Part> out = new ArrayList<>();
    for (int step = 0; step < 80; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          List<Link> some = List.of(links.get(random.nextInt(links.size())));
          network.cut(some);
          cut.addAll(some);
        }
        case 2 -> {
          List<Part> some = List.of(all.get(random.nextInt(all.size())));
          network.takeOut(some);
          out.addAll(some);
        }
        case 3 -> {
          network.heal(cut);
          cut.clear();
        }
        default -> {
          network.bringBack(out);
          out.clear();
        }
      }
      Set<Part> expected = searchFrom(network, Part.CONTROL_PLANE);
      for (Node node : nodes) {
        Part part = Part.node(node.name());
        assertThat(network.canReachApi(node.name()))
            .as("seed %d, step %d, %s", seed, step, part)
            .isEqualTo(expected.contains(part))
            .isEqualTo(reaching.contains(node.name()));
      }
      Part from = all.get(random.nextInt(all.size()));
      Part to = all.get(random.nextInt(all.size()));
      assertThat(network.canReach(from, to))
          .as("seed %d, step %d, %s to %s", seed, step, from, to)
          .isEqualTo(searchFrom(network, from).contains(to));
    }
  }
}
