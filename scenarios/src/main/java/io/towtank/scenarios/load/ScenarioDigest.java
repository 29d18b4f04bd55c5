package io.towtank.scenarios.load;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests (SHA-256, hexadecimal) by which a result tells what it was made from. */
public final class ScenarioDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private ScenarioDigest() {}

  /**
   * The digest of a scenario's text, of what was set beside it, and of files that it names; files
   * are read piece by piece, and as they are if they are compressed.
   *
   * @throws InputException if a file can't be read
   */
  static String of(byte[] text, List<String> overrides, List<Path> files) {
    MessageDigest digest = sha256();
    digest.update(text);
    for (String override : overrides) {
      digest.update((byte) 0);
      digest.update(override.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : files) {
      // The file's own digest has a fixed length, so that two files can't pass for one.
      digest.update((byte) 0);
      digest.update(digestOf(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The digest of a scenario that takes one more file.
   *
   * @param scenario the scenario's digest
   * @throws InputException if the file can't be read
   */
  public static String with(String scenario, Path file) {
    return of(scenario.getBytes(StandardCharsets.UTF_8), List.of(), List.of(file));
  }

  private static byte[] digestOf(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new InputException(file + ": can't be read: " + e.getMessage(), e);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
