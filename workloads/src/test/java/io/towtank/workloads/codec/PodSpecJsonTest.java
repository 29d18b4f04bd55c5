package io.towtank.workloads.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.DeviceRequest;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PodSpecJsonTest {
  @Test
  void aSpecIsKubernetesJson() {
    PodSpec spec =
        PodSpec.builder()
            .requests(ResourceList.of(1500, 1L << 30))
            .devices(List.of(new DeviceRequest("nvidia.com/gpu", 1, 500)))
            .priority(7)
            .terminationGraceNanos(1_500_000_000)
            .build();

    assertThat(PodSpecJson.write(spec))
        .isEqualTo(
            """
            {"containers":[{"name":"main","resources":{"requests":{"cpu":"1500m","memory":\
            "1073741824"}}}],"devices":[{"resource":"nvidia.com/gpu","count":1,"milliPerDevice":\
            500}],"priority":7,"terminationGracePeriodSeconds":1.5}""");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBack(long seed) {
    PodSpec spec = new RandomPods(seed).spec();
    String text = PodSpecJson.write(spec);

    PodSpec read = PodSpecJson.read(text);

    assertThat(ArrivalText.of(read)).isEqualTo(ArrivalText.of(spec));
    assertThat(PodSpecJson.write(read)).isEqualTo(text);
  }

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("towtank.seeds", 200));
  }

  @Test
  void whatCannotBeReadNamesTheField() {
    assertThatThrownBy(() -> PodSpecJson.read("{\"containers\":[{\"nme\":\"a\"}]}"))
        .hasMessage("unknown field 'containers[0].nme'; did you mean 'name'?");
    assertThatThrownBy(() -> PodSpecJson.read("{\"priority\":\"high\"}"))
        .hasMessageStartingWith("field 'priority': found \"high\", expected a whole number");
    assertThatThrownBy(() -> PodSpecJson.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON");
    assertThatThrownBy(() -> PodSpecJson.read("{} {}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
