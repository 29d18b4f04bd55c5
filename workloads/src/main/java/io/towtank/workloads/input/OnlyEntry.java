package io.towtank.workloads.input;

import java.io.IOException;
import java.io.InputStream;

/** The one file of a tar archive; reading fails at its end if there is another. */
final class OnlyEntry extends InputStream {
  private final TarEntries entries;
  private boolean ended;

  private OnlyEntry(TarEntries entries) {
    this.entries = entries;
  }

  static OnlyEntry of(InputStream tar) throws IOException {
    TarEntries entries = new TarEntries(tar);
    if (entries.next() == null) {
      throw new IOException("there is no file in it");
    }
    return new OnlyEntry(entries);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = entries.bytes().read(into, offset, length);
    if (count < 0) {
      ended = true;
      String other = entries.next();
      if (other != null) {
        throw new IOException("there is more than one file in it, such as " + other);
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
