package io.towtank.reports.file;

import java.io.IOException;
import java.io.OutputStream;

/** Tells the user which directory can't be written to, whoever writes. */
final class CheckedStream extends OutputStream {
  private final OutputDirectory directory;
  private final OutputStream to;

  CheckedStream(OutputDirectory directory, OutputStream to) {
    this.directory = directory;
    this.to = to;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      throw directory.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      to.close();
    } catch (IOException e) {
      throw directory.failure(e);
    }
  }
}
