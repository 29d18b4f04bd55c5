package io.towtank.scenarios.cli;

import java.io.PrintWriter;

/** What the output can show. */
final class Terminal {
  private static final int WIDTH_DEFAULT = 100;
  private static final int WIDTH_MIN = 40;
  private static final int WIDTH_MAX = 400;
  private static final int HEIGHT_DEFAULT = 24;
  private static final int HEIGHT_MIN = 10;
  private static final int HEIGHT_MAX = 200;

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
   * Characters in a line of stdout, 40 to 400: the environment's {@code COLUMNS}; else the
   * terminal's, where stdout is one; else 100.
   */
  static int width() {
    String given = System.getenv("COLUMNS");
    return given == null && !Boolean.getBoolean("towtank.stdout.terminal")
        ? WIDTH_DEFAULT
        : columns(given == null ? System.getProperty("towtank.columns", "") : given);
  }

  /** Characters in a line of the terminal that the start script found, 40 to 400; else 100. */
  static int screenWidth() {
    return columns(System.getProperty("towtank.columns", ""));
  }

  private static int columns(String given) {
    return given.matches("[0-9]{1,6}")
        ? Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, Integer.parseInt(given)))
        : WIDTH_DEFAULT;
  }

  /** Lines of the terminal that the start script found, 10 to 200; else 24. */
  static int height() {
    String lines = System.getProperty("towtank.lines", "");
    return lines.matches("[0-9]{1,6}")
        ? Math.max(HEIGHT_MIN, Math.min(HEIGHT_MAX, Integer.parseInt(lines)))
        : HEIGHT_DEFAULT;
  }

  /** A progress line on a terminal, nothing elsewhere. */
  static ProgressLine progress(String label, String unit, PrintWriter err, boolean quiet) {
    return new ProgressLine(label, unit, err, isInteractive() && !quiet);
  }
}
