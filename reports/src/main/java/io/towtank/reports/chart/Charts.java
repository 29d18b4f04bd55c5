package io.towtank.reports.chart;

import io.towtank.reports.file.OutputDirectory;

/** Writes charts into directories. */
public final class Charts {
  private Charts() {}

  /**
   * Writes a chart for screens, as {@code NAME.svg} and {@code NAME.png}.
   *
   * @param folder where in the directory, empty or with a slash at its end
   */
  public static void write(OutputDirectory directory, String folder, Chart chart) {
    String name = folder + chart.name();
    directory.write(name + ".svg", chart.svg());
    directory.write(name + ".png", chart.png());
  }

  /**
   * Writes a chart for screens and for paper: also as {@code NAME.pdf}, and where it fits into one
   * column as {@code NAME-column.pdf}.
   *
   * @param folder where in the directory, empty or with a slash at its end
   */
  public static void writeAll(OutputDirectory directory, String folder, Chart chart) {
    write(directory, folder, chart);
    String name = folder + chart.name();
    directory.write(name + ".pdf", chart.pdf());
    if (chart.fitsColumn()) {
      directory.write(name + "-column.pdf", chart.columnPdf());
    }
  }
}
