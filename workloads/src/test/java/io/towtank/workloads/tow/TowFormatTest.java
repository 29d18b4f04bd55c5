package io.towtank.workloads.tow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.fault.MachineEvent;
import io.towtank.model.ArrivalStream;
import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import io.towtank.workloads.codec.ArrivalText;
import io.towtank.workloads.codec.RandomPods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TowFormatTest {
  private static final String PODS =
      """
      name,arrival_s,duration_s,cpu,memory,labels,group,priority,example.com/dongle
      a,10,5,1,1Gi,app=web;tier=front,job-1,,
      b,5,,500m,64Mi,,,7,2
      c,10,0.25,1,1Gi,app=web;tier=front,job-1,,
      """;
  private static final String NODES = "name,cpu,memory,count,zone\nn,32,64Gi,3,z1\n";

  @TempDir Path folder;

  private final TraceAccounts accounts = new TraceAccounts();

  @ParameterizedTest
  @EnumSource(ReplayMode.class)
  void podsAndAccountsAreThoseOfTheSource(ReplayMode replay) {
    Path csv = Traces.write(folder, "pods.csv", PODS);
    TraceAccounts ofCsv = new TraceAccounts();
    List<PodArrival> expected = Traces.pods("towtank-csv", csv, replay, ofCsv);

    Path tow = convert(csv, null, TraceOptions.of(replay));

    assertThat(texts(Traces.pods("tow", tow, replay, accounts))).isEqualTo(texts(expected));
    assertThat(accounts.rowsRead()).isEqualTo(ofCsv.rowsRead());
    assertThat(accounts.rowsRepaired()).isEqualTo(ofCsv.rowsRepaired());
    assertThat(accounts.podsMade()).isEqualTo(ofCsv.podsMade()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allThatPodsAndMachinesCanBeIsReadBack(long seed) throws IOException {
    List<PodArrival> pods = new ArrayList<>();
    RandomPods random = new RandomPods(seed);
    for (int i = 0; i < 2000; i++) {
      pods.add(random.arrival("pod-" + i, 1_000_000));
    }
    pods.sort(Comparator.comparingLong(PodArrival::timeNanos));
    MachineTrace machines = machines();

    Path tow = convert(new FixedFormat(pods, machines), folder, folder, ReplayMode.TIMED);

    assertThat(texts(Traces.pods("tow", tow, ReplayMode.TIMED, accounts))).isEqualTo(texts(pods));
    MachineTrace read = new TowFormat().readMachines(tow, timed(), accounts);
    assertThat(read.events()).isEqualTo(machines.events());
    assertThat(read.away()).isEqualTo(machines.away());
    assertThat(read.nodes()).extracting(Node::name).containsExactly("n-1", "n-2");
    Node node = read.nodes().get(1);
    Node expected = machines.nodes().get(1);
    assertThat(node)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*hash")
        .isEqualTo(expected);
    assertThat(new TowFormat().readNodes(tow, timed(), accounts))
        .extracting(Node::name)
        .containsExactly("n-1");
  }

  @Test
  void manyGroupsOfRowsAreReadInOrderAndThoseOfPodsSkippedForNodes() throws IOException {
    List<PodArrival> pods = new ArrayList<>();
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(1, 1)).build();
    for (int i = 0; i < 2 * TowWriter.GROUP_ROWS + 10; i++) {
      pods.add(new PodArrival(i, Pod.builder("pod-" + i, spec).build()));
    }

    Path tow = convert(new FixedFormat(pods, machines()), folder, folder, ReplayMode.TIMED);

    try (TowFile file = TowFile.open(tow)) {
      assertThat(file.reader().getRowGroups()).hasSize(3);
      assertThat(file.reader().getRowGroups().stream().map(TowCursor::mayHoldMachines))
          .containsExactly(true, false, true);
    }
    assertThat(Traces.pods("tow", tow, ReplayMode.TIMED, accounts))
        .extracting(arrival -> arrival.pod().name())
        .containsExactlyElementsOf(pods.stream().map(arrival -> arrival.pod().name()).toList());
    assertThat(new TowFormat().readMachines(tow, timed(), accounts).events()).hasSize(3);
  }

  @Test
  void aConversionIsTheSameToTheByte() throws IOException {
    Path csv = Traces.write(folder, "pods.csv", PODS);
    Path nodes = Traces.write(folder, "nodes.csv", NODES);
    byte[] first = Files.readAllBytes(convert(csv, nodes, timed()));
    byte[] second = Files.readAllBytes(convert(csv, nodes, timed()));

    assertThat(second).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .startsWith("PAR1")
        .endsWith("PAR1")
        .doesNotContain(folder.toString());
  }

  @Test
  void theFileTellsWhereItComesFrom() {
    Path csv = Traces.write(folder, "pods.csv", PODS);
    Path nodes = Traces.write(folder, "nodes.csv", NODES);

    Provenance provenance =
        TowFormat.provenance(convert(csv, nodes, Traces.options(ReplayMode.TIMED, "maxPods", "2")));

    assertThat(provenance.texts())
        .contains(
            entry("source.name", "pods.csv"),
            entry("source.format", "towtank-csv"),
            entry("nodes.name", "nodes.csv"),
            entry("version", "1.2.3"),
            entry("option: maxPods", "2"))
        .containsKeys("source.sha256", "nodes.sha256");
    assertThat(provenance.replay()).isEqualTo(ReplayMode.TIMED);
    assertThat(provenance.pods()).isEqualTo(2);
    assertThat(provenance.rows()).isEqualTo(5);
  }

  @Test
  void optionsOfAllFormatsApplyToAWorkloadFileToo() {
    Path tow = convert(Traces.write(folder, "pods.csv", PODS), null, timed());

    assertThat(Traces.pods("tow", tow, Traces.options(ReplayMode.TIMED, "from", "6s"), accounts))
        .extracting(PodArrival::timeNanos)
        .containsExactly(4_000_000_000L, 4_000_000_000L);
    assertThat(accounts.podsMade()).isEqualTo(3);
    assertThat(accounts.podsLeftOut()).containsValue(1L);
  }

  @Test
  void whatHasNoTimesIsNotReplayedInTime() {
    Path csv = Traces.write(folder, "pods.csv", PODS);
    Path tow = convert(csv, null, TraceOptions.of(ReplayMode.ARRIVAL_ONLY));

    assertThatThrownBy(() -> Traces.pods("tow", tow, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            tow
                + ": was converted for an arrival-only replay and has no times; convert its source"
                + " with --replay timed");
    assertThatThrownBy(() -> new TowFormat().readNodes(tow, timed(), accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            tow + ": the file has no nodes; convert its source with --nodes to have them in it");
  }

  @Test
  void aConversionThatFailsLeavesNothing() throws IOException {
    Path csv = Traces.write(folder, "pods.csv", PODS + "d,late,,1,1Gi,,,,\n");
    Path out = folder.resolve("out.tow");
    Files.writeString(out, "before");

    assertThatThrownBy(() -> convert(csv, null, timed()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(csv + ":5: column 'arrival_s'");
    assertThat(out).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(csv, out);
    }
  }

  @Test
  void aFileThatIsCutShortIsSaidToBe() throws IOException {
    byte[] whole =
        Files.readAllBytes(convert(Traces.write(folder, "pods.csv", PODS), null, timed()));
    for (int length = 1; length < whole.length; length += 7) {
      Path cut = Traces.write(folder, "cut.tow", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Traces.pods("tow", cut, ReplayMode.TIMED, accounts))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(cut + ": ")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aDamagedFileIsRefusedInOneLineOrUnharmed(long seed) throws IOException {
    Path csv = Traces.write(folder, "pods.csv", PODS);
    Path nodes = Traces.write(folder, "nodes.csv", NODES);
    Path tow = convert(csv, nodes, timed());
    byte[] whole = Files.readAllBytes(tow);
    List<List<Object>> pods = texts(Traces.pods("tow", tow, ReplayMode.TIMED, accounts));
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Path damaged = Traces.write(folder, "damaged.tow", bytes);
      try {
        assertThat(texts(Traces.pods("tow", damaged, ReplayMode.TIMED, accounts))).isEqualTo(pods);
      } catch (InputException e) {
        refused++;
        assertThat(e).hasMessageStartingWith(damaged + ": ").hasMessageNotContaining("\n");
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void anythingElseIsNoWorkloadFile() {
    Path text = Traces.write(folder, "text.tow", "name,arrival_s\n".repeat(10));
    Path empty = Traces.write(folder, "empty.tow", "");

    assertThatThrownBy(() -> Traces.pods("tow", text, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            text + ": no workload file; expected one that 'towtank trace convert' has written");
    assertThatThrownBy(() -> Traces.pods("tow", empty, ReplayMode.TIMED, accounts))
        .hasMessage(empty + ": the file is empty; expected a workload");
    assertThatThrownBy(
            () -> Traces.pods("tow", folder.resolve("no.tow"), ReplayMode.TIMED, accounts))
        .hasMessageStartingWith(folder.resolve("no.tow") + ": no such file");
  }

  private static MachineTrace machines() {
    ResourceList capacity = ResourceList.of(32_500, 1L << 37);
    Node plain = Node.builder("n-1", capacity).build();
    Node rich =
        Node.builder("n-2", capacity)
            .labels(Labels.of("zone", "z"))
            .allocatable(capacity.with("cpu", 30_000))
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 8, "V100")))
            .taints(
                List.of(
                    new Taint("a", "", TaintEffect.NO_EXECUTE, 17),
                    new Taint("b", "c", TaintEffect.PREFER_NO_SCHEDULE)))
            .unschedulable(true)
            .conditions(
                List.of(new NodeCondition("Ready", NodeCondition.Status.UNKNOWN, 1_500_000_000)))
            .images(List.of(new ContainerImage(List.of("image:1"), 12)))
            .build();
    TreeSet<String> away = new TreeSet<>(List.of("n-2"));
    return new MachineTrace(
        List.of(plain, rich),
        away,
        List.of(
            new MachineEvent(5, "n-2", MachineEvent.Kind.ADD, null),
            new MachineEvent(400, "n-1", MachineEvent.Kind.UPDATE, ResourceList.of(1, 2)),
            new MachineEvent(2_000_000_000, "n-1", MachineEvent.Kind.REMOVE, null)));
  }

  private Path convert(Path source, @Nullable Path nodes, TraceOptions options) {
    return convert(TraceFormats.named("towtank-csv"), source, nodes, options);
  }

  private Path convert(TraceFormat format, Path source, Path nodes, ReplayMode replay) {
    return convert(format, source, nodes, TraceOptions.of(replay));
  }

  private Path convert(
      TraceFormat format, Path source, @Nullable Path nodes, TraceOptions options) {
    Path out = folder.resolve("out.tow");
    new TraceConversion(format, source, options, nodes, "1.2.3").writeTo(out, pods -> {});
    return out;
  }

  private static TraceOptions timed() {
    return TraceOptions.of(ReplayMode.TIMED);
  }

  private static List<List<Object>> texts(List<PodArrival> arrivals) {
    return arrivals.stream().map(ArrivalText::of).toList();
  }

  /** Gives what it was given. */
  private record FixedFormat(List<PodArrival> pods, MachineTrace machines) implements TraceFormat {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public MachineTrace readMachines(Path file, TraceOptions options, TraceAccounts accounts) {
      return machines;
    }

    @Override
    public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
      pods.forEach(
          pod -> {
            accounts.use();
            accounts.pod();
          });
      return ArrivalStream.of(pods);
    }
  }
}
