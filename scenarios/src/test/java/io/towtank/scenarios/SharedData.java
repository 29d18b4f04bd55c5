package io.towtank.scenarios;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data that lies beside the checkout, not in it; tests that need it are skipped, and say so. */
public final class SharedData {
  private SharedData() {}

  /** Skips the test, with a line on the console, unless the file or directory is there. */
  public static void assume(Path data) {
    if (!Files.exists(data)) {
      String message = "skipped a test: it needs " + data.toAbsolutePath().normalize();
      System.out.println(message);
      Assumptions.abort(message);
    }
  }
}
