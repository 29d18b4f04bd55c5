package io.towtank.workloads.input;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Like pods in order of their arrival. */
interface BatchStream extends Closeable {
  /** The next ones, or null at the end. */
  @Nullable PodBatch next() throws IOException;
}
