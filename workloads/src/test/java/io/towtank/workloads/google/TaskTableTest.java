package io.towtank.workloads.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskTableTest {
  private static final TaskEvent.Terms TERMS =
      new TaskEvent.Terms(TaskEvent.Request.UNKNOWN, 0, 0, TaskEvent.Ties.NONE);

  private final TaskTable table = new TaskTable();

  @Test
  void tasksOfOneJobAndOfOneIndexAreKeptApart() {
    TaskTable.Task one = task(5, 1);
    TaskTable.Task two = task(1, 5);
    table.add(one);
    table.add(two);

    assertThat(table.get(5, 1)).isSameAs(one);
    assertThat(table.get(1, 5)).isSameAs(two);
    assertThat(table.get(5, 5)).isNull();
    assertThat(table.get(-5, -1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatAMapInOrderOfInsertionHolds(long seed) {
    Random random = new Random(seed);
    Map<List<Long>, TaskTable.Task> expected = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long job = random.nextLong(-20, 300);
      long index = random.nextLong(20);
      TaskTable.Task found = table.get(job, index);
      assertThat(found).isSameAs(expected.get(List.of(job, index)));
      if (found == null) {
        TaskTable.Task added = task(job, index);
        table.add(added);
        expected.put(List.of(job, index), added);
      } else if (random.nextInt(3) == 0) {
        table.remove(found);
        expected.remove(List.of(job, index));
      }
      assertThat(table.size()).isEqualTo(expected.size());
    }

    List<TaskTable.Task> left = new ArrayList<>();
    for (TaskTable.Task task = table.oldest(); task != null; task = table.oldest()) {
      left.add(task);
      table.remove(task);
    }
    assertThat(left).hasSizeGreaterThan(2000).containsExactlyElementsOf(expected.values());
    assertThat(table.size()).isZero();
  }

  private static TaskTable.Task task(long job, long index) {
    TaskEvent event = new TaskEvent(0, TaskEvent.Kind.SUBMIT, job, index, TERMS, List.of());
    return new TaskTable.Task(new TaskPods.Job(job), event, 0);
  }
}
