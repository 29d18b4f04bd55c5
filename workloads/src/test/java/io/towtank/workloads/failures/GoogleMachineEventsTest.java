package io.towtank.workloads.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.fault.MachineEvent;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.network.Topology;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoogleMachineEventsTest {
  private static final MachineTraceOptions OPTIONS =
      new MachineTraceOptions(10_000, 1000, 100, 110);

  @TempDir private Path directory;
  private final TraceAccounts accounts = new TraceAccounts();

  private MachineTrace read(String... lines) {
    return read(OPTIONS, lines);
  }

  private MachineTrace read(MachineTraceOptions options, String... lines) {
    Path file =
        Traces.write(directory, "events.json", String.join("\n", lines).replace('\'', '"') + "\n");
    return GoogleMachineEvents.read(file, options, accounts);
  }

  @Test
  void machinesOfTheBeginningAreThereAndEventsComeInOrderOfTime() {
    MachineTrace trace =
        read(
            "{'time':'700000000','machine_id':'7','type':'1'}",
            "{'time':'660000000','machine_id':'7','type':'2'}",
            "{'machine_id':'7','type':'1','switch_id':'a+b','capacity':{'cpus':0.5,'memory':0.25}}",
            "{'time':'630000000','machine_id':'8','type':'1','capacity':{'cpus':1,'memory':1}}",
            "{'time':'690000000','machine_id':'7','type':'3',"
                + "'capacity':{'cpus':0.5,'memory':0.5}}");

    assertThat(trace.nodes()).extracting(Node::name).containsExactly("machine-7", "machine-8");
    assertThat(trace.nodesAtStart()).extracting(Node::name).containsExactly("machine-7");
    assertThat(trace.nodes().get(0).capacity().get("cpu")).isEqualTo(5000);
    assertThat(trace.nodes().get(0).capacity().get("memory")).isEqualTo(250);
    assertThat(trace.nodes().get(0).capacity().get("pods")).isEqualTo(110);
    assertThat(trace.nodes().get(0).labels())
        .isEqualTo(
            Labels.of(Map.of(Labels.HOSTNAME, "machine-7", Topology.RACK_LABEL, "switch-001")));
    assertThat(trace.events())
        .containsExactly(
            new MachineEvent(
                30_000_000_000L, "machine-8", MachineEvent.Kind.ADD, ResourceList.of(10_000, 1000)),
            new MachineEvent(60_000_000_000L, "machine-7", MachineEvent.Kind.REMOVE, null),
            new MachineEvent(
                90_000_000_000L, "machine-7", MachineEvent.Kind.UPDATE, ResourceList.of(5000, 500)),
            new MachineEvent(100_000_000_000L, "machine-7", MachineEvent.Kind.ADD, null));
    assertThat(accounts.rowsUsed()).isEqualTo(5);
  }

  @Test
  void rowsOfOneTimeStayInOrder() {
    assertThat(
            read(
                    "{'machine_id':'7','type':'1','capacity':{'cpus':1,'memory':1}}",
                    "{'time':'700000000','machine_id':'7','type':'2'}",
                    "{'time':'700000000','machine_id':'7','type':'1'}")
                .events())
        .extracting(MachineEvent::kind)
        .containsExactly(MachineEvent.Kind.REMOVE, MachineEvent.Kind.ADD);
  }

  @Test
  void whatCantBeUsedIsCountedByReason() {
    read(
        OPTIONS.withMachinesMax(1),
        "{'machine_id':'7','type':'1','capacity':{'cpus':1,'memory':1}}",
        "{'machine_id':'8','type':'1','capacity':{'cpus':1,'memory':1}}",
        "{'machine_id':'9','type':'1'}",
        "{'machine_id':'7','type':'0'}",
        "{'type':'1'}",
        "{'machine_id':'-1','type':'1'}",
        "{'time':'9223372036854775807','machine_id':'7','type':'2'}");

    assertThat(accounts.rowsUsed()).isEqualTo(1);
    assertThat(accounts.rowsRead()).isEqualTo(7);
    assertThat(accounts.rowsDropped())
        .isEqualTo(
            Map.of(
                "machine beyond those taken", 1L,
                "machine of no known capacity", 1L,
                "type of event not known", 1L,
                "no machine, or one of no cell", 2L,
                "after the trace's end", 1L));
  }

  @Test
  void aMachineFirstHeardOfByItsRemovalWasThere() {
    MachineTrace trace =
        read(
            "{'time':'700000000','machine_id':'7','type':'2'}",
            "{'time':'800000000','machine_id':'7','type':'1',"
                + "'capacity':{'cpus':1,'memory':0.5}}");
    assertThat(trace.away()).isEmpty();
    assertThat(trace.nodes().get(0).capacity().get("memory")).isEqualTo(500);
    assertThat(trace.events()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'machine_id':'x','type':'1'} | machine_id: found 'x', expected a whole number",
        "{'machine_id':'1','type':'9'} | type: found '9', expected a number from 0 to 3",
        "{'machine_id':'1','type':'1','capacity':{'cpus':2}} | capacity.cpus: found '2',"
            + " expected a number from 0 to 1",
        "[1] | expected an object on each line",
        "{'machine_id':['1']} | found a list in 'machine_id'",
        "{'a':1,'a':2} | 'a' is there twice",
        "{'machine_id' | no valid JSON",
      })
  void aLineThatIsWrongIsAnErrorWithItsNumber(String line, String message) {
    String good = "{'machine_id':'7','type':'1','capacity':{'cpus':1,'memory':1}}";
    Path file =
        Traces.write(directory, "events.json", (good + "\n" + line + "\n").replace('\'', '"'));
    assertThatThrownBy(() -> GoogleMachineEvents.read(file, OPTIONS, accounts))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("events.json:")
        .hasMessageContaining(message);
  }

  @Test
  void aFileWithoutMachinesIsRefused() {
    assertThatThrownBy(() -> read("{'machine_id':'7','type':'1'}"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("no machine of known capacity");
  }

  @Test
  void theRealTraceHasItsMeasuredCounts() {
    Path shared = Traces.sharedData("google-2019/machine_events_first3days.json.gz");
    MachineTrace trace = GoogleMachineEvents.read(shared, MachineTraceOptions.DEFAULT, accounts);

    assertThat(accounts.rowsRead()).isEqualTo(19_136);
    assertThat(accounts.rowsUsed() + sum(accounts)).isEqualTo(19_136);
    assertThat(trace.nodesAtStart()).hasSizeBetween(9_000, 9_526);
    assertThat(trace.events())
        .hasSizeGreaterThan(9000)
        .isSortedAccordingTo(Comparator.comparingLong(MachineEvent::timeNanos));
  }

  private static long sum(TraceAccounts accounts) {
    return List.copyOf(accounts.rowsDropped().values()).stream().mapToLong(Long::longValue).sum();
  }
}
