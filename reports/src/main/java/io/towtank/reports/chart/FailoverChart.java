package io.towtank.reports.chart;

import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.reports.chart.FailoverLanes.Lane;
import io.towtank.reports.chart.FailoverLanes.Phase;
import io.towtank.reports.chart.FailoverLanes.Stretch;
import io.towtank.reports.chart.FailoverSteps.Step;
import io.towtank.reports.format.Humanize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One fault over time: nodes, pods and their replacements as bars, and beside them what happened
 * when. Numbers join the two.
 */
public final class FailoverChart {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double LEFT = 24;
  private static final double RIGHT = 560;
  private static final double TOP = 104;
  private static final double LANES_BOTTOM = 420;
  private static final double LANE_MAX = 100;
  private static final double LIST_X = 590;
  private static final double LIST_TOP = 84;
  private static final double STEP_HEIGHT = 27;
  private static final double BADGE = 17;
  private static final double BEFORE = 0.05;
  private static final int TICKS = 7;
  private static final double[] TICK_STEPS = {
    0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800,
    86_400
  };
  private static final BasicStroke THIN =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {3, 4}, 0);

  private final FaultRow fault;
  private final List<Step> steps;
  private final List<Lane> lanes;
  private final double endSeconds;

  private FailoverChart(FaultRow fault, List<FaultEvent> events) {
    this.fault = fault;
    this.steps = FailoverSteps.of(events, fault.beginNanos());
    double end = FailoverSteps.endSeconds(steps);
    this.endSeconds = end > 0 ? end * 1.06 : 60;
    this.lanes = FailoverLanes.of(events, fault.beginNanos());
  }

  /**
   * The chart of the first fault that cost a pod; if there is none, of the first that hit one.
   *
   * @param faults in the order in which they began
   * @param events in the order of time
   */
  public static Optional<Chart> of(List<FaultRow> faults, List<FaultEvent> events) {
    return faults.stream()
        .filter(fault -> fault.podsLost() > 0)
        .findFirst()
        .or(() -> faults.stream().filter(fault -> fault.podsHit() > 0).findFirst())
        .map(
            fault ->
                new FailoverChart(
                    fault,
                    events.stream().filter(event -> event.fault() == fault.number()).toList()))
        .filter(chart -> !chart.steps.isEmpty())
        .map(FailoverChart::chart);
  }

  private Chart chart() {
    return Chart.wide(
        "failover",
        title(),
        "Bars: the nodes struck, pods hit and their replacements over time. Beside them, each step"
            + " with its time since the fault.",
        this::draw);
  }

  private String title() {
    return Labels.name(fault.fault())
        + (fault.targets().isEmpty() ? "" : " of " + Labels.name(fault.targets()))
        + ": what happened when";
  }

  private void draw(Graphics2D graphics, Rectangle2D area) {
    graphics.translate(0, area.getY() - Sheet.TITLE_HEIGHT);
    text(
        graphics,
        "Time since the fault, which struck at "
            + Humanize.duration(fault.beginNanos() / NANOS_PER_SECOND)
            + " of simulation time",
        LEFT - 4,
        58,
        false,
        14,
        Palette.MUTED);
    axis(graphics);
    double height = Math.min(LANE_MAX, (LANES_BOTTOM - TOP) / Math.max(1, lanes.size()));
    for (int i = 0; i < lanes.size(); i++) {
      lane(graphics, lanes.get(i), TOP + i * height, height);
    }
    badges(graphics);
    legend(graphics);
    list(graphics);
  }

  private double x(double seconds) {
    double share = (seconds / endSeconds + BEFORE) / (1 + BEFORE);
    return LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT);
  }

  private void axis(Graphics2D graphics) {
    double step = TICK_STEPS[TICK_STEPS.length - 1];
    for (int i = TICK_STEPS.length - 1; i >= 0; i--) {
      step = endSeconds / TICK_STEPS[i] <= TICKS ? TICK_STEPS[i] : step;
    }
    while (endSeconds / step > TICKS) {
      step *= 2;
    }
    graphics.setStroke(THIN);
    for (int i = 0; i * step <= endSeconds; i++) {
      double x = x(i * step);
      graphics.setPaint(Palette.GRID);
      graphics.draw(new Line2D.Double(x, TOP - 6, x, LANES_BOTTOM + 4));
      String label = FailoverSteps.time(i * step, endSeconds);
      text(graphics, label, x - width(label, 14) / 2, LANES_BOTTOM + 22, false, 14, Palette.INK);
    }
    graphics.setStroke(DASHED);
    graphics.setPaint(Palette.MUTED);
    for (Step each : steps) {
      if (each.firstSeconds() <= endSeconds) {
        double x = x(each.firstSeconds());
        graphics.draw(new Line2D.Double(x, TOP - 8, x, LANES_BOTTOM + 4));
      }
    }
  }

  private void lane(Graphics2D graphics, Lane lane, double y, double height) {
    double bar = Math.min(36, height * 0.5);
    double top = y + height - bar - 4;
    for (Stretch stretch : lane.stretches()) {
      double from = x(stretch.fromSeconds());
      double to = x(Math.min(endSeconds, stretch.toSeconds()));
      if (to > from) {
        graphics.setPaint(color(stretch.phase()));
        graphics.fill(new Rectangle2D.Double(from, top, to - from, bar));
        String words = stretch.phase().words();
        if (width(words, 13) + 12 < to - from) {
          Color ink = isPale(stretch.phase()) ? Palette.INK : Color.WHITE;
          text(graphics, words, from + 6, top + bar / 2 + 5, false, 13, ink);
        }
      }
    }
    String name = Labels.name(lane.name());
    graphics.setPaint(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(LEFT, top - 21, width(name, 15), 20));
    text(graphics, name, LEFT, top - 6, true, 14, Palette.INK);
  }

  /** Numbers above the lanes; those that fall together share a badge. */
  private void badges(Graphics2D graphics) {
    List<double[]> badges = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      double at = steps.get(i).firstSeconds();
      if (at > endSeconds) {
        continue;
      }
      double[] last = badges.isEmpty() ? new double[] {-100, 0, 0} : badges.get(badges.size() - 1);
      if (x(at) - last[0] < badgeWidth((int) last[1], (int) last[2]) + 8) {
        last[2] = i + 1;
      } else {
        badges.add(new double[] {x(at), i + 1, i + 1});
      }
    }
    for (double[] badge : badges) {
      badge(graphics, badge[0], TOP - 18, (int) badge[1], (int) badge[2]);
    }
  }

  private static double badgeWidth(int from, int to) {
    return from == to && from < 10 ? BADGE : BADGE + 8.0 * (label(from, to).length() - 1);
  }

  private static String label(int from, int to) {
    return from == to ? Integer.toString(from) : from + "–" + to;
  }

  private static void badge(Graphics2D graphics, double x, double y, int from, int to) {
    String label = label(from, to);
    double width = badgeWidth(from, to);
    graphics.setPaint(Palette.INK);
    graphics.fill(new Ellipse2D.Double(x - width / 2, y - BADGE / 2, BADGE, BADGE));
    graphics.fill(new Ellipse2D.Double(x + width / 2 - BADGE, y - BADGE / 2, BADGE, BADGE));
    graphics.fill(
        new Rectangle2D.Double(x - width / 2 + BADGE / 2, y - BADGE / 2, width - BADGE, BADGE));
    text(graphics, label, x - width(label, 12) / 2, y + 4.5, true, 12, Color.WHITE);
  }

  private static void legend(Graphics2D graphics) {
    double x = LEFT;
    double y = 462;
    for (Phase phase : Phase.values()) {
      double width = 24 + width(phase.words(), 14) + 22;
      if (x + width > RIGHT + 10) {
        x = LEFT;
        y += 24;
      }
      graphics.setPaint(color(phase));
      graphics.fill(new Rectangle2D.Double(x, y, 16, 14));
      text(graphics, phase.words(), x + 22, y + 12, false, 14, Palette.INK);
      x += width;
    }
  }

  private void list(Graphics2D graphics) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      double y = LIST_TOP + i * STEP_HEIGHT;
      badge(graphics, LIST_X, y, i + 1, i + 1);
      String time = step.time();
      text(graphics, time, LIST_X + 88 - width(time, 15), y + 5, true, 15, Palette.INK);
      text(graphics, Labels.name(step.words()), LIST_X + 98, y + 5, false, 15, Palette.INK);
    }
  }

  private static Color color(Phase phase) {
    return switch (phase) {
      case WELL -> Palette.line(2);
      case UNNOTICED -> Palette.line(4);
      case NOT_READY -> Palette.line(1);
      case ENDING -> Palette.MUTED;
      case WAITING -> Palette.line(5);
      case STARTING -> Palette.line(0);
    };
  }

  private static boolean isPale(Phase phase) {
    return phase == Phase.UNNOTICED || phase == Phase.WAITING;
  }

  /** About how wide a text is: the layout may not depend on how Java measures. */
  private static double width(String text, int size) {
    return 0.52 * size * text.codePointCount(0, text.length());
  }

  private static void text(
      Graphics2D graphics, String text, double x, double y, boolean bold, int size, Color color) {
    graphics.setFont(bold ? ChartFont.bold(size) : ChartFont.regular(size));
    graphics.setPaint(color);
    graphics.drawString(text, (float) x, (float) y);
  }
}
