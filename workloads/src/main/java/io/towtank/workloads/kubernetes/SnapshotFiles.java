package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files that make up a snapshot: one, or those of a directory. */
public final class SnapshotFiles {
  private static final int DEPTH_MAX = 8;
  private static final int FILES_MAX = 10_000;
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final List<String> ARCHIVES = List.of("", ".gz", ".zst");

  private SnapshotFiles() {}

  /**
   * The file itself; of a directory all below it that end in .yaml, .yml or .json, or in one of
   * these with .gz or .zst behind it, by their paths. Links to directories are not followed.
   *
   * @throws InputException if a directory can't be read, has no such file or too many
   */
  public static List<Path> of(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path, DEPTH_MAX)) {
      List<Path> files =
          walk.filter(file -> isNamedLikeOne(file) && Files.isRegularFile(file))
              .limit(FILES_MAX + 1)
              .sorted()
              .toList();
      if (files.isEmpty() || files.size() > FILES_MAX) {
        throw new InputException(
            path
                + ": found "
                + (files.isEmpty() ? "no file" : "more than " + FILES_MAX + " files")
                + " of Kubernetes objects in it; expected some that end in .yaml, .yml or .json,"
                + " or in one of these with .gz or .zst behind it");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(path + ": the directory can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isNamedLikeOne(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .anyMatch(ending -> ARCHIVES.stream().anyMatch(archive -> name.endsWith(ending + archive)));
  }
}
