package io.towtank.workloads.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Some bytes, and after them those of a stretch of a file. */
final class FileStretch extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final SeekableByteChannel file;
  private ByteBuffer buffer;
  private long left;

  FileStretch(byte[] before, SeekableByteChannel file, long from, long to) throws IOException {
    this.file = file;
    buffer = ByteBuffer.wrap(before);
    left = to - from;
    file.position(from);
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean fill() throws IOException {
    while (!buffer.hasRemaining()) {
      if (left <= 0) {
        return false;
      }
      if (buffer.capacity() < BUFFER_BYTES) {
        buffer = ByteBuffer.allocate(BUFFER_BYTES);
      }
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
      int count = file.read(buffer);
      if (count < 0) {
        buffer.limit(0);
        return false;
      }
      left -= count;
      buffer.flip();
    }
    return true;
  }
}
