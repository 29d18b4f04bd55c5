package io.towtank.workloads.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Google2019FormatTest {
  private static final String EVENTS =
      """
      {"time":"900000000","type":"6","collection_id":"5","instance_index":"1"}
      {"time":"700000000","collection_id":"5","priority":"200","instance_index":"1","resource_request":{"cpus":0.25,"memory":0.5},"constraint":[{"name":"cores","value":"3","relation":"5"},{"name":"kernel","relation":"PRESENT"}]}
      {"time":"710000000","type":"3","collection_id":"5","instance_index":"1","machine_id":"77"}
      {"time":"0","type":"3","collection_id":"6","collection_type":"1","resource_request":{"cpus":0.5}}
      {"time":"710000000","collection_id":"7","alloc_collection_id":"6"}
      {"time":"710000000","collection_id":"8","machine_id":"-1"}
      {"time":"710000000","collection_id":"5","instance_index":"2","type":"12"}
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void eventsInAnyOrder() {
    List<PodArrival> pods = read();

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-6-0 {cpu=32000, memory=0} endless"
                + " {job=job-6, priority=0, scheduling-class=0}",
            "100 s job-5-1-1njchs {cpu=16000, memory=137438953472} 190 s"
                + " {job=job-5, priority=200, scheduling-class=0}");
    assertThat(pods.get(1).pod().spec().nodeAffinity().toString())
        .contains("google.com/cores", "GT", "[2]", "google.com/kernel", "EXISTS");
    assertThat(accounts.rowsRead()).isEqualTo(7);
    assertThat(accounts.rowsDropped())
        .containsOnly(
            entry(InstanceFold2019.IN_ALLOC, 1L),
            entry(InstanceFold2019.DEDICATED, 1L),
            entry(InstanceFold2019.NO_TYPE, 1L));
  }

  @Test
  void allocSetsCanBeLeftOut() {
    assertThat(read("allocs", "ignore"))
        .extracting(arrival -> Traces.owner(arrival).name())
        .containsExactly("job-5", "job-7");
    assertThat(accounts.rowsDropped()).containsEntry(InstanceFold2019.ALLOC_SET, 1L);
  }

  @Test
  void collectionsSayWhatHoldsForTheirInstances() {
    Traces.write(directory, "instance_events-000000000000.json", EVENTS);
    Traces.write(
        directory,
        "collection_events-000000000000.json",
        """
        {"time":"700000000","collection_id":"5","parent_collection_id":"4","max_per_machine":"1","max_per_switch":"1"}
        {"time":"0","collection_id":"6","collection_type":"1","max_per_machine":"2","start_after_collection_ids":["3"]}
        {"time":"0","type":"9","collection_id":"6","collection_type":"1","max_per_machine":"1"}
        {"time":"5","type":"6","collection_id":"6","collection_type":"1"}
        """);

    List<PodArrival> pods = Traces.pods("google-2019", directory, ReplayMode.TIMED, accounts);

    assertThat(pods)
        .extracting(arrival -> arrival.pod().labels().toMap().get("parent"))
        .containsExactly(null, "job-4");
    assertThat(pods)
        .extracting(
            arrival ->
                arrival.pod().spec().podAntiAffinity().required().stream()
                    .map(PodAffinityTerm::topologyKey)
                    .toList())
        .containsExactly(
            List.of("kubernetes.io/hostname"),
            List.of("kubernetes.io/hostname", "towtank.io/rack"));
    assertThat(accounts.rowsRead()).isEqualTo(7);
    assertThat(accounts.rowsRepaired())
        .containsEntry(InstanceFold2019.LIMIT, 1L)
        .containsEntry(InstanceFold2019.AFTER_OTHERS, 1L);
  }

  @Test
  void otherExportsAreReadToo() {
    Path file =
        Traces.write(
            directory,
            "borg_traces_data.csv",
            """
            ,time,instance_events_type,collection_id,instance_index,priority,resource_request,event
            0,700000000,0,2,7,200,"{'cpus': 0.25, 'memory': 0.5}",FAIL
            1,710000000,3,2,7,200,"{'cpus': 0.25, 'memory': 0.5}",FAIL
            2,800000000,5,2,7,200,,FAIL
            """);

    assertThat(Traces.pods("google-2019", file, ReplayMode.TIMED, accounts))
        .extracting(Traces::shown)
        .containsExactly(
            "100 s job-2-7-1njchs {cpu=16000, memory=137438953472} 90 s"
                + " {job=job-2, priority=200, scheduling-class=0}");
  }

  @Test
  void whatCanNotBeReadIsSaid() {
    Path share =
        Traces.write(
            directory, "a.json", "{\"time\":\"1\",\"resource_request\":{\"cpus\":\"NaN\"}}\n");
    Path list = Traces.write(directory, "b.json", "{\"time\":\"1\"}\n[1]\n");

    assertThatThrownBy(() -> Traces.pods("google-2019", share, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            share + ":1: resource_request.cpus: found 'NaN', expected a number from 0 to 1");
    assertThatThrownBy(() -> Traces.pods("google-2019", list, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(list + ":2: expected an object on each line");
  }

  private List<PodArrival> read(String... options) {
    Path file = Traces.write(directory, "instance_events-000000000000.json", EVENTS);
    return Traces.pods("google-2019", file, Traces.options(ReplayMode.TIMED, options), accounts);
  }
}
