package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.HostPort;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePortsTest {
  private final FakeCluster cluster = new FakeCluster();
  private final NodePorts plugin = new NodePorts();

  private static Pod wanting(HostPort... ports) {
    return Pods.of(PodSpec.builder().containers(List.of(Pods.containerWithPorts(false, ports))));
  }

  private FakeNode holding(Pod pod) {
    return cluster.add(FakeCluster.node("node", 1000, 1000)).holding(pod);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,   TCP, 80, true",
    "127.0.0.1, TCP, 80, true",
    "10.0.0.1,  TCP, 80, false",
    "127.0.0.1, UDP, 80, false",
    "127.0.0.1, TCP, 81, false",
  })
  void portsConflictByAddressProtocolAndNumber(
      String address, String protocol, int port, boolean conflict) {
    FakeNode node = holding(wanting(new HostPort("127.0.0.1", "TCP", 80)));

    assertThat(cluster.filter(plugin, wanting(new HostPort(address, protocol, port)), node))
        .hasToString(
            conflict
                ? "Unschedulable[node(s) didn't have free ports for the requested pod ports]"
                : "Success");
  }

  @Test
  void portsOfSidecarsCountButNotThoseOfOtherInitContainers() {
    HostPort port = new HostPort("", "", 80);
    Pod sidecar =
        Pods.of(PodSpec.builder().initContainers(List.of(Pods.containerWithPorts(true, port))));
    Pod init =
        Pods.of(PodSpec.builder().initContainers(List.of(Pods.containerWithPorts(false, port))));

    assertThat(cluster.filter(plugin, wanting(port), holding(sidecar)).isSuccess()).isFalse();
    assertThat(cluster.filter(plugin, wanting(port), holding(init)).isSuccess()).isTrue();
  }

  @Test
  void hasNoSayOnPodsWithoutPorts() {
    assertThat(cluster.filter(plugin, wanting(), holding(wanting())).isSkip()).isTrue();
  }

  @Test
  void theEndOfAPodWithAWantedPortHelps() {
    Pod waiting = wanting(new HostPort("", "TCP", 80));
    Pod same = wanting(new HostPort("10.0.0.1", "TCP", 80));
    Pod other = wanting(new HostPort("", "TCP", 81));

    assertThat(mayHelp(waiting, Change.ofPod(same, null))).isTrue();
    assertThat(mayHelp(waiting, Change.ofPod(other, null))).isFalse();
    assertThat(mayHelp(waiting, Change.ofPod(null, null))).isTrue();
  }

  private boolean mayHelp(Pod pod, Change change) {
    return FakeCluster.mayHelp(plugin, ClusterEvent.ASSIGNED_POD_DELETED, pod, change);
  }
}
