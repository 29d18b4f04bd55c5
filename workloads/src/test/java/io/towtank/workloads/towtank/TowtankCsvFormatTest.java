package io.towtank.workloads.towtank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.luben.zstd.ZstdOutputStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TowtankCsvFormatTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path directory;
  private final TraceAccounts accounts = new TraceAccounts();

  @Test
  void threeColumnsAreEnough() {
    List<PodArrival> pods =
        timed(
            """
            arrival_s,cpu,memory
            0,500m,1Gi
            1.5,2,4096
            """);

    assertThat(pods).extracting(PodArrival::timeNanos).containsExactly(0L, 1_500_000_000L);
    assertThat(pods).extracting(a -> a.pod().name()).containsExactly("pod-1", "pod-2");
    assertThat(pods).extracting(a -> a.pod().durationNanos()).containsOnly(Pod.NEVER);
    assertThat(pods.get(0).pod().spec().effectiveRequests().toMap())
        .containsExactly(entry("cpu", 500L), entry("memory", 1L << 30));
    assertThat(pods.get(1).pod().spec().effectiveRequests().toMap())
        .containsExactly(entry("cpu", 2000L), entry("memory", 4096L));
  }

  @Test
  void everyColumnOfAPodHasItsPlace() {
    Pod pod =
        timed(
                """
                memory,cpu,duration_s,arrival_s,name,priority,labels,group,namespace,node_selector,tolerations,devices,example.com/fpga
                1Gi,1,60,0,train-7,-5,app=train;tier=low,train,ml,disk=ssd,gpu=yes:NoSchedule;spot,nvidia.com/gpu=0.5,3
                """)
            .get(0)
            .pod();

    assertThat(pod.key()).isEqualTo("ml/train-7");
    assertThat(pod.durationNanos()).isEqualTo(60 * SECOND);
    assertThat(pod.spec().priority()).isEqualTo(-5);
    assertThat(pod.labels()).hasToString("{app=train, tier=low}");
    assertThat(pod.owner()).isEqualTo(new OwnerReference("Job", "train"));
    assertThat(pod.spec().nodeSelector()).isEqualTo(Labels.of("disk", "ssd"));
    assertThat(pod.spec().tolerations())
        .containsExactly(
            new Toleration("gpu", Toleration.Operator.EQUAL, "yes", TaintEffect.NO_SCHEDULE, null),
            new Toleration("spot", Toleration.Operator.EXISTS, "", null, null));
    assertThat(pod.spec().devices()).containsExactly(new DeviceRequest("nvidia.com/gpu", 1, 500));
    assertThat(pod.spec().effectiveRequests().get("example.com/fpga")).isEqualTo(3);
  }

  @Test
  void devicesAreAPartOfOneOrSeveralWhole() {
    List<PodArrival> pods =
        timed(
            """
            arrival_s,cpu,memory,devices
            0,1,1Gi,
            0,1,1Gi,nvidia.com/gpu=0.125
            0,1,1Gi,nvidia.com/gpu=1
            0,1,1Gi,nvidia.com/gpu=4;example.com/npu=2
            """);

    assertThat(pods)
        .extracting(arrival -> arrival.pod().spec().devices())
        .containsExactly(
            List.of(),
            List.of(new DeviceRequest("nvidia.com/gpu", 1, 125)),
            List.of(new DeviceRequest("nvidia.com/gpu", 1, 1000)),
            List.of(
                new DeviceRequest("example.com/npu", 2, 1000),
                new DeviceRequest("nvidia.com/gpu", 4, 1000)));
  }

  @Test
  void nodesExpandByTheirCount() {
    Path file =
        Traces.write(
            directory,
            "nodes.csv",
            """
            name,cpu,memory,pods,zone,labels,taints,devices,count,example.com/fpga
            gpu,64,256Gi,32,a,disk=ssd,gpu=yes:NoSchedule,nvidia.com/gpu=8:V100,2,1
            big,128,1Ti,,,,,,,
            """);

    List<Node> nodes =
        new TowtankCsvFormat().readNodes(file, TraceOptions.of(ReplayMode.TIMED), accounts);

    assertThat(nodes).extracting(Node::name).containsExactly("gpu-0001", "gpu-0002", "big");
    Node gpu = nodes.get(0);
    assertThat(gpu.allocatable().toMap())
        .containsExactly(
            entry("cpu", 64_000L),
            entry("example.com/fpga", 1L),
            entry("memory", 256L << 30),
            entry("pods", 32L));
    assertThat(gpu.labels())
        .hasToString("{disk=ssd, kubernetes.io/hostname=gpu-0001, topology.kubernetes.io/zone=a}");
    assertThat(gpu.taints()).containsExactly(new Taint("gpu", "yes", TaintEffect.NO_SCHEDULE));
    assertThat(gpu.devices()).containsExactly(new DeviceGroup("nvidia.com/gpu", 8, "V100"));
    assertThat(nodes.get(2).allocatable().get("pods")).isEqualTo(110);
    assertThat(accounts.rowsRead()).isEqualTo(2);
  }

  @Test
  void arrivalOnlyTakesRowsAsTheyStandAndNeedsNoTimes() {
    List<PodArrival> pods =
        Traces.pods(
            "towtank-csv",
            Traces.write(directory, "pods.csv", "name,cpu,memory\nb,1,1\na,1,1\n"),
            ReplayMode.ARRIVAL_ONLY,
            accounts);

    assertThat(pods).extracting(a -> a.pod().name()).containsExactly("b", "a");
    assertThat(pods).extracting(PodArrival::timeNanos).containsExactly(SECOND, 2 * SECOND);
  }

  @Test
  void rowsOutOfOrderAreSortedStablyAndCounted() {
    List<PodArrival> pods =
        timed(
            """
            name,arrival_s,cpu,memory
            c,30,1,1
            a,10,1,1
            b,10,1,1
            d,30,1,1
            """);

    assertThat(pods).extracting(a -> a.pod().name()).containsExactly("a", "b", "c", "d");
    assertThat(accounts.rowsRepaired())
        .containsExactly(entry("row not in order of arrival: sorted", 2L));
  }

  @Test
  void aRowFarFromItsPlaceIsSortedToo() {
    Path file =
        Traces.write(
            directory,
            "pods.csv",
            """
            name,arrival_s,cpu,memory
            a,10,1,1
            b,20,1,1
            c,30,1,1
            d,5.5,1,1
            """);
    TraceOptions options = Traces.options(ReplayMode.TIMED, "reorderRows", "2");

    assertThat(Traces.pods("towtank-csv", file, options, accounts))
        .extracting(arrival -> arrival.pod().name())
        .containsExactly("d", "a", "b", "c");
    assertThat(accounts.rowsRead()).isEqualTo(4);
    assertThat(accounts.podsMade()).isEqualTo(4);
    assertThat(accounts.rowsRepaired()).containsValue(1L);
  }

  @Test
  void compressedFilesAreReadByTheirEnding() throws IOException {
    String text = "arrival_s,cpu,memory\n7,1,1\n";
    Path gzip = Traces.writeGzip(directory, "pods.csv.gz", text);
    Path zstd = directory.resolve("pods.csv.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Traces.pods("towtank-csv", gzip, ReplayMode.TIMED, accounts))
        .extracting(PodArrival::timeNanos)
        .containsExactly(7 * SECOND);
    assertThat(Traces.pods("towtank-csv", zstd, ReplayMode.TIMED, accounts))
        .extracting(PodArrival::timeNanos)
        .containsExactly(7 * SECOND);
  }

  @Test
  void spreadsheetHabitsAreTolerated() {
    List<PodArrival> pods =
        timed("\uFEFF\"arrival_s\", cpu ,memory\r\n\r\n\"1\", 2 ,\"4Gi\"\r\n\r\n");

    assertThat(pods).extracting(PodArrival::timeNanos).containsExactly(SECOND);
    assertThat(accounts.rowsRead()).isEqualTo(1);
  }

  @Test
  void theExamplesOfTheDocumentationAreRead() throws IOException {
    Path page = Traces.root().resolve("docs").resolve("workload-csv.md");
    List<String> examples =
        Pattern.compile("```csv\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page))
            .results()
            .map(match -> match.group(1))
            .toList();
    Path nodes = Traces.write(directory, "nodes.csv", examples.get(1));

    assertThat(timed(examples.get(0))).hasSize(2);
    assertThat(new TowtankCsvFormat().readNodes(nodes, TraceOptions.of(ReplayMode.TIMED), accounts))
        .hasSize(120);
  }

  private List<PodArrival> timed(String text) {
    return Traces.pods(
        "towtank-csv", Traces.write(directory, "pods.csv", text), ReplayMode.TIMED, accounts);
  }
}
