package io.towtank.workloads.tow;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.workloads.codec.ArrivalCodec;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.PodBatch;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pods of a workload file. */
final class TowPods implements ArrivalSource {
  private final TowCursor cursor;
  private final ArrivalCodec codec = new ArrivalCodec();
  private final TowColumn kind;
  private final TowColumn time;
  private final TowColumn namespace;
  private final TowColumn name;
  private final TowColumn labels;
  private final TowColumn spec;
  private final TowColumn duration;
  private final TowColumn priority;
  private final TowColumn preemption;
  private final TowColumn behavior;
  private final TowColumn ownerKind;
  private final TowColumn ownerName;
  private final TowColumn ownerUid;
  private final TowColumn workflow;
  private final TowColumn task;
  private final TowColumn taskPods;
  private final TowColumn predecessors;

  private final TowShapes<Shape> shapes;
  private final TowShapes<OwnerReference> owners;
  private int group;
  private long[] times = new long[0];
  private long[] durations = new long[0];
  private boolean podsOnly;
  private boolean hasOwners;
  private boolean hasTasks;
  private long latestNanos;

  TowPods(TowFile file) {
    cursor = new TowCursor(file, rows -> true);
    kind = cursor.column(TowSchema.KIND);
    time = cursor.column(TowSchema.TIME);
    namespace = cursor.column(TowSchema.NAMESPACE);
    name = cursor.column(TowSchema.NAME);
    labels = cursor.column(TowSchema.LABELS);
    spec = cursor.column(TowSchema.SPEC);
    duration = cursor.column(TowSchema.DURATION);
    priority = cursor.column(TowSchema.PRIORITY);
    preemption = cursor.column(TowSchema.PREEMPTION);
    behavior = cursor.column(TowSchema.BEHAVIOR);
    ownerKind = cursor.column(TowSchema.OWNER_KIND);
    ownerName = cursor.column(TowSchema.OWNER_NAME);
    ownerUid = cursor.column(TowSchema.OWNER_UID);
    workflow = cursor.column(TowSchema.WORKFLOW);
    task = cursor.column(TowSchema.TASK);
    taskPods = cursor.column(TowSchema.TASK_PODS);
    predecessors = cursor.column(TowSchema.PREDECESSORS);
    shapes =
        new TowShapes<>(
            List.of(namespace, labels, spec, priority, preemption, behavior), this::shape);
    owners = new TowShapes<>(List.of(ownerKind, ownerName, ownerUid), this::owner);
  }

  @Override
  public @Nullable PodBatch next() {
    while (cursor.next()) {
      int row = cursor.rowOfRun();
      if (row == 0) {
        beginRun();
      }
      if (podsOnly || kind.text(row).equals(TowSchema.POD)) {
        try {
          return batch(row);
        } catch (IllegalArgumentException e) {
          throw cursor.damaged(TowFile.detail(e), e);
        }
      }
    }
    return null;
  }

  @Override
  public String position() {
    return cursor.position();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }

  private void beginRun() {
    if (group != cursor.group()) {
      group = cursor.group();
      shapes.forget();
      owners.forget();
    }
    int rows = cursor.rowsOfRun();
    if (times.length < rows) {
      times = new long[rows];
      durations = new long[rows];
    }
    time.copyNumbers(times, rows, 0);
    duration.copyNumbers(durations, rows, Pod.NEVER);
    shapes.beginRun(rows);
    owners.beginRun(rows);
    hasOwners = !ownerKind.isEmpty();
    hasTasks = !workflow.isEmpty();
    podsOnly = kind.isConstant() && kind.text(0).equals(TowSchema.POD);
  }

  private PodBatch batch(int row) {
    long timeNanos = times[row];
    if (timeNanos < latestNanos) {
      throw new IllegalArgumentException("its rows are not in order of time");
    }
    latestNanos = timeNanos;
    Shape shape = shapes.get(row);
    Pod pod =
        Pod.builder(name.text(row), shape.spec)
            .namespace(shape.namespace)
            .labels(shape.labels)
            .priority(shape.priority)
            .preemptionPolicy(shape.preemptionPolicy)
            .behavior(shape.behavior)
            .durationNanos(durations[row])
            .owner(hasOwners && ownerKind.hasValue(row) ? owners.get(row) : null)
            .build();
    return new PodBatch(
        timeNanos,
        pod,
        1,
        hasTasks && workflow.hasValue(row)
            ? codec.task(
                workflow.text(row),
                task.text(row),
                (int) taskPods.number(row, 0),
                predecessors.text(row))
            : null);
  }

  private Shape shape(int row) {
    return new Shape(
        codec.spec(spec.text(row)),
        namespace.text(row),
        codec.labels(labels.text(row)),
        (int) priority.number(row, 0),
        preemption.hasValue(row)
            ? PreemptionPolicy.valueOf(preemption.text(row))
            : PreemptionPolicy.PREEMPT_LOWER_PRIORITY,
        codec.behavior(behavior.text(row), Pod.NEVER));
  }

  private OwnerReference owner(int row) {
    return new OwnerReference(ownerKind.text(row), ownerName.text(row), ownerUid.number(row, 0));
  }

  /** What like pods share. */
  private record Shape(
      PodSpec spec,
      String namespace,
      Labels labels,
      int priority,
      PreemptionPolicy preemptionPolicy,
      PodBehavior behavior) {}
}
