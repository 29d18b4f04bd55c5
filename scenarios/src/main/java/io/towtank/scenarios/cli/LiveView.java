package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunView;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run while it goes on: on a terminal a screen that is drawn anew five times a second,
 * elsewhere a line every other second.
 */
final class LiveView implements Progress, AutoCloseable {
  private static final long SCREEN_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 2_000_000_000L;
  private static final String UP = "\u001b[%dA";
  private static final String WIPE_LINE = "\u001b[K";
  private static final String WIPE_BELOW = "\u001b[J";

  private final LiveScreen screen;
  private final PrintWriter err;
  private final boolean isTerminal;
  private final long startNanos = System.nanoTime();
  private @Nullable RunView view;
  private long lastNanos = startNanos;
  private int drawn;

  LiveView(LiveScreen screen, PrintWriter err, boolean isTerminal) {
    this.screen = screen;
    this.err = err;
    this.isTerminal = isTerminal;
  }

  @Override
  public void begins(RunView run) {
    view = run;
  }

  @Override
  public void update(long done, long total) {
    RunView run = view;
    long now = System.nanoTime();
    if (run == null || now - lastNanos < (isTerminal ? SCREEN_NANOS : LINE_NANOS)) {
      return;
    }
    lastNanos = now;
    show(run, total);
  }

  private void show(RunView run, long total) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    if (!isTerminal) {
      err.println(screen.line(run, total, seconds));
      err.flush();
      return;
    }
    List<String> lines = screen.lines(run, total, seconds);
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(UP.formatted(drawn)).append('\r');
    }
    lines.forEach(line -> text.append(line).append(WIPE_LINE).append('\n'));
    err.print(text.append(WIPE_BELOW));
    err.flush();
    drawn = lines.size();
  }

  /** Leaves the last state on the screen. */
  @Override
  public void close() {
    RunView run = view;
    if (run != null && drawn > 0) {
      show(run, -1);
    }
  }
}
