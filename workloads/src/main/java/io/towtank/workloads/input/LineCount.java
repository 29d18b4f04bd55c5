package io.towtank.workloads.input;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines that begin in a stretch of a file that is not compressed.
 *
 * @param fromByte where the first of them begins
 * @param toByte behind the end of the last
 * @param lines how many there are
 * @param rows how many of them are not empty
 * @param isPlain whether they have neither quotes nor line ends other than LF and CR LF, so that
 *     each is a row
 */
public record LineCount(long fromByte, long toByte, long lines, long rows, boolean isPlain)
    implements Serializable {
  private static final int BUFFER_BYTES = 1 << 18;

  /** Counts the lines that begin from one byte to before another. */
  public static LineCount of(Path file, long from, long to) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return new Count(channel, from, to).count();
    }
  }

  private static final class Count {
    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final long from;
    private final long to;
    private long position;

    private Count(SeekableByteChannel channel, long from, long to) throws IOException {
      this.channel = channel;
      this.from = from;
      this.to = to;
      position = Math.max(0, from - 1);
      channel.position(position);
    }

    private LineCount count() throws IOException {
      if (from > 0) {
        int b = next();
        while (b >= 0 && b != '\n') {
          b = next();
        }
      }
      long first = position;
      long lines = 0;
      long rows = 0;
      boolean isPlain = true;
      boolean more = position < to;
      while (more) {
        long start = position;
        boolean isEmpty = true;
        int before = 0;
        int b = next();
        while (b >= 0 && b != '\n') {
          isPlain &= b != '"' && before != '\r';
          isEmpty &= b == '\r';
          before = b;
          b = next();
        }
        isPlain &= b >= 0 || before != '\r';
        if (position > start) {
          lines++;
          rows += isEmpty ? 0 : 1;
        }
        more = b >= 0 && position < to;
      }
      return new LineCount(first, position, lines, rows, isPlain);
    }

    private int next() throws IOException {
      if (!buffer.hasRemaining()) {
        buffer.clear();
        if (channel.read(buffer) <= 0) {
          buffer.limit(0);
          return -1;
        }
        buffer.flip();
      }
      position++;
      return buffer.get();
    }
  }
}
