package io.towtank.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PendingPodsTest {
  private final PendingPods recorder = new PendingPods(new TreeSet<>(List.of("default-scheduler")));

  private void ends(Pod pod, int attempts, PodOutcome outcome, String reason) {
    recorder.created(pod);
    recorder.pod(
        new PodRow(
            pod.namespace(),
            pod.name(),
            "",
            0,
            ResourceList.EMPTY,
            -1,
            0,
            attempts,
            -1,
            -1,
            -1,
            "",
            outcome,
            reason));
  }

  private static Pod pod(String name) {
    return Pod.builder(name, PodSpec.builder().build()).build();
  }

  @Test
  void groupsPodsByMessageMostFrequentFirst() {
    ends(pod("giant"), 2, PodOutcome.NEVER_FITTING, "0/1 nodes are available: 1 Insufficient cpu.");
    for (int i = 1; i <= 5; i++) {
      ends(pod("web-" + i), 1, PodOutcome.PENDING, "0/1 nodes are available: 1 Too many pods.");
    }
    ends(pod("done"), 1, PodOutcome.SUCCEEDED, "");
    ends(
        Pod.builder("held", PodSpec.builder().schedulingGates(List.of("quota")).build()).build(),
        0,
        PodOutcome.PENDING,
        "");

    assertThat(PendingPods.document(recorder.groups(), "towtank explain x.yaml --pod").text(100))
        .isEqualTo(
            """
            7 pods without a node at the end of the run, by message:

            5 pods: 0/1 nodes are available: 1 Too many pods.
              default/web-1, default/web-2, default/web-3 and 2 more

            1 pod: 0/1 nodes are available: 1 Insufficient cpu.
              default/giant
              No node could hold such a pod even if the node were empty.

            1 pod: never tried: Scheduling is blocked due to non-empty scheduling gates (quota)
              default/held

            Look closer: towtank explain x.yaml --pod default/web-1
            """);
  }

  @Test
  void saysThatNoneIsPending() {
    ends(pod("done"), 1, PodOutcome.RUNNING, "");

    assertThat(PendingPods.document(recorder.groups(), "").text(100))
        .isEqualTo("Every pod got a node.\n");
  }
}
