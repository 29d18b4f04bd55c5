package io.towtank.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published traces are read as they are, and every row and pod of them is accounted for. */
final class SharedTracesTest {
  @ParameterizedTest
  @CsvSource({
    "openb, openb/openb_pod_list_default.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_cpu0.csv.gz, 7064, 7064, ''",
    "openb, openb/openb_pod_list_cpu037.csv.gz, 7336, 7336, ''",
    "openb, openb/openb_pod_list_cpu072.csv.gz, 7608, 7608, ''",
    "openb, openb/openb_pod_list_cpu100.csv.gz, 7853, 7853, ''",
    "openb, openb/openb_pod_list_cpu235.csv.gz, 9240, 9240, ''",
    "openb, openb/openb_pod_list_cpu300.csv.gz, 10094, 10094, ''",
    "openb, openb/openb_pod_list_gpushare20.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_gpushare40.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_gpushare100.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_gpuspec05.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_gpuspec10.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_gpuspec33.csv.gz, 8152, 8152, ''",
    "openb, openb/openb_pod_list_multigpu20.csv.gz, 8324, 8324, arrival-only",
    "openb, openb/openb_pod_list_multigpu50.csv.gz, 9061, 9061, arrival-only",
    "alibaba-2017, alibaba-2017/batch_task.csv.gz, 80553, -1, sample=0.01",
    "alibaba-gpu-2025, alibaba-gpu-2025/disaggregated_DLRM_trace.csv.gz, 23871, 23871, ''",
    "azure-vm, azure-vm-2017/vmtable.sample.csv.gz, 10, 10, ''",
    "bitbrains, bitbrains-gwa-t-12/raw-one-vm-fastStorage-layout.csv.gz, 8619, 1, ''",
    "bitbrains, bitbrains-gwa-t-12/raw-extended-materna-like-sample.txt, 2, 1, ''",
    "google-2011, google-2011/task_events.sample.csv.gz, 1015, -1, ''",
    "gwf, gwf/sample.gwf, -1, -1, ''",
    "opendc, bitbrains-gwa-t-12/opendc-bitbrains-small, 50, 50, memoryUnit=KB",
    "opendc, bitbrains-gwa-t-12/opendc-bitbrains-small/tasks.csv.gz, 50, 50, memoryUnit=KB",
    "opendc, surf-lisa/surf_week, 6295, 6295, ''",
    "opendc, surf-lisa/surf_week/tasks.csv.gz, 6295, 6295, ''",
    "philly, philly-2017/philly_runtime.csv.gz, 83154, 83154, ''",
    "planetlab, planetlab/20110303.tar.gz, 302976, 1052, ''",
    "simkube, simkube/bare-pods.sktrace, 8, 4, ''",
    "simkube, simkube/cronjob.sktrace, 5, 3, ''",
    "simkube, simkube/dsb-scaling.sktrace, -1, 54, ''",
    "simkube, simkube/trace.json, 2, 2, ''",
    "simkube, simkube/validation_trace.json, 1, 1, ''",
    "swf, swf/NASA-iPSC-1993-3.1-cln.swf.gz, 18239, -1, ''",
    "swf, swf/ctc-sp2-5jobs.swf, 5, -1, ''",
    "swf, swf/hpc2n-excerpt.swf.gz, 3170, -1, ''",
    "swf, swf/metacentrum-wagap-2013-extended.swf.gz, 17900, -1, ''",
    "wfcommons, wfcommons/trace.json, 26, 26, ''"
  })
  void podsReconcile(String format, String path, long rows, long pods, String option)
      throws IOException {
    Path file = Traces.sharedData(path);
    TraceAccounts accounts = new TraceAccounts();
    long seen = 0;

    try (ArrivalStream stream =
        TraceFormats.named(format).openPods(file, options(option), accounts)) {
      while (stream.next() != null) {
        seen++;
      }
    }

    assertThat(accounts.rowsRead())
        .isPositive()
        .isEqualTo(accounts.rowsUsed() + sum(accounts.rowsDropped()));
    assertThat(accounts.podsMade()).isEqualTo(seen + sum(accounts.podsLeftOut()));
    assertThat(seen).isPositive();
    if (rows >= 0) {
      assertThat(accounts.rowsRead()).isEqualTo(rows);
    }
    if (pods >= 0) {
      assertThat(seen).isEqualTo(pods);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openb, openb/openb_node_list_all_node.csv.gz, 1523",
    "openb, openb/openb_node_list_gpu_node.csv.gz, 1213",
    "alibaba-gpu-2020, alibaba-gpu-2020, 1897",
    "alibaba-spot-gpu-2026, alibaba-spot-gpu-2026/node_info_df.csv.gz, 4278"
  })
  void nodesReconcile(String format, String path, int nodes) {
    Path file = Traces.sharedData(path);
    TraceAccounts accounts = new TraceAccounts();

    List<Node> found = TraceFormats.named(format).readNodes(file, options(""), accounts);

    assertThat(found).hasSize(nodes);
    assertThat(accounts.rowsRead()).isEqualTo(accounts.rowsUsed() + sum(accounts.rowsDropped()));
  }

  @ParameterizedTest
  @CsvSource({
    "google-2011, google-2011/machine_events.sample.csv.gz",
    "google-2019, google-2019/machine_events_first3days.json.gz"
  })
  void machinesReconcile(String format, String path) {
    Path file = Traces.sharedData(path);
    TraceAccounts accounts = new TraceAccounts();

    MachineTrace machines = TraceFormats.named(format).readMachines(file, options(""), accounts);

    assertThat(machines.nodes()).isNotEmpty();
    assertThat(accounts.rowsRead())
        .isPositive()
        .isEqualTo(accounts.rowsUsed() + sum(accounts.rowsDropped()));
  }

  private static TraceOptions options(String option) {
    TreeMap<String, String> values = new TreeMap<>();
    int equals = option.indexOf('=');
    if (equals > 0) {
      values.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return TraceOptions.of(
        option.equals("arrival-only") ? ReplayMode.ARRIVAL_ONLY : ReplayMode.TIMED, values);
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
