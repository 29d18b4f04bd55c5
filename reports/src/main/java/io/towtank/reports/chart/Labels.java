package io.towtank.reports.chart;

import io.towtank.reports.format.Humanize;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.function.DoubleFunction;

/** Words on charts. */
final class Labels {
  private static final int LENGTH_MAX = 36;

  private Labels() {}

  /** A user's name, cut to what a chart has room for, without what SVG can't hold. */
  static String name(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LENGTH_MAX)
        .forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : 0xfffd));
    return text.codePointCount(0, text.length()) > LENGTH_MAX ? clean + "…" : clean.toString();
  }

  private static boolean isPrintable(int c) {
    return !Character.isISOControl(c)
        && !turnsText(c)
        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        && c != 0xfffe
        && c != 0xffff;
  }

  /** Marks that make others' letters run the other way. */
  private static boolean turnsText(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  /** Tick labels by a function, in no locale. */
  static NumberFormat ticks(DoubleFunction<String> text) {
    return new TickFormat(text);
  }

  /** A ratio in per cent, for axes whose titles name the unit. */
  static String percent(double ratio) {
    return Humanize.significant(100 * ratio);
  }

  private static final class TickFormat extends NumberFormat {
    private final transient DoubleFunction<String> text;

    TickFormat(DoubleFunction<String> text) {
      this.text = text;
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
      return to.append(text.apply(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
      return to.append(text.apply((double) number));
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("tick labels are only written");
    }
  }
}
