package io.towtank.workloads.recording;

import io.towtank.model.PodArrival;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.PodBatch;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrivals that are in memory. */
final class ArrivalList implements ArrivalSource {
  private final Path file;
  private final Iterator<PodArrival> arrivals;

  ArrivalList(Path file, List<PodArrival> arrivals) {
    this.file = file;
    this.arrivals = arrivals.iterator();
  }

  @Override
  public @Nullable PodBatch next() {
    return arrivals.hasNext() ? PodBatch.of(arrivals.next()) : null;
  }

  @Override
  public String position() {
    return file.toString();
  }

  @Override
  public void close() {}
}
