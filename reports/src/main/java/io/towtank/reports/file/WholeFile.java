package io.towtank.reports.file;

import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A single file, written whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a text, in UTF-8, in place of what was there.
   *
   * @throws InputException if it can't be written
   */
  public static void write(Path file, String text) {
    Path target = file.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (Files.isDirectory(target) || parent == null) {
      throw new InputException(file + ": is a directory; expected a file to write to");
    }
    try {
      Files.createDirectories(parent);
      Path hidden = parent.resolve(".towtank-" + target.getFileName() + ".tmp");
      try {
        Files.writeString(hidden, text, StandardCharsets.UTF_8);
        Files.move(
            hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(hidden);
      }
    } catch (IOException e) {
      throw new InputException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
