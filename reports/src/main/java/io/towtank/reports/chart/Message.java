package io.towtank.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** A sentence where there is nothing to draw. */
final class Message {
  private final String sentence;

  Message(String sentence) {
    this.sentence = sentence;
  }

  void draw(Graphics2D graphics, Rectangle2D area) {
    graphics.setPaint(Palette.MUTED);
    graphics.setFont(ChartFont.regular(18));
    double width = graphics.getFontMetrics().getStringBounds(sentence, graphics).getWidth();
    graphics.drawString(
        sentence, (float) (area.getCenterX() - width / 2), (float) area.getCenterY());
  }
}
