package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import io.towtank.workloads.input.TraceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The objects of a file in YAML, one document after the other, as they stand. An object is bounded
 * as those of a {@link ClusterSnapshot} are.
 */
public final class KubernetesDocuments {
  private static final int BUFFER_BYTES = 1 << 16;

  private KubernetesDocuments() {}

  /**
   * Hands on each object.
   *
   * @throws InputException if the file can't be read
   */
  public static void read(Path file, Consumer<Map<String, ?>> taker) {
    try (InputStream bytes =
        new BufferedInputStream(TraceFile.open(file, "Kubernetes objects"), BUFFER_BYTES)) {
      new DocumentReader(new YamlTokens(file.toString(), bytes), taker).read();
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }
}
