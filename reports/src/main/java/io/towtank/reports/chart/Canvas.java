package io.towtank.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jfree.chart.text.TextUtils;

/**
 * Turns drawings into files, all of one size.
 *
 * <p>The same bytes come out on every machine and Java: fonts come with the program, ids and
 * numbers are fixed, and lines are drawn with bevelled joins (Java 17 and 25 fill the others
 * differently).
 */
final class Canvas {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;
  private static final int PNG_SCALE = 2;

  /** Begins ids of which nobody has said yet what they begin with; for private use, so no text. */
  private static final String ANY_ID = "\uE000";

  static {
    // The workaround draws letters as outlines, which makes large files without a text in them.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Canvas() {}

  /** A drawing as an SVG element whose ids are still open, for the two below. */
  static String svgOfAnyId(Drawing drawing, String label) {
    return Svg.element(WIDTH, HEIGHT, ANY_ID, label, graphics -> draw(drawing, graphics));
  }

  static String svgDocument(String svgOfAnyId) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgElement(svgOfAnyId, "chart") + "\n";
  }

  static String svgElement(String svgOfAnyId, String id) {
    return svgOfAnyId.replace(ANY_ID, id + "-");
  }

  static byte[] png(Drawing drawing) {
    BufferedImage image =
        new BufferedImage(WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    draw(drawing, graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void draw(Drawing drawing, Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    drawing.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }
}
