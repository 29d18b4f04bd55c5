package io.towtank.workloads.parts;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.codec.ArrivalCodec;
import io.towtank.workloads.input.PodBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Like pods as bytes, each batch by itself. A number takes seven bits of each byte, low ones first.
 * Not for use by several threads.
 */
public final class BatchBytes {
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int NUMBER_BYTES_MAX = 10;
  private static final int BYTES_INITIAL = 512;

  private final ArrivalCodec codec = new ArrivalCodec();
  private ByteBuffer buffer = ByteBuffer.allocate(BYTES_INITIAL);

  /** A codec that has seen nothing. */
  public BatchBytes() {}

  /** The bytes of a batch, without its time. */
  public byte[] write(PodBatch batch) {
    Pod pod = batch.pod();
    ArrivalCodec.requireNew(pod);
    buffer.clear();
    number(batch.count());
    text(pod.name());
    text(pod.namespace());
    text(codec.text(pod.labels()));
    text(codec.text(pod.spec()));
    number(pod.durationNanos() + 1);
    text(codec.text(pod.behavior()));
    number(Integer.toUnsignedLong(pod.priority()));
    number(pod.preemptionPolicy() == PreemptionPolicy.NEVER ? 1 : 0);
    OwnerReference owner = pod.owner();
    number(owner == null ? 0 : 1);
    if (owner != null) {
      text(owner.kind());
      text(owner.name());
      number(owner.uid());
    }
    WorkflowTask task = batch.task();
    number(task == null ? 0 : 1);
    if (task != null) {
      text(task.workflow());
      text(task.name());
      number(task.pods());
      text(codec.textOfPredecessors(task));
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** The batch of bytes, which begin where the buffer stands. */
  public PodBatch read(long timeNanos, ByteBuffer bytes) {
    int count = (int) number(bytes);
    String name = text(bytes);
    String namespace = text(bytes);
    String labels = text(bytes);
    Pod.Builder pod = Pod.builder(name, codec.spec(text(bytes))).namespace(namespace);
    long durationNanos = number(bytes) - 1;
    pod.labels(codec.labels(labels))
        .behavior(codec.behavior(text(bytes), durationNanos))
        .priority((int) number(bytes))
        .preemptionPolicy(
            number(bytes) == 1 ? PreemptionPolicy.NEVER : PreemptionPolicy.PREEMPT_LOWER_PRIORITY);
    if (number(bytes) == 1) {
      pod.owner(new OwnerReference(text(bytes), text(bytes), number(bytes)));
    }
    WorkflowTask task =
        number(bytes) == 1
            ? codec.task(text(bytes), text(bytes), (int) number(bytes), text(bytes))
            : null;
    return new PodBatch(timeNanos, pod.build(), count, task);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    reserve(bytes.length);
    buffer.put(bytes);
  }

  private void number(long value) {
    reserve(NUMBER_BYTES_MAX);
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      buffer.put((byte) ((rest & LOW_BITS) | MORE));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  private void reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      int size = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.allocate(size).put(buffer.flip());
    }
  }

  private static String text(ByteBuffer bytes) {
    int length = (int) number(bytes);
    String text =
        new String(
            bytes.array(), bytes.arrayOffset() + bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    int shift = 0;
    byte next = bytes.get();
    while (next < 0) {
      number |= (long) (next & LOW_BITS) << shift;
      shift += 7;
      next = bytes.get();
    }
    return number | ((long) next << shift);
  }
}
