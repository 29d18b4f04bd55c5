package io.towtank.workloads.input;

import com.github.luben.zstd.ZstdInputStream;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens a trace file, decompressing it if its name ends so. */
public final class TraceFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int NEIGHBOURS_MAX = 10_000;

  private TraceFile() {}

  /**
   * The file's bytes: {@code .gz} and {@code .zst} are decompressed as they are read, and of {@code
   * .tar.gz}, {@code .tgz} and {@code .tar} the one file inside; all others are read as they are.
   *
   * @throws InputException if there is no such file, it is a directory, it can't be read, it has no
   *     bytes, or it is not compressed as its name says
   */
  public static InputStream open(Path file) {
    return open(file, "a header row");
  }

  /**
   * The same for files that begin otherwise.
   *
   * @param expected what an empty file lacks, for the message
   */
  public static InputStream open(Path file, String expected) {
    requireReadable(file);
    InputStream raw = null;
    try {
      raw = Files.newInputStream(file);
      InputStream bytes = new BufferedInputStream(decompress(file, raw), bufferBytes(file));
      bytes.mark(1);
      if (bytes.read() < 0) {
        raw.close();
        throw new InputException(file + ": the file is empty; expected " + expected);
      }
      bytes.reset();
      return bytes;
    } catch (IOException e) {
      closeQuietly(raw, e);
      throw new InputException(file + ": " + reason(file, e), e);
    }
  }

  /** Traces can be thousands of small files, which need no large buffers. */
  private static int bufferBytes(Path file) throws IOException {
    return isCompressed(file)
        ? BUFFER_BYTES
        : (int) Math.max(1, Math.min(BUFFER_BYTES, Files.size(file)));
  }

  /** Whether a file is compressed or in an archive, by its name. */
  public static boolean isCompressed(Path file) {
    return !archive(file).isEmpty();
  }

  /** What went wrong while bytes were read, for a person. */
  public static String reason(Path file, IOException e) {
    String archive = archive(file);
    String message = e.getMessage();
    String detail = message == null ? "" : " (" + Shown.sentence(message) + ")";
    if (archive.isEmpty() || archive.equals("tar")) {
      return "the " + (archive.isEmpty() ? "file" : "tar archive") + " can't be read" + detail;
    }
    return "the " + archive + " archive is damaged or cut short" + detail;
  }

  private static void requireReadable(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": is a directory; expected a file");
    }
    if (!Files.exists(file)) {
      throw new InputException(file + ": no such file" + neighbourHint(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": is not a regular file");
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file + ": the file can't be read: permission denied");
    }
  }

  private static InputStream decompress(Path file, InputStream raw) throws IOException {
    return isTar(file) ? OnlyEntry.of(buffered(uncompressed(file, raw))) : uncompressed(file, raw);
  }

  private static InputStream buffered(InputStream bytes) {
    return new BufferedInputStream(bytes, BUFFER_BYTES);
  }

  private static InputStream uncompressed(Path file, InputStream raw) throws IOException {
    String name = lowerCaseName(file);
    if (name.endsWith(".gz") || name.endsWith(".tgz")) {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
  }

  /** Whether a file is an archive of files, by its name. */
  public static boolean isTar(Path file) {
    String name = lowerCaseName(file);
    return name.endsWith(".tar.gz")
        || name.endsWith(".tgz")
        || name.endsWith(".tar.zst")
        || name.endsWith(".tar");
  }

  /**
   * Opens an archive of files.
   *
   * @throws InputException as {@link #open(Path)}
   */
  public static TarEntries openTar(Path file) {
    requireReadable(file);
    InputStream raw = null;
    try {
      raw = Files.newInputStream(file);
      return new TarEntries(buffered(uncompressed(file, raw)));
    } catch (IOException e) {
      closeQuietly(raw, e);
      throw new InputException(file + ": " + reason(file, e), e);
    }
  }

  private static String lowerCaseName(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  private static String archive(Path file) {
    String name = lowerCaseName(file);
    if (isTar(file)) {
      return "tar";
    }
    if (name.endsWith(".gz")) {
      return "gzip";
    }
    return name.endsWith(".zst") ? "zstd" : "";
  }

  private static String neighbourHint(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (directory == null || name == null) {
      return "";
    }
    if (!Files.isDirectory(directory)) {
      return "; nor is there a directory " + directory;
    }
    String nearest = NearestName.nearest(name.toString(), neighbours(directory));
    return nearest.isEmpty() ? "" : "; did you mean '" + Shown.plain(nearest) + "'?";
  }

  private static Set<String> neighbours(Path directory) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries.limit(NEIGHBOURS_MAX).forEach(entry -> names.add(fileName(entry)));
    } catch (IOException e) {
      return Set.of();
    }
    return names;
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static void closeQuietly(@Nullable InputStream stream, IOException cause) {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
