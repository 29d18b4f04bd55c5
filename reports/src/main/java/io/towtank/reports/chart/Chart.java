package io.towtank.reports.chart;

import org.jspecify.annotations.Nullable;

/** A chart, ready to be written. */
public final class Chart {
  private final String name;
  private final String title;
  private final String description;
  private final Drawing drawing;
  private final boolean fitsColumn;
  private @Nullable String svgOfAnyId;

  /** One that can be drawn at any size. */
  Chart(String name, String title, String description, Drawing drawing) {
    this(name, title, description, drawing, true);
  }

  private Chart(
      String name, String title, String description, Drawing drawing, boolean fitsColumn) {
    this.fitsColumn = fitsColumn;
    this.name = name;
    this.title = title;
    this.description = description;
    this.drawing = drawing;
  }

  /** One that needs the whole width of a page. */
  static Chart wide(String name, String title, String description, Drawing drawing) {
    return new Chart(name, title, description, drawing, false);
  }

  /** Name of its files, without their ending. */
  public String name() {
    return name;
  }

  /** What it shows, in a few words. */
  public String title() {
    return title;
  }

  /** What it shows, in a sentence for those who can't see it. */
  public String description() {
    return description;
  }

  /** The chart as an SVG document. */
  public String svg() {
    return Canvas.svgDocument(svgOfAnyId());
  }

  /** The chart as an {@code svg} element of a page, whose ids are its own. */
  public String svgElement() {
    return Canvas.svgElement(svgOfAnyId(), name);
  }

  private String svgOfAnyId() {
    String drawn = svgOfAnyId;
    if (drawn == null) {
      drawn = Canvas.svgOfAnyId(drawing, title);
      svgOfAnyId = drawn;
    }
    return drawn;
  }

  /** The chart as a PNG file, 7.16 inches wide at 300 dots to the inch. */
  public byte[] png() {
    return Canvas.png(drawing, title);
  }

  /** The chart without its title as a PDF file, 7.16 inches wide: both columns of a paper. */
  public byte[] pdf() {
    return Canvas.pdf(drawing, title, Sheet.PAGE);
  }

  /** Whether it can be read in one column of a paper. */
  public boolean fitsColumn() {
    return fitsColumn;
  }

  /** The chart without its title as a PDF file, 3.5 inches wide, in letters of the same size. */
  public byte[] columnPdf() {
    return Canvas.pdf(drawing, title, Sheet.COLUMN);
  }
}
