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

  /**
   * Whether text may be coloured: somebody looks at stdout, and neither {@code NO_COLOR} (see
   * no-color.org) nor a dumb terminal forbids it.
   */
  static boolean isColoured() {
    String noColor = System.getenv("NO_COLOR");
    return Boolean.getBoolean("towtank.stdout.terminal")
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }

  /**
   * Characters in a line, 40 to 400: the environment's {@code COLUMNS}, else those of the terminal
   * that the start script found, else 100.
   */
  static int width() {
    String given = System.getenv("COLUMNS");
    String columns = given == null ? System.getProperty("towtank.columns") : given;
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
