package io.towtank.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Something that can be drawn at any size. */
@FunctionalInterface
interface Drawing {
  /** Fills the area; the chart's title stands above it, or nowhere. */
  void draw(Graphics2D graphics, Rectangle2D area);
}
