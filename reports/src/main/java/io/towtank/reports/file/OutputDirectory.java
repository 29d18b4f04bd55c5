package io.towtank.reports.file;

import io.towtank.text.InputException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that gets its files all together at the end.
 *
 * <p>Until {@link #commit} they stand in a hidden directory of their own: beside the directory
 * where that does not exist yet, so that one rename makes it appear, or inside it where it does;
 * then they are moved in one by one, the marker last. Closing without a commit, or ending the
 * program, takes the hidden directory away.
 */
public final class OutputDirectory implements Closeable {
  private static final String HIDDEN = ".towtank-";

  private final Path directory;
  private final boolean existed;
  private final Path hidden;
  private final String marker;
  private final Thread sweeper;
  private boolean done;

  private OutputDirectory(Path directory, boolean existed, Path hidden, String marker) {
    this.directory = directory;
    this.existed = existed;
    this.hidden = hidden;
    this.marker = marker;
    this.sweeper = new Thread(() -> deleteTree(hidden), "output-sweeper");
  }

  /**
   * Prepares to write.
   *
   * @param marker file by which an earlier output is known
   * @param markerKeys texts that the marker of an earlier output holds
   * @param overwrite whether files may be replaced where something else stands in the directory
   * @throws InputException if the path can't be written to, or holds what is not ours
   */
  public static OutputDirectory open(
      Path path, String marker, List<String> markerKeys, boolean overwrite) {
    Path directory = path.toAbsolutePath().normalize();
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
      throw new InputException(path + ": is a file; expected a directory to write results to");
    }
    try {
      boolean existed = Files.isDirectory(directory);
      if (existed && !overwrite) {
        refuseForeign(path, directory, marker, markerKeys);
      }
      Path parent = existed ? directory : directory.getParent();
      if (parent == null) {
        throw new InputException(path + ": can't be written to");
      }
      Files.createDirectories(parent);
      OutputDirectory output =
          new OutputDirectory(directory, existed, createHidden(parent), marker);
      Runtime.getRuntime().addShutdownHook(output.sweeper);
      return output;
    } catch (IOException e) {
      throw new InputException(path + ": can't be written to: " + reason(e), e);
    }
  }

  /** The directory that the files will be in. */
  public Path directory() {
    return directory;
  }

  /** Where a file stands until the commit; its parent directories exist. */
  public Path file(String name) {
    Path file = hidden.resolve(name);
    if (!file.normalize().startsWith(hidden)) {
      throw new IllegalArgumentException("not a file of the directory: " + name);
    }
    try {
      Files.createDirectories(parentOf(file));
    } catch (IOException e) {
      throw failure(e);
    }
    return file;
  }

  /** Opens a text file: UTF-8. */
  public BufferedWriter writer(String name) {
    return new BufferedWriter(
        new OutputStreamWriter(stream(name), StandardCharsets.UTF_8), 1 << 16);
  }

  /** Opens a file, without a buffer. A full disk is the user's to mend: it ends in their words. */
  public OutputStream stream(String name) {
    try {
      return new CheckedStream(this, Files.newOutputStream(file(name)));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes a whole text file: UTF-8. */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a whole file. */
  public void write(String name, byte[] bytes) {
    try {
      Files.write(file(name), bytes);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Puts all files in place. Files of an earlier output that have no successor disappear. */
  public void commit() {
    if (done) {
      throw new IllegalStateException("already committed or closed");
    }
    try {
      if (existed) {
        replaceFiles();
        deleteTree(hidden);
      } else {
        Files.move(hidden, directory, StandardCopyOption.ATOMIC_MOVE);
      }
      finish();
    } catch (IOException e) {
      close();
      throw failure(e);
    }
  }

  /** Takes away what was not committed. */
  @Override
  public void close() {
    if (!done) {
      deleteTree(hidden);
      finish();
    }
  }

  InputException failure(IOException e) {
    return new InputException(directory + ": can't be written to: " + reason(e), e);
  }

  private void finish() {
    done = true;
    try {
      Runtime.getRuntime().removeShutdownHook(sweeper);
    } catch (IllegalStateException e) {
      // The program is ending: the sweeper runs anyway.
      return;
    }
  }

  private void replaceFiles() throws IOException {
    Files.deleteIfExists(directory.resolve(marker));
    List<Path> files = tree(hidden);
    for (String stale : OutputFiles.NAMES) {
      Path old = directory.resolve(stale);
      if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
        deleteTree(old);
      } else {
        Files.deleteIfExists(old);
      }
    }
    for (Path file : files) {
      Path relative = hidden.relativize(file);
      if (Files.isRegularFile(file) && !relative.toString().equals(marker)) {
        move(file, directory.resolve(relative));
      }
    }
    move(hidden.resolve(marker), directory.resolve(marker));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(parentOf(to));
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path parentOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no parent directory: " + file);
    }
    return parent;
  }

  private static void refuseForeign(
      Path path, Path directory, String marker, List<String> markerKeys) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries.map(entry -> String.valueOf(entry.getFileName())).sorted().forEach(names::add);
    }
    names.removeIf(name -> name.startsWith(HIDDEN));
    if (names.isEmpty()) {
      return;
    }
    for (String name : names) {
      if (!OutputFiles.NAMES.contains(name)) {
        throw new InputException(
            path
                + ": holds '"
                + name
                + "', which is no result of ours; expected an empty directory, a new one, or one"
                + " that holds only earlier results");
      }
    }
    Path file = directory.resolve(marker);
    String text = Files.isRegularFile(file) ? Files.readString(file) : "";
    if (!markerKeys.stream().allMatch(key -> text.contains("\"" + key + "\""))) {
      throw new InputException(
          path
              + ": is not empty and holds no "
              + marker
              + " of an earlier run; expected an empty directory, a new one, or one that holds"
              + " only earlier results");
    }
  }

  private static Path createHidden(Path parent) throws IOException {
    // Not createTempDirectory: its permissions would keep others from reading the results.
    long process = ProcessHandle.current().pid();
    for (int i = 0; ; i++) {
      Path candidate = parent.resolve(HIDDEN + process + "-" + i);
      if (create(candidate)) {
        return candidate;
      }
    }
  }

  /** Creates a directory, unless somebody else was faster. */
  private static boolean create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.sorted().toList();
    }
  }

  private static void deleteTree(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Gone already, or not ours to delete any more: what stays is hidden and named as ours.
      return;
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName();
    return switch (kind) {
      case "AccessDeniedException" -> "access denied";
      case "NoSuchFileException" -> "no file can be created there";
      case "FileAlreadyExistsException" -> "a file stands where a directory should be";
      default -> e.getMessage() == null ? kind : String.valueOf(e.getMessage());
    };
  }
}
