package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AvailabilityTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  @ParameterizedTest
  @EnumSource(
      value = ApiServer.Mode.class,
      names = {"READ_ONLY", "DOWN"})
  void everyWriteIsRefusedAndNothingChanges(ApiServer.Mode mode) {
    api.nodes().create(node("n1", 1)).orThrow();
    Pod pod = api.pods().create(pod("p", 1)).orThrow();
    long digest = simulation.digest().value();

    api.setMode(mode);

    assertThat(
            List.of(
                api.pods().create(pod("q", 1)),
                api.pods().update(pod.key(), old -> old.toBuilder().reason("x").build()),
                api.pods().replace(pod.toBuilder().reason("x").build()),
                api.pods().delete(pod.key()),
                api.deletePod(pod, 0),
                api.evict(pod, 0),
                api.bind(pod, "n1", List.of())))
        .extracting(WriteResult::code)
        .containsOnly(WriteResult.Code.UNAVAILABLE);
    assertThat(api.pods().list()).containsExactly(pod);
    assertThat(simulation.digest().value()).isEqualTo(digest);
    assertThat(api.isReachable()).isEqualTo(mode == ApiServer.Mode.READ_ONLY);

    api.setMode(ApiServer.Mode.UP);
    assertThat(api.bind(pod, "n1", List.of()).isOk()).isTrue();
  }
}
