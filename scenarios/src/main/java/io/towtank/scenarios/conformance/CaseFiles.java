package io.towtank.scenarios.conformance;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files that hold recorded cases. */
final class CaseFiles {
  private static final List<String> ENDINGS = List.of(".jsonl", ".jsonl.gz");
  private static final int DEPTH_MAX = 16;
  private static final int FILES_MAX = 100_000;

  private CaseFiles() {}

  /**
   * The files named, and those within the folders named: folders recursively, by name.
   *
   * @throws InputException if there is no such file or folder, or a folder has no cases
   */
  static List<Path> of(List<String> paths) {
    Set<Path> files = new LinkedHashSet<>();
    for (String name : paths) {
      Path path = path(name);
      if (Files.isDirectory(path)) {
        files.addAll(within(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new InputException(
            Shown.sentence(name) + ": no such file or folder" + neighbourHint(path));
      }
    }
    return List.copyOf(files);
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputException(Shown.quoted(name) + " can't be the name of a file", e);
    }
  }

  private static List<Path> within(Path folder) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder, DEPTH_MAX)) {
      walk.filter(file -> isCaseFile(file) && Files.isRegularFile(file))
          .limit(FILES_MAX)
          .forEach(found::add);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          folder + ": can't be read (" + Shown.sentence(String.valueOf(e.getMessage())) + ")", e);
    }
    if (found.isEmpty()) {
      throw new InputException(
          folder + ": expected recorded cases, found no file that ends in .jsonl or .jsonl.gz");
    }
    found.sort(Comparator.comparing(Path::toString));
    return found;
  }

  private static boolean isCaseFile(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String neighbourHint(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    Path name = path.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return "";
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(parent)) {
      entries.limit(10_000).forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException e) {
      return "";
    }
    names.sort(null);
    String nearest = NearestName.nearest(name.toString(), names);
    return nearest.isEmpty() ? "" : "; did you mean " + Shown.quoted(nearest) + "?";
  }
}
