package io.towtank.workloads.input;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.codec.ArrivalCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a run of arrivals that {@link SpillWriter} wrote. */
final class SpillReader implements SortedRuns.Source<Held> {
  private final FileChannel file;
  private final ArrivalCodec codec;
  private final List<String> texts = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(SpillWriter.BUFFER_BYTES).limit(0);
  private long position;
  private long left;

  /**
   * A reader of one run of a file.
   *
   * @param position where it begins, in bytes
   * @param count arrivals in it
   */
  SpillReader(FileChannel file, long position, long count, ArrivalCodec codec) {
    this.file = file;
    this.position = position;
    this.codec = codec;
    left = count;
  }

  /** The next arrival, or null after the last. */
  @Override
  public @Nullable Held next() throws IOException {
    if (left == 0) {
      return null;
    }
    left--;
    long timeNanos = number();
    long row = number();
    int count = (int) number();
    String name = text();
    String namespace = repeated();
    String labels = repeated();
    Pod.Builder pod = Pod.builder(name, codec.spec(repeated())).namespace(namespace);
    long durationNanos = number() - 1;
    pod.labels(codec.labels(labels))
        .behavior(codec.behavior(repeated(), durationNanos))
        .priority((int) number())
        .preemptionPolicy(
            number() == 1 ? PreemptionPolicy.NEVER : PreemptionPolicy.PREEMPT_LOWER_PRIORITY);
    if (number() == 1) {
      pod.owner(new OwnerReference(repeated(), repeated(), number()));
    }
    WorkflowTask task =
        number() == 1 ? codec.task(repeated(), repeated(), (int) number(), repeated()) : null;
    return new Held(new PodBatch(timeNanos, pod.build(), count, task), row);
  }

  private String repeated() throws IOException {
    int number = (int) number();
    if (number > 0) {
      return texts.get(number - 1);
    }
    String text = text();
    texts.add(text);
    if (texts.size() == SpillWriter.NUMBERED_MAX) {
      texts.clear();
    }
    return text;
  }

  private String text() throws IOException {
    int length = (int) number();
    if (length <= buffer.remaining()) {
      String text = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
      buffer.position(buffer.position() + length);
      return text;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = next8();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private long number() throws IOException {
    long number = 0;
    int shift = 0;
    byte next = next8();
    while (next < 0) {
      number |= (long) (next & 0x7F) << shift;
      shift += 7;
      next = next8();
    }
    return number | ((long) next << shift);
  }

  private byte next8() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int count = file.read(buffer, position);
      if (count <= 0) {
        throw new EOFException("a temporary file is shorter than what was written");
      }
      position += count;
      buffer.flip();
    }
    return buffer.get();
  }
}
