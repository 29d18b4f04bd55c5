package io.towtank.workloads.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.model.TypicalPod;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TypicalPodsTest {
  @TempDir private Path directory;

  @Test
  void theMostFrequentKindsComeFirstAndLargerOnesOfEqualNumber() throws IOException {
    Path file =
        Traces.write(
            directory,
            "pods.csv",
            """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec
            a,1000,1,0,0,
            b,4000,1,1,500,
            c,4000,2,1,500,
            d,4000,1,1,500,G2|T4
            e,4000,1,1,1000,
            f,9000,1,8,1000,
            g,4000,9,1,500,
            h,1000,1,0,0,
            """);

    List<TypicalPod> typical = typical(file, 0.8);

    // 3 + 2 + 1 + 1 of 8 pods are the first to reach 80 %.
    assertThat(typical)
        .containsExactly(
            new TypicalPod(4000, 500, 1, List.of(), 3 / 8.0 / (7 / 8.0)),
            new TypicalPod(1000, 0, 0, List.of(), 2 / 8.0 / (7 / 8.0)),
            new TypicalPod(9000, 1000, 8, List.of(), 1 / 8.0 / (7 / 8.0)),
            new TypicalPod(4000, 1000, 1, List.of(), 1 / 8.0 / (7 / 8.0)));
    assertThat(typical(file, 1).get(4).models()).containsExactly("G2", "T4");
  }

  @Test
  void theOpenbTraceHasThePublishedNumberOfKinds() throws IOException {
    List<TypicalPod> typical =
        typical(
            Traces.openb().resolve("openb_pod_list_default.csv.gz"), TypicalPods.COVERAGE_DEFAULT);

    assertThat(typical).hasSize(35);
    assertThat(typical.stream().mapToDouble(TypicalPod::share).sum()).isEqualTo(1, within(1e-12));
  }

  private static List<TypicalPod> typical(Path file, double coverage) throws IOException {
    return TypicalPods.of(
        TraceFormats.named("openb")
            .openPods(file, TraceOptions.of(ReplayMode.ARRIVAL_ONLY), new TraceAccounts()),
        "nvidia.com/gpu",
        "gpu-model",
        coverage);
  }
}
