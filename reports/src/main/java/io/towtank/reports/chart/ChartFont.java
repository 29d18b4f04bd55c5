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

  static final String REGULAR_FILE = "/liberation/LiberationSans-Regular.ttf";
  static final String BOLD_FILE = "/liberation/LiberationSans-Bold.ttf";

  private static final Font REGULAR = load(REGULAR_FILE);
  private static final Font BOLD = load(BOLD_FILE);

  private ChartFont() {}

  static Font regular(float size) {
    return REGULAR.deriveFont(size);
  }

  static Font bold(float size) {
    return BOLD.deriveFont(Font.BOLD, size);
  }

  /** The bytes of one of the two files. */
  static InputStream open(String resource) {
    InputStream in = ChartFont.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("font missing from the program: " + resource);
    }
    return in;
  }

  private static Font load(String resource) {
    try (InputStream in = open(resource)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("font can't be read: " + resource, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
