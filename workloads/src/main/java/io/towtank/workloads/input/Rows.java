package io.towtank.workloads.input;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of named columns, read one after the other. */
public interface Rows extends Closeable {
  /**
   * The next row, or null at the end; the same object each time, with other values.
   *
   * @throws io.towtank.text.InputException if it can't be read
   */
  @Nullable CsvRow next();

  /**
   * The next row for the sake of one column and those before it: others may be missing, and may not
   * be read.
   */
  default @Nullable CsvRow nextUpTo(int column) {
    return next();
  }

  /** Names of the columns, in the file's order. */
  List<String> columns();

  /** Number of the column of this name, from 0; -1 if there is none. */
  int column(String name);

  /** The file that the last row is from. */
  Path file();
}
