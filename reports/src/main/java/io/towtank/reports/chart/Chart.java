package io.towtank.reports.chart;

import org.jspecify.annotations.Nullable;

/** A chart, ready to be written. */
public final class Chart {
  private final String name;
  private final String title;
  private final String description;
  private final Drawing drawing;
  private @Nullable String svgOfAnyId;

  Chart(String name, String title, String description, Drawing drawing) {
    this.name = name;
    this.title = title;
    this.description = description;
    this.drawing = drawing;
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

  /** The chart as a PNG file, two pixels wide and high for each unit of the SVG. */
  public byte[] png() {
    return Canvas.png(drawing);
  }
}
