package io.towtank.workloads.parts;

import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.TablePart;
import java.nio.file.Path;
import java.util.List;

/**
 * A format whose pods are made of several rows, which may lie anywhere in the trace but have a key
 * in common, such as the events of a job: rows are read in parts, and those of some keys are then
 * followed in the order of the trace, or of their turns, by several processes at once.
 */
public interface KeyedFormat extends TraceFormat {
  /**
   * The parts of a trace in the order in which their rows are followed; at least one.
   *
   * @throws io.towtank.text.InputException if the trace's files or an option can't be used
   */
  List<TablePart> parts(Path path, TraceOptions options);

  /**
   * Whether rows are followed in the order of their turns, and within one turn in that of the
   * trace; else in that of the trace alone.
   */
  default boolean hasTurns() {
    return false;
  }

  /**
   * Opens a part.
   *
   * @param part one of {@link #parts}, or a stretch of it where it may be cut
   * @throws io.towtank.text.InputException if it can't be opened
   */
  KeyedRows openRows(TablePart part);

  /**
   * Follows the rows of some keys.
   *
   * @param notes what each part has noted, in the order of parts
   * @param accounts where the rows are counted
   * @throws io.towtank.text.InputException if an option can't be used
   */
  RowFold fold(TraceOptions options, List<byte[]> notes, TraceAccounts accounts);
}
