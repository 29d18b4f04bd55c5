package io.towtank.scenarios.cli;

import java.io.PrintWriter;

/** What the output can show. */
final class Terminal {
  private static final int WIDTH_DEFAULT = 100;
  private static final int WIDTH_MIN = 40;
  private static final int WIDTH_MAX = 400;

  private Terminal() {}

  /**
   * Whether somebody looks at stderr. Java itself can't tell stderr from stdout, so the start
   * script says it.
   */
  static boolean isInteractive() {
    return Boolean.getBoolean("towtank.stderr.terminal");
  }

  /** Characters in a line: the environment's {@code COLUMNS}, 40 to 400; else 100. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    if (columns != null && columns.matches("[0-9]{1,6}")) {
      return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, Integer.parseInt(columns)));
    }
    return WIDTH_DEFAULT;
  }

  /** A progress line on a terminal, nothing elsewhere. */
  static ProgressLine progress(String label, String unit, PrintWriter err, boolean quiet) {
    return new ProgressLine(label, unit, err, isInteractive() && !quiet);
  }
}
