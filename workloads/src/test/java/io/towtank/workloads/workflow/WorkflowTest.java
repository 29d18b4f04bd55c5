package io.towtank.workloads.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.PodBatch;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WorkflowTest {
  private static final PodSpec TWO_CORES =
      PodSpec.builder().requests(ResourceList.of(2000, 0)).build();

  private final TraceAccounts accounts = new TraceAccounts();

  @Test
  void tasksStandBehindThoseThatTheyNeed() {
    Workflow workflow =
        new Workflow(
            List.of(
                task("d", 5, 1, "b", "c"),
                task("b", 3, 4, "a"),
                task("c", 7, 2, "a"),
                task("a", 1, 1)),
            accounts);

    List<PodBatch> batches = workflow.batches();

    assertThat(batches).extracting(batch -> batch.pod().name()).startsWith("a").endsWith("d");
    assertThat(batches).extracting(PodBatch::timeNanos).containsOnly(100L);
    assertThat(Objects.requireNonNull(batches.get(3).task()).predecessors())
        .containsExactlyInAnyOrder("b", "c");
    assertThat(accounts.rowsRepaired()).isEmpty();
    assertThat(workflow.criticalPathNanos()).isEqualTo(1 + 7 + 5);
    assertThat(workflow.width()).isEqualTo(6);
    // 1 + 12 + 14 + 5 pod-nanoseconds of two cores.
    assertThat(workflow.makespanBoundNanos(4000)).isEqualTo(16);
    assertThat(workflow.makespanBoundNanos(1_000_000)).isEqualTo(13);
  }

  @Test
  void dependenciesThatCanNotBeAreIgnoredAndCounted() {
    Workflow workflow =
        new Workflow(
            List.of(
                task("a", 1, 1, "c"),
                task("b", 1, 1, "a", "gone"),
                task("c", 1, 1, "b"),
                task("c", 1, 1, "c")),
            accounts);

    assertThat(accounts.rowsRepaired())
        .containsExactly(
            entry(Workflow.NO_SUCH_TASK, 1L),
            entry(Workflow.CYCLE, 1L),
            entry(Workflow.NAME_TWICE, 1L));
    assertThat(workflow.batches()).extracting(batch -> batch.pod().name()).doesNotHaveDuplicates();
  }

  @Test
  void tasksThatNeedNoneAreNoWorkflow() {
    Workflow workflow = new Workflow(List.of(task("a", 1, 1), task("b", 1, 1)), accounts);

    assertThat(workflow.batches()).extracting(PodBatch::task).containsOnlyNulls();
  }

  private static TaskRow task(String name, long nanos, int pods, String... predecessors) {
    Pod pod = Pod.builder(name, TWO_CORES).durationNanos(nanos).build();
    long submit = name.equals("a") ? 100 : 200;
    return new TaskRow("w", submit, name, pod, pods, List.of(predecessors));
  }
}
