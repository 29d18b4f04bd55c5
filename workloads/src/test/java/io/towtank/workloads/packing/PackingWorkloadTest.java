package io.towtank.workloads.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.text.InputException;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackingWorkloadTest {
  private static final String GPU = "nvidia.com/gpu";
  private static final long SECOND = 1_000_000_000L;

  @Test
  void podsArriveOneASecondAndNeverEnd() throws IOException {
    List<PodArrival> pods = packed(3, ArrivalOrder.TRACE, null, 1);

    assertThat(pods).extracting(a -> a.pod().name()).containsExactly("p0", "p1", "p2");
    assertThat(pods)
        .extracting(PodArrival::timeNanos)
        .containsExactly(SECOND, 2 * SECOND, 3 * SECOND);
    assertThat(pods).extracting(a -> a.pod().durationNanos()).containsOnly(Pod.NEVER);
  }

  @Test
  void shufflingKeepsEveryPodAndFollowsTheSeed() throws IOException {
    List<String> original = names(packed(50, ArrivalOrder.TRACE, null, 1));
    List<String> shuffled = names(packed(50, ArrivalOrder.SHUFFLED, null, 1));

    assertThat(shuffled).containsExactlyInAnyOrderElementsOf(original).isNotEqualTo(original);
    assertThat(names(packed(50, ArrivalOrder.SHUFFLED, null, 1))).isEqualTo(shuffled);
    assertThat(names(packed(50, ArrivalOrder.SHUFFLED, null, 2))).isNotEqualTo(shuffled);
  }

  @Test
  void everyPodIsFirstEquallyOften() throws IOException {
    int[] first = new int[4];
    for (int seed = 0; seed < 4000; seed++) {
      String name = names(packed(4, ArrivalOrder.SHUFFLED, null, seed)).get(0);
      first[Integer.parseInt(name.substring(1))]++;
    }

    // Binomial (4000, 1/4): standard deviation 27.4, five of them allowed.
    for (int count : first) {
      assertThat(count).isBetween(1000 - 137, 1000 + 137);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void copiesAreAppendedUntilADrawWouldExceedTheTarget(long seed) throws IOException {
    List<PodArrival> pods = packed(20, ArrivalOrder.SHUFFLED, new Inflation(GPU, 13_000), seed);

    assertThat(pods.subList(0, 20)).noneMatch(a -> a.pod().name().contains("copy"));
    List<String> copies = names(pods.subList(20, pods.size()));
    for (int i = 0; i < copies.size(); i++) {
      assertThat(copies.get(i)).matches("p[0-9]+-copy-" + (i + 1));
    }
    assertThat(pods.size()).isGreaterThan(20);
    // One more pod of 500 could be missing, since only a draw that fits no more ends it.
    assertThat(sumMilli(pods)).isBetween(12_500L + 1, 13_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void onlyOneDeviceOfADrawIsHeldAgainstTheTarget(long seed) throws IOException {
    List<PodArrival> eight = List.of(arrival("eight", new DeviceRequest(GPU, 8, 1000)));

    List<PodArrival> pods =
        Traces.all(
            PackingWorkload.of(
                ArrivalStream.of(eight),
                ArrivalOrder.TRACE,
                new Inflation(GPU, 17_000),
                new RandomStreams(seed)));

    assertThat(sumMilli(pods)).isEqualTo(24_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void podsAreDeletedUntilTheTargetIsNotExceeded(long seed) throws IOException {
    List<PodArrival> pods = packed(20, ArrivalOrder.TRACE, new Inflation(GPU, 4_200), seed);

    assertThat(sumMilli(pods)).isBetween(4_200L - 499, 4_200L);
    assertThat(names(pods)).doesNotHaveDuplicates();
    assertThat(pods).extracting(a -> Integer.valueOf(a.pod().name().substring(1))).isSorted();
  }

  @Test
  void whatInflationDrawsDoesNotDependOnTheOrder() throws IOException {
    Inflation inflation = new Inflation(GPU, 13_000);

    List<String> inOrder = names(packed(20, ArrivalOrder.TRACE, inflation, 7));
    List<String> shuffled = names(packed(20, ArrivalOrder.SHUFFLED, inflation, 7));

    assertThat(shuffled.subList(20, shuffled.size()))
        .isEqualTo(inOrder.subList(20, inOrder.size()));
  }

  @Test
  void aShareIsOneOfWhatTheNodesHave() {
    Node node =
        Node.builder("n", ResourceList.of(32_000, 1L << 30))
            .devices(List.of(new DeviceGroup(GPU, 8, "")))
            .build();

    assertThat(Inflation.toShare(1.3, GPU, List.of(node, node)))
        .isEqualTo(new Inflation(GPU, 20_800));
    assertThat(Inflation.toShare(0.5, "cpu", List.of(node)))
        .isEqualTo(new Inflation("cpu", 16_000));
    assertThatThrownBy(() -> Inflation.toShare(1.3, "example.com/npu", List.of(node)))
        .isInstanceOf(InputException.class)
        .hasMessage("inflation: no node has any 'example.com/npu'");
  }

  @Test
  void aResourceThatNobodyRequestsCanNotBeInflated() {
    assertThatThrownBy(() -> packed(3, ArrivalOrder.TRACE, new Inflation("example.com/npu", 10), 1))
        .isInstanceOf(InputException.class)
        .hasMessage("inflation: no pod requests any 'example.com/npu'");
  }

  @Test
  void aWorkloadWithoutPodsIsRefused() {
    assertThatThrownBy(() -> packed(0, ArrivalOrder.TRACE, null, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("the workload has no pods");
  }

  /** Pods p0, p1, … that ask for 400 and 500 thousandths of a GPU in turn, and run a while. */
  private static List<PodArrival> packed(
      int count, ArrivalOrder order, @Nullable Inflation inflation, long seed) throws IOException {
    List<PodArrival> original = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      original.add(arrival("p" + i, new DeviceRequest(GPU, 1, i % 2 == 0 ? 400 : 500)));
    }
    return Traces.all(
        PackingWorkload.of(ArrivalStream.of(original), order, inflation, new RandomStreams(seed)));
  }

  private static PodArrival arrival(String name, DeviceRequest devices) {
    PodSpec spec =
        PodSpec.builder()
            .requests(ResourceList.of(1000, 1L << 30))
            .devices(List.of(devices))
            .build();
    return new PodArrival(5, Pod.builder(name, spec).durationNanos(77).build());
  }

  private static List<String> names(List<PodArrival> pods) {
    return pods.stream().map(arrival -> arrival.pod().name()).toList();
  }

  private static long sumMilli(List<PodArrival> pods) {
    return pods.stream()
        .flatMap(arrival -> arrival.pod().spec().devices().stream())
        .mapToLong(DeviceRequest::totalMilli)
        .sum();
  }
}
