package io.towtank.workloads.tow;

import io.towtank.fault.MachineEvent;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.codec.ArrivalCodec;
import io.towtank.workloads.codec.NodeJson;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes rows as columns. A row is a {@link Node}, {@link Away}, machine event or pod arrival. */
final class TowRows extends WriteSupport<Object> {
  /** A node that is not there at the start. */
  record Away(Node node) {}

  private final Supplier<SortedMap<String, String>> metadata;
  private final ArrivalCodec codec = new ArrivalCodec();
  private @Nullable RecordConsumer recordConsumer;

  /**
   * Rows to be written.
   *
   * @param metadata asked for once, when all rows are written
   */
  TowRows(Supplier<SortedMap<String, String>> metadata) {
    this.metadata = metadata;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(TowSchema.TYPE, new TreeMap<>());
  }

  /** Parquet calls the other one; this one is for Hadoop. */
  @Override
  @Deprecated
  public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
    return new WriteContext(TowSchema.TYPE, new TreeMap<>());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    recordConsumer = consumer;
  }

  @Override
  public void write(Object row) {
    RecordConsumer consumer = consumer();
    consumer.startMessage();
    if (row instanceof PodArrival arrival) {
      write(arrival);
    } else if (row instanceof MachineEvent event) {
      write(event);
    } else if (row instanceof Away away) {
      write(away.node, TowSchema.NODE_AWAY);
    } else if (row instanceof Node node) {
      write(node, TowSchema.NODE);
    } else {
      throw new IllegalArgumentException("no row: " + row);
    }
    consumer.endMessage();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(metadata.get());
  }

  private void write(Node node, String kind) {
    text(TowSchema.KIND, kind);
    number(TowSchema.TIME, 0);
    text(TowSchema.NAME, node.name());
    textIfAny(TowSchema.LABELS, codec.text(node.labels()));
    text(TowSchema.SPEC, NodeJson.write(node));
  }

  private void write(MachineEvent event) {
    text(TowSchema.KIND, MachineKinds.word(event.kind()));
    number(TowSchema.TIME, event.timeNanos());
    text(TowSchema.NAME, event.node());
    if (event.capacity() != null) {
      text(TowSchema.SPEC, NodeJson.writeCapacity(event.capacity()));
    }
  }

  private void write(PodArrival arrival) {
    ArrivalCodec.requireNew(arrival.pod());
    Pod pod = arrival.pod();
    text(TowSchema.KIND, TowSchema.POD);
    number(TowSchema.TIME, arrival.timeNanos());
    text(TowSchema.NAMESPACE, pod.namespace());
    text(TowSchema.NAME, pod.name());
    textIfAny(TowSchema.LABELS, codec.text(pod.labels()));
    text(TowSchema.SPEC, codec.text(pod.spec()));
    if (pod.durationNanos() != Pod.NEVER) {
      number(TowSchema.DURATION, pod.durationNanos());
    }
    if (pod.priority() != 0) {
      smallNumber(TowSchema.PRIORITY, pod.priority());
    }
    if (pod.preemptionPolicy() != PreemptionPolicy.PREEMPT_LOWER_PRIORITY) {
      text(TowSchema.PREEMPTION, pod.preemptionPolicy().name());
    }
    textIfAny(TowSchema.BEHAVIOR, codec.text(pod.behavior()));
    OwnerReference owner = pod.owner();
    if (owner != null) {
      text(TowSchema.OWNER_KIND, owner.kind());
      text(TowSchema.OWNER_NAME, owner.name());
      if (owner.uid() != 0) {
        number(TowSchema.OWNER_UID, owner.uid());
      }
    }
    WorkflowTask task = arrival.task();
    if (task != null) {
      text(TowSchema.WORKFLOW, task.workflow());
      text(TowSchema.TASK, task.name());
      smallNumber(TowSchema.TASK_PODS, task.pods());
      textIfAny(TowSchema.PREDECESSORS, codec.textOfPredecessors(task));
    }
  }

  private RecordConsumer consumer() {
    return Objects.requireNonNull(recordConsumer, "written before it was prepared");
  }

  private void textIfAny(String column, String value) {
    if (!value.isEmpty()) {
      text(column, value);
    }
  }

  private void text(String column, String value) {
    RecordConsumer consumer = consumer();
    int index = TowSchema.TYPE.getFieldIndex(column);
    consumer.startField(column, index);
    consumer.addBinary(Binary.fromString(value));
    consumer.endField(column, index);
  }

  private void number(String column, long value) {
    RecordConsumer consumer = consumer();
    int index = TowSchema.TYPE.getFieldIndex(column);
    consumer.startField(column, index);
    consumer.addLong(value);
    consumer.endField(column, index);
  }

  private void smallNumber(String column, int value) {
    RecordConsumer consumer = consumer();
    int index = TowSchema.TYPE.getFieldIndex(column);
    consumer.startField(column, index);
    consumer.addInteger(value);
    consumer.endField(column, index);
  }
}
