package io.towtank.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.text.TextUtils;

/**
 * Turns drawings into files, on sheets of a few sizes.
 *
 * <p>The same bytes come out on every machine and Java: fonts come with the program, ids and
 * numbers are fixed, and lines are drawn with bevelled joins (Java 17 and 25 fill the others
 * differently).
 */
final class Canvas {
  private static final float TITLE_X = 20;
  private static final float TITLE_Y = 36;
  private static final float TITLE_SIZE = 20;

  /** Begins ids of which nobody has said yet what they begin with; for private use, so no text. */
  private static final String ANY_ID = "\uE000";

  static {
    // The workaround draws letters as outlines, which makes large files without a text in them.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Canvas() {}

  /** A drawing as an SVG element whose ids are still open, for the two below. */
  static String svgOfAnyId(Drawing drawing, String title) {
    Sheet sheet = Sheet.SCREEN;
    return Svg.element(
        sheet.width(),
        sheet.height(),
        ANY_ID,
        title,
        graphics -> draw(drawing, title, sheet, graphics));
  }

  static String svgDocument(String svgOfAnyId) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgElement(svgOfAnyId, "chart") + "\n";
  }

  static String svgElement(String svgOfAnyId, String id) {
    return svgOfAnyId.replace(ANY_ID, id + "-");
  }

  static byte[] png(Drawing drawing, String title) {
    Sheet sheet = Sheet.SCREEN;
    return Png.file(
        sheet.width(),
        sheet.height(),
        Sheet.unitsPerInch(),
        graphics -> draw(drawing, title, sheet, graphics));
  }

  static byte[] pdf(Drawing drawing, String title, Sheet sheet) {
    return Pdf.document(
        sheet.width(),
        sheet.height(),
        Sheet.pointsPerUnit(),
        title,
        graphics -> draw(drawing, title, sheet, graphics));
  }

  private static void draw(Drawing drawing, String title, Sheet sheet, Graphics2D graphics) {
    setHints(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, sheet.width(), sheet.height()));
    double top = 0;
    if (sheet.titled()) {
      graphics.setPaint(Palette.INK);
      graphics.setFont(ChartFont.bold(TITLE_SIZE));
      graphics.drawString(title, TITLE_X, TITLE_Y);
      top = Sheet.TITLE_HEIGHT;
    }
    drawing.draw(graphics, new Rectangle2D.Double(0, top, sheet.width(), sheet.height() - top));
  }

  /** Measures and draws letters and lines as finely as it places them. */
  static void setHints(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }
}
