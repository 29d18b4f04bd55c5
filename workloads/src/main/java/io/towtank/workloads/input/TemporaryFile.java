package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files for what is sorted and too much for memory. They lie in Java's folder of temporary files
 * ({@code java.io.tmpdir}), and the system deletes them when they are closed, whatever becomes of
 * the process.
 */
public final class TemporaryFile {
  private static final String FOLDER = "java.io.tmpdir";

  private TemporaryFile() {}

  /**
   * An empty file for writing and reading.
   *
   * @throws IOException if it can't be made
   */
  public static FileChannel open() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    Path path = Files.createTempFile(folder, "towtank-sort-", ".tmp");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** What to tell the user when such a file fails, such as for want of space. */
  public static InputException unusable(IOException e) {
    return new InputException(
        "%s: a temporary file, which sorting by arrival needs, can't be used (%s)"
            .formatted(System.getProperty(FOLDER), Shown.sentence(String.valueOf(e.getMessage()))),
        e);
  }
}
