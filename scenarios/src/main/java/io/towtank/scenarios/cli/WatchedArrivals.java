package io.towtank.scenarios.cli;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.scenarios.run.Progress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Arrivals whose number somebody hears of as they are read. */
final class WatchedArrivals implements ArrivalStream {
  private static final int BETWEEN = 1024;

  private final ArrivalStream arrivals;
  private final Progress progress;
  private long read;

  WatchedArrivals(ArrivalStream arrivals, Progress progress) {
    this.arrivals = arrivals;
    this.progress = progress;
  }

  @Override
  public @Nullable PodArrival next() throws IOException {
    read++;
    if (read % BETWEEN == 0) {
      progress.update(read, -1);
    }
    return arrivals.next();
  }

  @Override
  public void close() throws IOException {
    arrivals.close();
  }
}
