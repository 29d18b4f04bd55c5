package io.towtank.workloads;

import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Small traces for tests, and the way to the large ones. */
public final class Traces {
  private Traces() {}

  public static Path write(Path directory, String name, String text) {
    return write(directory, name, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Path write(Path directory, String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path writeGzip(Path directory, String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** An archive of files, given as names and texts in turn. */
  public static Path writeTarGzip(Path directory, String name, String... files) throws IOException {
    Path archive = directory.resolve(name);
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      for (int i = 0; i < files.length; i += 2) {
        byte[] bytes = files[i + 1].getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(files[i]);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
    return archive;
  }

  public static List<PodArrival> pods(
      String format, Path file, ReplayMode replay, TraceAccounts accounts) {
    return pods(format, file, TraceOptions.of(replay), accounts);
  }

  public static List<PodArrival> pods(
      String format, Path file, TraceOptions options, TraceAccounts accounts) {
    try (ArrivalStream stream = TraceFormats.named(format).openPods(file, options, accounts)) {
      return all(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<PodArrival> all(ArrivalStream stream) throws IOException {
    List<PodArrival> arrivals = new ArrayList<>();
    for (PodArrival arrival = stream.next(); arrival != null; arrival = stream.next()) {
      arrivals.add(arrival);
    }
    return arrivals;
  }

  /** An arrival in one line: time, name, requests, duration, labels. */
  public static String shown(PodArrival arrival) {
    Pod pod = arrival.pod();
    long duration = pod.durationNanos();
    return "%d s %s %s %s %s"
        .formatted(
            arrival.timeNanos() / 1_000_000_000L,
            pod.name(),
            pod.spec().effectiveRequests(),
            duration == Pod.NEVER ? "endless" : duration / 1_000_000_000L + " s",
            pod.labels());
  }

  /** What made an arrival's pod. */
  public static OwnerReference owner(PodArrival arrival) {
    return Objects.requireNonNull(arrival.pod().owner());
  }

  /** Names of the tasks before an arrival's. */
  public static List<String> predecessors(PodArrival arrival) {
    return Objects.requireNonNull(arrival.task()).predecessors();
  }

  /** Options by name. */
  public static TraceOptions options(ReplayMode replay, String... pairs) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return TraceOptions.of(replay, values);
  }

  /** The repository's root. */
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("sim-core"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside the repository");
      }
      directory = parent;
    }
    return directory;
  }

  /** The openb trace, beside the repository or higher up; the test is skipped without it. */
  public static Path openb() {
    return sharedData("openb");
  }

  /** Shared data, beside the repository or higher up; the test is skipped without it. */
  public static Path sharedData(String name) {
    for (Path above = root().getParent(); above != null; above = above.getParent()) {
      Path data = above.resolve("shared").resolve("data").resolve(name);
      if (Files.exists(data)) {
        return data;
      }
    }
    String message = "skipped a test: it needs ../shared/data/" + name + " beside the repository";
    System.out.println(message);
    return Assumptions.abort(message);
  }
}
