package io.towtank.reports.chart;

import io.towtank.reports.file.OutputDirectory;

/** Writes charts in all their formats. */
public final class Charts {
  private Charts() {}

  /**
   * Writes a chart as {@code NAME.svg}, {@code NAME.png} and {@code NAME.pdf}, and where it fits
   * into one column of a paper as {@code NAME-column.pdf}.
   *
   * @param folder where in the directory, empty or with a slash at its end
   */
  public static void write(OutputDirectory directory, String folder, Chart chart) {
    String name = folder + chart.name();
    directory.write(name + ".svg", chart.svg());
    directory.write(name + ".png", chart.png());
    directory.write(name + ".pdf", chart.pdf());
    if (chart.fitsColumn()) {
      directory.write(name + "-column.pdf", chart.columnPdf());
    }
  }
}
