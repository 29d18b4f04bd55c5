package io.towtank.scenarios.yaml;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold one YAML document. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * A file's bytes.
   *
   * @param expected what the file should be, for messages, such as "a scenario file"
   * @throws InputException if there is no such file, it can't be read, or it has more than {@link
   *     YamlReader#BYTES_MAX} bytes
   */
  public static byte[] bytesOf(Path file, String expected) {
    requireFile(file, file.toString(), expected);
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than is legal shows that the file is too large, however large it is.
      byte[] bytes = in.readNBytes(YamlReader.BYTES_MAX + 1);
      if (bytes.length > YamlReader.BYTES_MAX) {
        throw new InputException(file + ": larger than 4 MiB; expected " + expected);
      }
      return bytes;
    } catch (IOException e) {
      throw new InputException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses what can't be read as a file.
   *
   * @param shown its name in messages
   * @param expected what the file should be, for messages
   * @throws InputException if there is no such file, or it is a directory
   */
  public static void requireFile(Path file, String shown, String expected) {
    if (Files.isDirectory(file)) {
      throw new InputException(shown + ": is a directory; expected " + expected);
    }
    if (!Files.exists(file)) {
      throw new InputException(shown + ": no such file; expected " + expected);
    }
  }
}
