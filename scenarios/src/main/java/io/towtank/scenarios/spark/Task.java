package io.towtank.scenarios.spark;

import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.tow.TraceConversion;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What every task must know of the conversion.
 *
 * @param formatName the trace's format
 * @param path the trace's file or folder
 * @param options how it is read
 */
record Task(String formatName, String path, TraceOptions options) implements Serializable {
  /**
   * The task of a conversion.
   *
   * @param isLocal whether all that is done is done in this process; other processes may have
   *     another working directory
   */
  static Task of(TraceConversion conversion, boolean isLocal) {
    Path source = conversion.source();
    return new Task(
        conversion.format().name(),
        (isLocal ? source : source.toAbsolutePath()).toString(),
        conversion.options());
  }

  <F extends TraceFormat> F format(Class<F> type) {
    return type.cast(TraceFormats.named(formatName));
  }

  /** What pods are sorted by before their rows. */
  long major(long timeNanos) {
    return options.replay() == ReplayMode.TIMED ? timeNanos : 0;
  }
}
