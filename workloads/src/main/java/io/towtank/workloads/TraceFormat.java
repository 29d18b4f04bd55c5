package io.towtank.workloads;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Reads one kind of trace: a file, or a folder where it is published as several. Found by {@link
 * java.util.ServiceLoader} and chosen by {@link #name()}; see {@link TraceFormats}.
 *
 * <p>An implementation has a public constructor without parameters and no state. It reads pods as a
 * stream: what it keeps in memory must not grow with the file. Each data row is counted in the
 * accounts once, as used or as dropped for a reason; a row that had to be mended counts as used,
 * and as repaired besides. A value that can't be read at all, or a row of the wrong shape, is not
 * dropped: it ends the reading with an {@link InputException} that names file, line, column, what
 * was found and what was expected.
 */
public interface TraceFormat {
  /** Name that scenarios use: lower case, digits and hyphens. */
  String name();

  /** What it reads, in one line. */
  String summary();

  /** Names of the options that it understands besides those of all formats. */
  default SortedSet<String> optionNames() {
    return Collections.emptySortedSet();
  }

  /**
   * Its normalised resources, and what 1.0 of each is taken for where the user doesn't say: {@code
   * cpu} to {@code 64}, {@code memory} to {@code 256Gi}.
   */
  default SortedMap<String, String> scales() {
    return Collections.emptySortedMap();
  }

  /**
   * Whether a file or folder looks like one of its, by the name alone. Names that several formats
   * share, such as those that end in {@code .csv}, belong to none.
   */
  default boolean claims(Path path) {
    return false;
  }

  /**
   * Reads a node list. The default refuses: not every format has one.
   *
   * @param accounts where the file's rows are counted
   * @throws InputException if the file or an option can't be used
   */
  default List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    throw new InputException(file + ": format '" + name() + "' has no node lists");
  }

  /**
   * Reads machines and what happens to them. The default is the node list, to which nothing
   * happens.
   *
   * @param accounts where rows are counted
   * @throws InputException if the file or an option can't be used
   */
  default MachineTrace readMachines(Path file, TraceOptions options, TraceAccounts accounts) {
    return new MachineTrace(
        readNodes(file, options, accounts), Collections.emptySortedSet(), List.of());
  }

  /**
   * Opens a list of pods. The default refuses: not every format has pods. What is wrong with the
   * file as a whole, its header included, is found here; what is wrong with a row, when {@link
   * ArrivalStream#next()} comes to it, and thrown there as an {@link InputException} too.
   *
   * @param options with {@link ReplayMode#TIMED}, arrivals are in order of time, those of equal
   *     times in order of rows
   * @param accounts where rows are counted as they are read
   * @throws InputException if the file or an option can't be used
   */
  default ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    throw new InputException(file + ": format '" + name() + "' has no pods");
  }
}
