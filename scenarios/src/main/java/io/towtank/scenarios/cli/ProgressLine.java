package io.towtank.scenarios.cli;

import io.towtank.reports.format.Humanize;
import io.towtank.scenarios.run.Progress;
import java.io.PrintWriter;

/**
 * Shows progress on one line of a terminal, at most five times a second, and wipes it at the end.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long NANOS_BETWEEN = 200_000_000L;
  private static final double SECONDS_TO_TELL = 1;
  private static final String WIPE = "\r\u001b[K";

  private final String label;
  private final String unit;
  private final PrintWriter err;
  private final boolean shown;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private boolean used;

  ProgressLine(String label, String unit, PrintWriter err, boolean shown) {
    this.label = label;
    this.unit = unit;
    this.err = err;
    this.shown = shown;
  }

  @Override
  public void update(long done, long total) {
    if (shown) {
      show(done, total);
    }
  }

  private synchronized void show(long done, long total) {
    if (System.nanoTime() - lastNanos < NANOS_BETWEEN) {
      return;
    }
    lastNanos = System.nanoTime();
    used = true;
    double seconds = (lastNanos - startNanos) / 1e9;
    err.print(WIPE + text(label, unit, done, total, seconds));
    err.flush();
  }

  /**
   * {@code first-steps: 1,200 of 5,000 pods (24 %), 600/s, 6.33 s left}.
   *
   * @param seconds since the start
   */
  static String text(String label, String unit, long done, long total, double seconds) {
    double perSecond = seconds > 0 ? done / seconds : 0;
    String rate =
        perSecond > 0
            ? ", "
                + (perSecond >= 10 ? Humanize.count(perSecond) : Humanize.significant(perSecond))
                + "/s"
            : "";
    if (total <= 0) {
      return label + ": " + Humanize.count(done) + " " + unit + rate;
    }
    String left =
        perSecond > 0 && seconds >= SECONDS_TO_TELL
            ? ", " + Humanize.duration(Math.max(0, total - done) / perSecond) + " left"
            : "";
    return label
        + ": "
        + Humanize.count(done)
        + " of "
        + Humanize.count(total)
        + " "
        + unit
        + " ("
        + 100 * done / total
        + " %)"
        + rate
        + left;
  }

  @Override
  public synchronized void close() {
    if (used) {
      err.print(WIPE);
      err.flush();
    }
  }
}
