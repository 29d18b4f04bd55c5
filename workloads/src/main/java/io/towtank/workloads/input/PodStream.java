package io.towtank.workloads.input;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The pods of batches, one by one. */
final class PodStream implements ArrivalStream {
  private final BatchStream batches;
  private @Nullable PodBatch batch;
  private int given;

  PodStream(BatchStream batches) {
    this.batches = batches;
  }

  @Override
  public @Nullable PodArrival next() throws IOException {
    PodBatch current = batch;
    if (current == null || given == current.count()) {
      current = batches.next();
      batch = current;
      given = 0;
    }
    return current == null ? null : current.arrival(given++);
  }

  @Override
  public void close() throws IOException {
    batches.close();
  }
}
