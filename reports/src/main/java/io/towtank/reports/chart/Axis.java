package io.towtank.reports.chart;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import java.text.NumberFormat;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleInsets;

/** Axes whose ends and steps are ours to choose, not the machine's. */
final class Axis {
  private static final double[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
  };
  private static final int STEPS = 8;
  private static final double FEW_STEPS = 5.1;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private Axis() {}

  /** Ratios from 0, in per cent. */
  static ValueAxis percent(String label, double max) {
    return percent(label, 0, max);
  }

  /** Ratios from about that smallest one, in per cent. */
  static ValueAxis percent(String label, double min, double max) {
    double step = niceStep(Math.max(max - min, 1e-3) / STEPS);
    double low = StrictMath.floor(min / step + 1e-9) * step;
    double high = Math.max(low + step, up(max, step));
    return roomy(linear(label, low, high, step, Labels.ticks(Labels::percent)));
  }

  /** Whole numbers from 0. */
  static ValueAxis count(String label, double max) {
    double step = Math.max(1, niceStep(Math.max(max, 1) / STEPS));
    double end = up(Math.max(max, 1), step);
    return roomy(linear(label, 0, end, step, Labels.ticks(Humanize::count)));
  }

  /** Simulation time from 0, in the unit that suits its length. */
  static ValueAxis time(String label, double maxSeconds) {
    double max = maxSeconds > 0 ? maxSeconds : 1;
    double step = timeStep(max / STEPS);
    double unit = max < 5 * MINUTE ? 1 : max < 5 * HOUR ? MINUTE : max < 5 * DAY ? HOUR : DAY;
    String name = unit == 1 ? "s" : unit == MINUTE ? "min" : unit == HOUR ? "h" : "days";
    return linear(
        label + " (" + name + ")",
        0,
        max,
        step,
        Labels.ticks(seconds -> Humanize.significant(seconds / unit)));
  }

  /** The same with half as many ticks where there are many. */
  static ValueAxis sparser(ValueAxis axis) {
    try {
      NumberAxis sparser = (NumberAxis) axis.clone();
      if (sparser.getRange().getLength() / sparser.getTickUnit().getSize() <= FEW_STEPS) {
        return sparser;
      }
      sparser.setTickUnit(
          new NumberTickUnit(
              2 * sparser.getTickUnit().getSize(), sparser.getNumberFormatOverride()));
      return sparser;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("an axis of numbers can be copied", e);
    }
  }

  /** Lengths of time over several orders of magnitude, placed by their {@link #logTime(double)}. */
  static ValueAxis logTime(String label, double minSeconds, double maxSeconds) {
    return log(
        label + " (s)",
        StrictMath.floor(logTime(minSeconds)),
        StrictMath.floor(logTime(maxSeconds)) + 1);
  }

  /** Lengths of time up to the largest one, placed by the logarithm to base 10 of their seconds. */
  static ValueAxis logTimeUpTo(String label, double minSeconds, double maxSeconds) {
    return logAmount(label + " (s)", minSeconds, maxSeconds);
  }

  /** Amounts over several orders of magnitude, placed by the logarithm to base 10. */
  static ValueAxis logAmount(String label, double min, double max) {
    double low = StrictMath.floor(StrictMath.log10(min));
    double high = StrictMath.max(low + 1, StrictMath.log10(max));
    return roomy(log(label, low, high));
  }

  /** Where a length of time stands on a logarithmic axis; below every other for 0. */
  static double logTime(double seconds) {
    return StrictMath.log10(seconds);
  }

  private static String powerOfTen(double exponent) {
    double power = StrictMath.pow(10, StrictMath.rint(exponent));
    return power >= 1 ? Humanize.count(power) : Numbers.plain(power);
  }

  private static ValueAxis linear(
      String label, double min, double max, double step, NumberFormat format) {
    return scaled(new NumberAxis(label), min, max, step, format);
  }

  private static ValueAxis log(String label, double min, double max) {
    return scaled(new LogAxis(label), min, max, 1, Labels.ticks(Axis::powerOfTen));
  }

  private static ValueAxis scaled(
      NumberAxis axis, double min, double max, double step, NumberFormat format) {
    axis.setRange(min, max);
    axis.setTickUnit(new NumberTickUnit(step, format));
    axis.setNumberFormatOverride(format);
    return styled(axis);
  }

  /** A little room at both ends, so that a line on the edge is not cut in half. */
  private static ValueAxis roomy(ValueAxis axis) {
    double room = axis.getRange().getLength() * 0.006;
    axis.setRange(axis.getLowerBound() - room, axis.getUpperBound() + room);
    return axis;
  }

  private static ValueAxis styled(ValueAxis axis) {
    axis.setLabelFont(ChartFont.regular(16));
    axis.setTickLabelFont(ChartFont.regular(16));
    axis.setLabelPaint(Palette.MUTED);
    axis.setTickLabelPaint(Palette.INK);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setTickLabelInsets(new RectangleInsets(4, 6, 4, 6));
    return axis;
  }

  private static double up(double max, double step) {
    return StrictMath.ceil(max / step - 1e-9) * step;
  }

  /** The smallest of 1, 2, 5 times a power of ten that is not below. */
  private static double niceStep(double atLeast) {
    double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(atLeast)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= atLeast * 0.999_999) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double timeStep(double atLeast) {
    if (atLeast < 1) {
      return niceStep(atLeast);
    }
    for (double step : TIME_STEPS) {
      if (step >= atLeast) {
        return step;
      }
    }
    return DAY * niceStep(atLeast / DAY);
  }
}
