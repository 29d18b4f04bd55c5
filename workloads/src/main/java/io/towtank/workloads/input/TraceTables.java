package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a trace that is published as several tables in one folder.
 *
 * <p>The files of a table are those in the folder that bears its name, or those in the trace's own
 * folder whose name is the table's, alone or followed by something that is no letter: {@code
 * task_events/part-00000-of-00500.csv.gz}, {@code task_events.csv}, {@code
 * instance_events-000000000001.json.gz}. They are read in the order of their names. A trace that is
 * given as one file has that file as the table that its name says.
 */
public final class TraceTables {
  private static final int FILES_MAX = 100_000;

  private final Path path;
  private final List<Path> files;

  private TraceTables(Path path, List<Path> files) {
    this.path = path;
    this.files = files;
  }

  /**
   * Looks what there is.
   *
   * @param path the trace's folder, or one file of it
   * @throws InputException if it isn't there or can't be looked through
   */
  public static TraceTables in(Path path) {
    if (!Files.isDirectory(path)) {
      return new TraceTables(path, List.of(path));
    }
    try (Stream<Path> below = Files.walk(path, 2)) {
      List<Path> files = below.filter(TraceTables::isData).limit(FILES_MAX + 1L).sorted().toList();
      if (files.size() > FILES_MAX) {
        throw new InputException(path + ": more than " + FILES_MAX + " files");
      }
      return new TraceTables(path, files);
    } catch (IOException e) {
      throw new InputException(path + ": the folder can't be read", e);
    }
  }

  /** Files of a table, in the order of their names; none if it is not there. */
  public List<Path> files(String table) {
    return files(
        file -> {
          Path parent = file.getParent();
          boolean isInFolder =
              parent != null && !parent.equals(path) && name(parent).equalsIgnoreCase(table);
          return isInFolder || isNamed(name(file), table);
        });
  }

  /** Files that are wanted, in the order of their names. */
  public List<Path> files(Predicate<Path> wanted) {
    return files.stream().filter(wanted).toList();
  }

  /**
   * Files of a table that must be there.
   *
   * @throws InputException if there are none
   */
  public List<Path> require(String table) {
    List<Path> found = files(table);
    if (found.isEmpty()) {
      SortedSet<String> names = new TreeSet<>();
      files.forEach(file -> names.add(name(file)));
      String nearest = NearestName.nearest(table, names);
      throw new InputException(
          "%s: there is no table '%s'%s; expected a folder or a file of this name"
              .formatted(
                  path,
                  table,
                  nearest.isEmpty() ? "" : " (the nearest is '" + Shown.plain(nearest) + "')"));
    }
    return found;
  }

  /**
   * Files of the table that pods are made of: a trace that is given as one file is that table,
   * whatever its name.
   *
   * @throws InputException if there are none
   */
  public List<Path> main(String table) {
    return files.equals(List.of(path)) ? files : require(table);
  }

  /** Neither hidden nor one of the files that name the columns of another. */
  private static boolean isData(Path file) {
    String name = name(file);
    return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".header");
  }

  private static boolean isNamed(String file, String table) {
    return file.regionMatches(true, 0, table, 0, table.length())
        && (file.length() == table.length() || !Character.isLetter(file.charAt(table.length())));
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
