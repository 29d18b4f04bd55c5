package io.towtank.workloads.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderFileTest {
  private static final String PODS =
      """
      name,cpu_milli,memory_mib,num_gpu,gpu_milli
      a,1000,1,1,500
      b,2000,1,2,1000
      c,3000,1,0,0
      """;

  @TempDir private Path directory;

  private List<PodArrival> arrange(String pods, String order) throws IOException {
    Path list = Traces.write(directory, "pods.csv", pods);
    return Traces.all(
        PackingWorkload.inOrderOf(
            TraceFormats.named("openb")
                .openPods(list, TraceOptions.of(ReplayMode.ARRIVAL_ONLY), new TraceAccounts()),
            Traces.write(directory, "order.txt", order)));
  }

  @Test
  void podsArriveInTheFilesOrder() throws IOException {
    assertThat(arrange(PODS, "c\na\n\n  b \n"))
        .extracting(arrival -> arrival.timeNanos() / 1_000_000_000 + " " + arrival.pod().name())
        .containsExactly("1 c", "2 a", "3 b");
  }

  @Test
  void copiesRequestWhatTheirOriginalsDo() throws IOException {
    List<PodArrival> arrivals = arrange(PODS, "a\nb-tuned-0\nb\na-tuned-12");

    assertThat(arrivals)
        .extracting(arrival -> arrival.pod().name())
        .containsExactly("a", "b-tuned-0", "b", "a-tuned-12");
    assertThat(arrivals.get(1).pod().spec()).isEqualTo(arrivals.get(2).pod().spec());
  }

  @Test
  void aPodsOwnNameGoesBeforeThatOfACopy() throws IOException {
    List<PodArrival> arrivals = arrange(PODS + "a-tuned-1,7000,1,0,0\n", "a-tuned-1\n");

    assertThat(arrivals.get(0).pod().spec().effectiveRequests().get("cpu")).isEqualTo(7000);
  }

  @Test
  void podsThatAreNotNamedDoNotArrive() throws IOException {
    assertThat(arrange(PODS, "b\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;a          | order.txt:2: pod 'a' stands twice; expected it once",
        "a;bb         | order.txt:2: the workload has no pod 'bb'; did you mean 'b'?",
        "x9-tuned-1   | order.txt:1: the workload has no pod 'x9-tuned-1'",
        ";;           | order.txt: found no names, expected one in each line",
        "a-tuned-$(x) | order.txt:1: the workload has no pod 'a-tuned-$(x)'; did you mean 'a'?",
      })
  void refusesNamesThatAreNotRight(String lines, String message) {
    assertThatThrownBy(() -> arrange(PODS, lines.replace(';', '\n')))
        .isInstanceOf(InputException.class)
        .hasMessage(directory + "/" + message);
  }

  @Test
  void refusesTwoPodsOfOneName() {
    assertThatThrownBy(() -> arrange(PODS + "a,1,1,0,0\n", "a\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the workload has two named 'a'");
  }

  @Test
  void refusesLinesThatAreNoNames() {
    assertThatThrownBy(() -> arrange(PODS, "a".repeat(1001)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("order.txt:1: expected at most");
    byte[] notText = {'a', '\n', (byte) 0xff, '\n'};
    Path order = Traces.write(directory, "bytes.txt", notText);
    Path list = Traces.write(directory, "pods.csv", PODS.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(
            () ->
                PackingWorkload.inOrderOf(
                    TraceFormats.named("openb")
                        .openPods(
                            list, TraceOptions.of(ReplayMode.ARRIVAL_ONLY), new TraceAccounts()),
                    order))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bytes.txt:2: expected UTF-8 text");
  }
}
