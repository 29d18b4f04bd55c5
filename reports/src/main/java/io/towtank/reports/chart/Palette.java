package io.towtank.reports.chart;

import java.awt.Color;

/**
 * Colours that people with any colour vision can tell apart.
 *
 * <p>Lines: Okabe and Ito, "Color Universal Design", 2008, without yellow, which is too pale on
 * white. Shares: a scale from pale to dark, by luminance alone.
 */
final class Palette {
  static final Color INK = new Color(0x22, 0x2b, 0x36);
  static final Color MUTED = new Color(0x5b, 0x66, 0x75);
  static final Color GRID = new Color(0xe3, 0xe7, 0xec);
  static final Color MINOR_GRID = new Color(0xf2, 0xf4, 0xf6);
  static final Color REFERENCE = new Color(0x4a, 0x54, 0x61);

  private static final Color[] LINES = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0x56, 0xb4, 0xe9),
    new Color(0x00, 0x00, 0x00),
  };

  private static final int[] SCALE = {
    0xf3f5e3, 0xd9ecc0, 0xa6d9b9, 0x6bc1c0, 0x3a9fc0, 0x2a78b0, 0x284f95, 0x1d2c6b
  };

  /** As the lines', but light and dark by turns, so that bars differ in grey, too. */
  private static final int[] BARS = {0, 4, 2, 5, 6, 3, 1};

  private Palette() {}

  /** Colour of the i-th kind of bar. */
  static Color bar(int i) {
    return LINES[BARS[i % BARS.length]];
  }

  /** Colour of the i-th line; after the seventh they come again. */
  static Color line(int i) {
    return LINES[i % LINES.length];
  }

  /** How often the colours have come before: lines of the second round are dashed. */
  static int round(int i) {
    return i / LINES.length;
  }

  /** Colour of a share in 0 to 1. */
  static Color share(double share) {
    double at = Math.max(0, Math.min(1, share)) * (SCALE.length - 1);
    int low = Math.min(SCALE.length - 2, (int) at);
    double part = at - low;
    return new Color(
        mix(SCALE[low] >> 16, SCALE[low + 1] >> 16, part),
        mix(SCALE[low] >> 8, SCALE[low + 1] >> 8, part),
        mix(SCALE[low], SCALE[low + 1], part));
  }

  private static int mix(int a, int b, double part) {
    return (int) StrictMath.rint((a & 0xff) * (1 - part) + (b & 0xff) * part);
  }
}
