package io.towtank.workloads.parts;

import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.TablePart;
import java.nio.file.Path;
import java.util.List;

/**
 * A format whose pods can be read in parts, by several processes at once: what a row makes does not
 * depend on rows of other parts.
 *
 * <p>Reading the parts one after the other gives the same pods, in the same order, and the same
 * accounts as reading the whole.
 */
public interface PartedFormat extends TraceFormat {
  /**
   * The parts of a trace in the order of reading; at least one.
   *
   * @throws io.towtank.text.InputException if the trace's files or an option can't be used
   */
  List<TablePart> parts(Path path, TraceOptions options);

  /**
   * Opens a part.
   *
   * @param part one of {@link #parts}, or a stretch of it where it may be cut
   * @param accounts where the part's rows are counted as they are read
   * @throws io.towtank.text.InputException if it can't be opened
   */
  ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts);
}
