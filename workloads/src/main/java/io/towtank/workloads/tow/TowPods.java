package io.towtank.workloads.tow;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.workloads.codec.ArrivalCodec;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.PodBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the pods of a workload file. */
final class TowPods implements ArrivalSource {
  private final TowCursor cursor;
  private final ArrivalCodec codec = new ArrivalCodec();
  private final TowColumn kind;
  private final TowColumn time;
  private final TowColumn namespace;
  private final TowColumn name;
  private final TowValues<Labels> labels;
  private final TowValues<PodSpec> spec;
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
  private long latestNanos;

  TowPods(TowFile file) {
    cursor = new TowCursor(file, group -> true);
    kind = cursor.column(TowSchema.KIND);
    time = cursor.column(TowSchema.TIME);
    namespace = cursor.column(TowSchema.NAMESPACE);
    name = cursor.column(TowSchema.NAME);
    labels = new TowValues<>(cursor.column(TowSchema.LABELS), codec::labels);
    spec = new TowValues<>(cursor.column(TowSchema.SPEC), codec::spec);
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
  }

  @Override
  public @Nullable PodBatch next() {
    while (cursor.next()) {
      if (kind.text().equals(TowSchema.POD)) {
        try {
          return batch();
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

  private PodBatch batch() {
    long timeNanos = time.number(0);
    if (timeNanos < latestNanos) {
      throw new IllegalArgumentException("its rows are not in order of time");
    }
    latestNanos = timeNanos;
    Pod.Builder pod =
        Pod.builder(name.text(), spec.get())
            .namespace(namespace.text())
            .labels(labels.get())
            .behavior(codec.behavior(behavior.text(), duration.number(Pod.NEVER)));
    if (priority.hasValue()) {
      pod.priority((int) priority.number(0));
    }
    if (preemption.hasValue()) {
      pod.preemptionPolicy(PreemptionPolicy.valueOf(preemption.text()));
    }
    if (ownerKind.hasValue()) {
      pod.owner(new OwnerReference(ownerKind.text(), ownerName.text(), ownerUid.number(0)));
    }
    return new PodBatch(
        timeNanos,
        pod.build(),
        1,
        workflow.hasValue()
            ? codec.task(
                workflow.text(), task.text(), (int) taskPods.number(0), predecessors.text())
            : null);
  }
}
