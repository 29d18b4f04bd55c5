package io.towtank.reports.chart;

/**
 * How large a chart is, in units of which 960 make the width of a page of two columns: letters of
 * 16 units are 8.6 points high on paper, on every sheet.
 *
 * @param titled whether the title stands above the chart; in a paper it stands in the caption
 */
record Sheet(int width, int height, boolean titled) {
  /** Room for a title. */
  static final int TITLE_HEIGHT = 44;

  /**
   * Inches from the left of one column to the right of the other. Source: IEEEtran's letter page.
   */
  private static final double PAGE_INCHES = 7.16;

  private static final double COLUMN_INCHES = 3.5;
  private static final int PAGE_WIDTH = 960;
  private static final double POINTS_PER_INCH = 72;

  /** For screens and slides. */
  static final Sheet SCREEN = new Sheet(PAGE_WIDTH, 540, true);

  /** Across both columns of a paper. */
  static final Sheet PAGE = new Sheet(PAGE_WIDTH, 540 - TITLE_HEIGHT, false);

  /** For one column of a paper. */
  static final Sheet COLUMN =
      new Sheet((int) (PAGE_WIDTH * COLUMN_INCHES / PAGE_INCHES), 370, false);

  /** Units to the inch, on paper. */
  static double unitsPerInch() {
    return PAGE_WIDTH / PAGE_INCHES;
  }

  /** Points to the unit, on paper. */
  static double pointsPerUnit() {
    return POINTS_PER_INCH / unitsPerInch();
  }

  /** Whether there is only half the usual width, hence room for half as many ticks. */
  static boolean isNarrow(double width) {
    return width < 0.75 * PAGE_WIDTH;
  }
}
