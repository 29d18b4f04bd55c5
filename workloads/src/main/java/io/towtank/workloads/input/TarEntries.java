package io.towtank.workloads.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tar archive, one after the other. What lies between two files may have 4 MiB at
 * most, and an archive 1,000,000 entries, so that no header can fill the memory.
 */
public final class TarEntries implements Closeable {
  private static final long HEADER_BYTES_MAX = 1 << 22;
  private static final int ENTRIES_MAX = 1_000_000;

  private final BudgetedBytes bytes;
  private final TarArchiveInputStream archive;
  private int entries;

  /** The entries of this archive, which is not compressed any more. */
  public TarEntries(InputStream tar) {
    bytes = new BudgetedBytes(tar, HEADER_BYTES_MAX, "an entry's header");
    archive = new TarArchiveInputStream(bytes, "UTF-8");
  }

  /**
   * Goes to the next file: folders, links and hidden files are passed.
   *
   * @return its path in the archive; null at the end
   */
  public @Nullable String next() throws IOException {
    while (entries <= ENTRIES_MAX) {
      if (entries > 0) {
        archive.transferTo(OutputStream.nullOutputStream());
      }
      bytes.renew();
      TarArchiveEntry entry;
      try {
        entry = archive.getNextEntry();
      } catch (IllegalArgumentException e) {
        throw new IOException("an entry of the archive can't be read", e);
      }
      bytes.unlimited();
      entries++;
      if (entry == null) {
        return null;
      }
      if (entry.isFile() && !isHidden(entry.getName()) && archive.canReadEntryData(entry)) {
        return entry.getName();
      }
    }
    throw new IOException("the archive has more than " + ENTRIES_MAX + " entries");
  }

  /** Bytes of the current file; closing them closes the archive. */
  public InputStream bytes() {
    return archive;
  }

  /** Last step of a path in the archive. */
  public static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  private static boolean isHidden(String path) {
    return fileName(path).startsWith(".");
  }
}
