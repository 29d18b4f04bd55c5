package io.towtank.workloads.wfcommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WfCommonsFormatTest {
  private static final String OLD =
      """
      {"name": "old", "schemaVersion": "1.2", "workflow": {"makespan": 9, "jobs": [
        {"name": "split", "id": "ID1", "type": "compute", "runtime": 1.5, "parents": [],
         "children": ["merge"], "cores": 2.0, "memory": 1, "command": {"arguments": ["a", ["b"]]}},
        {"name": "work", "id": "ID2", "runtime": 2, "parents": ["split"], "children": []},
        {"name": "merge", "id": "ID3", "runtime": 3, "parents": ["work", "nobody"], "children": []}]}}
      """;
  private static final String NEW =
      """
      {"name": "new", "schemaVersion": "1.5", "workflow": {
        "execution": {"makespanInSeconds": 14, "tasks": [
            {"id": "B", "runtimeInSeconds": 10, "coreCount": 1.5, "memoryInBytes": 4096},
            {"id": "A", "runtimeInSeconds": 4.25, "coreCount": 1},
            {"id": "X", "runtimeInSeconds": 4.25, "coreCount": 1}],
          "machines": [{"nodeName": "n/1", "memoryInBytes": 1024, "cpu": {"coreCount": 8}},
                       {"nodeName": "n/1", "memoryInBytes": 1024, "cpu": {"coreCount": 8}},
                       {"nodeName": "n2"}]},
        "specification": {"tasks": [
          {"name": "split", "id": "A", "parents": [], "children": ["B"]},
          {"name": "analyze", "id": "B", "parents": ["A"], "children": []},
          {"name": "never", "id": "C", "parents": ["A"], "children": []}]}}}
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void eachFileIsAWorkflow() {
    Traces.write(directory, "b-old.json", OLD);
    Traces.write(directory, "a-new.json", NEW);

    List<PodArrival> pods = read(directory, "interArrival", "10s");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s a-new-A {cpu=1000, memory=0} 4 s {category=split}",
            "0 s a-new-B {cpu=1500, memory=4096} 10 s {category=analyze}",
            "10 s b-old-ID1 {cpu=2000, memory=1024} 1 s {category=split}",
            "10 s b-old-ID2 {cpu=1000, memory=0} 2 s {category=work}",
            "10 s b-old-ID3 {cpu=1000, memory=0} 3 s {category=merge}");
    assertThat(Traces.predecessors(pods.get(1))).containsExactly("A");
    assertThat(Traces.predecessors(pods.get(4))).containsExactlyInAnyOrder("ID1", "ID2");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(WfTasks.NO_RUN_TIME, 1L), entry(WfTasks.RUN_OF_NO_TASK, 1L));
    assertThat(accounts.rowsUsed()).isEqualTo(5);
    assertThat(accounts.rowsRepaired())
        .containsEntry("a predecessor is not in the workflow: ignored", 1L);
  }

  @Test
  void machinesAreNodes() {
    Path file = Traces.write(directory, "a.json", NEW);

    assertThat(
            TraceFormats.named("wfcommons")
                .readNodes(file, TraceOptions.of(ReplayMode.TIMED), accounts))
        .extracting(node -> node.name() + " " + node.allocatable().get(ResourceNames.CPU))
        .containsExactly("n_1 8000");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(WfMachines.KNOWN, 1L), entry(WfMachines.NO_SIZE, 1L));
  }

  @Test
  void whatCanNotBeReadIsSaid() {
    Path negative =
        Traces.write(
            directory, "n.json", "{\"workflow\":{\"tasks\":[\n{\"id\":\"a\",\"runtime\":-1}]}}");
    Path other = Traces.write(directory, "o.json", "{\"jobs\":[]}");

    assertThatThrownBy(() -> read(negative))
        .isInstanceOf(InputException.class)
        .hasMessage(
            negative + ":2: field 'runtime': found '-1', expected a number from 0.0 to 4.0E9");
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(InputException.class)
        .hasMessage(
            other + ": no tasks; expected a list workflow.specification.tasks, .tasks or .jobs");
  }

  private List<PodArrival> read(Path path, String... pairs) {
    return Traces.pods("wfcommons", path, Traces.options(ReplayMode.TIMED, pairs), accounts);
  }
}
