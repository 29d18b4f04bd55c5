package io.towtank.reports.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The font of all charts: Liberation Sans (SIL Open Font License 1.1), which comes with the
 * program, so that a chart's layout does not depend on the fonts of the machine. Its letters are as
 * wide as those of Arial and Helvetica, which browsers use in its place.
 */
final class ChartFont {
  static final String CSS_FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif";

  private static final Font REGULAR = load("/liberation/LiberationSans-Regular.ttf");
  private static final Font BOLD = load("/liberation/LiberationSans-Bold.ttf");

  private ChartFont() {}

  static Font regular(float size) {
    return REGULAR.deriveFont(size);
  }

  static Font bold(float size) {
    return BOLD.deriveFont(Font.BOLD, size);
  }

  private static Font load(String resource) {
    try (InputStream in = ChartFont.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("font missing from the program: " + resource);
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("font can't be read: " + resource, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
