package io.towtank.workloads.input;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.codec.ArrivalCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a run of arrivals, as {@link SpillReader} reads them. A number takes seven bits of each
 * byte, low ones first. A text that may repeat is written once and then named by its number; the
 * numbers begin anew when there are too many.
 */
final class SpillWriter implements SortedRuns.Sink<Held> {
  static final int BUFFER_BYTES = 1 << 16;

  /** Texts that have a number at a time, for each run that is open. */
  static final int NUMBERED_MAX = 2048;

  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private final FileChannel file;
  private final ArrivalCodec codec;
  private final Map<String, Integer> numberByText = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  SpillWriter(FileChannel file, ArrivalCodec codec) {
    this.file = file;
    this.codec = codec;
  }

  @Override
  public void write(Held held) throws IOException {
    Pod pod = held.batch().pod();
    ArrivalCodec.requireNew(pod);
    number(held.timeNanos());
    number(held.row());
    number(held.batch().count());
    text(pod.name());
    repeated(pod.namespace());
    repeated(codec.text(pod.labels()));
    repeated(codec.text(pod.spec()));
    number(pod.durationNanos() + 1);
    repeated(codec.text(pod.behavior()));
    number(Integer.toUnsignedLong(pod.priority()));
    number(pod.preemptionPolicy() == PreemptionPolicy.NEVER ? 1 : 0);
    OwnerReference owner = pod.owner();
    number(owner == null ? 0 : 1);
    if (owner != null) {
      repeated(owner.kind());
      repeated(owner.name());
      number(owner.uid());
    }
    WorkflowTask task = held.batch().task();
    number(task == null ? 0 : 1);
    if (task != null) {
      repeated(task.workflow());
      repeated(task.name());
      number(task.pods());
      repeated(codec.textOfPredecessors(task));
    }
  }

  /** Hands all that was written to the file. */
  @Override
  public void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }

  private void repeated(String text) throws IOException {
    Integer known = numberByText.get(text);
    if (known != null) {
      number(known + 1L);
      return;
    }
    number(0);
    text(text);
    numberByText.put(text, numberByText.size());
    if (numberByText.size() == NUMBERED_MAX) {
      numberByText.clear();
    }
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    int offset = 0;
    while (offset < bytes.length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(buffer.remaining(), bytes.length - offset);
      buffer.put(bytes, offset, count);
      offset += count;
    }
  }

  private void number(long value) throws IOException {
    if (buffer.remaining() < Long.BYTES + 2) {
      flush();
    }
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      buffer.put((byte) ((rest & LOW_BITS) | MORE));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }
}
