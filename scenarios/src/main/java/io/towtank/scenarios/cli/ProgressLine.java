package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows progress on one line of a terminal, at most five times a second, and wipes it at the end.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long NANOS_BETWEEN = 200_000_000L;
  private static final String WIPE = "\r\u001b[K";

  private final String label;
  private final String unit;
  private final PrintWriter err;
  private final boolean shown;
  private long lastNanos = System.nanoTime();
  private boolean used;

  ProgressLine(String label, String unit, PrintWriter err, boolean shown) {
    this.label = label;
    this.unit = unit;
    this.err = err;
    this.shown = shown;
  }

  @Override
  public synchronized void update(long done, long total) {
    if (!shown || System.nanoTime() - lastNanos < NANOS_BETWEEN) {
      return;
    }
    lastNanos = System.nanoTime();
    used = true;
    err.print(WIPE + text(label, unit, done, total));
    err.flush();
  }

  /** {@code first-steps: 1,200 of 5,000 pods (24 %)}. */
  static String text(String label, String unit, long done, long total) {
    if (total <= 0) {
      return String.format(Locale.ROOT, "%s: %,d %s", label, done, unit);
    }
    return String.format(
        Locale.ROOT, "%s: %,d of %,d %s (%d %%)", label, done, total, unit, 100 * done / total);
  }

  @Override
  public synchronized void close() {
    if (used) {
      err.print(WIPE);
      err.flush();
    }
  }
}
